package site

import (
	"html/template"
	"net/url"
	"path"
	"strings"

	"minutebook/internal/markup"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// part is a run of the minutes' text: blocks, or a fold that opens under the line before its tables.
type part struct {
	HTML    template.HTML `json:"html"`
	Summary template.HTML `json:"summary"` // of a fold; "" for none
	ID      string        `json:"id"`      // of the summary
	Count   string        `json:"count"`   // "21 present, 2 apologies"
}

// text is the complete minutes in document order: every word of the document, once. Agenda items stand
// under the page's h2, so their heads are h3 and deeper. Under an item of which nothing but the number is shown stands, as
// p.stub and in words of the site's own, that it is withheld. The notes are those of full, too.
func (b *builder) text(m *record.Meeting, full *minutes.Minutes, notes []note) []part {
	w := b.writer(full.File, markup.RefsOf(full), idsOf(full))
	w.Under, w.Meaning, w.Notes = 2, b.meaningIn(m), b.marks(notes)
	w.Level, w.LevelName = full.Classification.Level, b.policy.Name
	parts := b.preamble(w, full)
	for _, it := range full.Items {
		parts = append(parts, part{HTML: itemHTML(w, it, 3)})
	}
	return parts
}

// writer writes the words of one document.
func (b *builder) writer(file string, refs map[*minutes.Block][]minutes.Reference, ids map[string]bool) markup.Writer {
	return markup.Writer{Refs: refs, Resolve: b.resolve, Href: b.hrefOf(file, ids), Words: b.words, Anchors: true}
}

// pageWriter writes the words of a plain page.
func (b *builder) pageWriter(p *minutes.Page, ids map[string]bool) markup.Writer {
	w := b.writer(p.File, nil, ids)
	w.Level, w.LevelName = p.Level, b.policy.Name
	return w
}

func (b *builder) resolve(r minutes.Reference) (string, bool) {
	p, ok := b.record.Path(r.Kind, r.ID)
	return b.href(p), ok
}

// hrefOf says where a link of a document leads: outside, to a paper of the site, to the page of another
// document, to that of a record ("/actions/opsg-49-01/"), or to a spot of its own page. A link to anything
// else, such as a record that this site does not have, goes; its words stay.
func (b *builder) hrefOf(file string, ids map[string]bool) func(string) (string, bool) {
	return func(href string) (string, bool) {
		if p, ok := b.papers[[2]string{file, href}]; ok {
			return b.href(p), true
		}
		u, err := url.Parse(href)
		switch {
		case err != nil:
			return "", false
		case u.Scheme == "http", u.Scheme == "https", u.Scheme == "mailto":
			return href, true
		case u.Scheme != "" || u.Host != "":
			return "", false
		case path.IsAbs(u.Path):
			return b.href(href), b.known[href]
		case u.Path == "":
			return href, ids[u.Fragment]
		}
		p, ok := b.pages[path.Join(path.Dir(file), u.Path)]
		return b.href(p), ok
	}
}

// idsOf are the fragments of a document's page.
func idsOf(m *minutes.Minutes) map[string]bool {
	ids := map[string]bool{}
	m.Walk(func(b *minutes.Block) { ids[b.ID] = true })
	delete(ids, "")
	return ids
}

// preamble folds the attendance: the paragraph before its tables ("Attendees:") is what opens them.
func (b *builder) preamble(w markup.Writer, m *minutes.Minutes) []part {
	var parts []part
	blocks := m.Preamble
	for len(blocks) > 0 {
		if n := peopleAfter(blocks); n > 0 {
			parts = append(parts, part{HTML: w.Blocks(blocks[1 : 1+n]), Summary: w.Inline(blocks[0]), ID: blocks[0].ID, Count: b.whom(m, blocks[1:1+n])})
			blocks = blocks[1+n:]
			continue
		}
		n := 1
		for n < len(blocks) && peopleAfter(blocks[n:]) == 0 {
			n++
		}
		parts = append(parts, part{HTML: w.Blocks(blocks[:n])})
		blocks = blocks[n:]
	}
	return parts
}

// whom says how many the tables of people name, of those present and of those who sent apologies.
func (b *builder) whom(m *minutes.Minutes, tables []*minutes.Block) string {
	var words strings.Builder
	for _, t := range tables {
		words.WriteString(t.AllText() + "\n")
	}
	named := func(of []minutes.Attendee) bool { return len(of) > 0 && strings.Contains(words.String(), of[0].Name) }
	var said []string
	if named(m.Attendance) {
		said = append(said, b.present(m))
	}
	if named(m.Apologies) {
		said = append(said, b.apologies(m))
	}
	return strings.Join(said, ", ")
}

// peopleAfter is the number of attendance tables that follow the first block, if that is a line of text.
func peopleAfter(blocks []*minutes.Block) int {
	if first := blocks[0]; first.Kind != minutes.Paragraph && first.Kind != minutes.Heading {
		return 0
	}
	n := 0
	for _, b := range blocks[1:] {
		if b.Kind != minutes.Table || b.Role != minutes.RolePeople {
			break
		}
		n++
	}
	return n
}

func itemHTML(w markup.Writer, it *minutes.Item, rank int) template.HTML {
	return w.Portion(it.Level, func(w markup.Writer) template.HTML { return itemWords(w, it, rank) })
}

func itemWords(w markup.Writer, it *minutes.Item, rank int) template.HTML {
	w.Under = rank
	var s strings.Builder
	if it.Head != nil {
		s.WriteString(string(w.Heading(it.Head, min(rank, 6))))
	}
	if it.Withheld() {
		s.WriteString(`<p class="stub meta">` + template.HTMLEscapeString(w.Words.Say("common.withheld_item", "number", it.Number)) + "</p>\n")
	}
	s.WriteString(string(w.Blocks(it.Blocks)))
	for _, sub := range it.Items {
		s.WriteString(string(itemHTML(w, sub, rank+1)))
	}
	s.WriteString(string(w.Blocks(it.Tail)))
	return template.HTML(s.String())
}
