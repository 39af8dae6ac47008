package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"slices"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// document is a document of the archive beside what the edition has of it.
type document struct {
	source  edition.Source
	minutes *edition.Document // of the edition; nil where it has none
	page    *minutes.Page     // likewise
	text    []byte            // of that page
	papers  []edition.File    // that the edition's document links to
	sum     [sha256.Size]byte // of the source
	shown   [sha256.Size]byte // of what the edition has; zero for nothing
}

// documents are all of the archive, by file.
func (o *Options) documents() []*document {
	byFile := map[string]*document{}
	all := make([]*document, 0, len(o.Sources))
	for _, src := range o.Sources {
		d := &document{source: src, sum: src.Sum()}
		byFile[src.File()] = d
		all = append(all, d)
	}
	shown := o.Edition.Documents()
	for i := range shown {
		if d := byFile[shown[i].Minutes.File]; d != nil {
			d.minutes, d.shown = &shown[i], shown[i].Hash()
		}
	}
	pages := o.Edition.Pages()
	for _, text := range o.Edition.RedactedPages() {
		if d := byFile[text.File]; d != nil {
			d.text, d.shown = text.Text, sha256.Sum256(text.Text)
			d.page = pages[slices.IndexFunc(pages, func(p *minutes.Page) bool { return p.File == text.File })]
		}
	}
	for _, f := range o.Edition.Files() {
		if d := byFile[f.Document]; d != nil {
			d.papers = append(d.papers, f)
		}
	}
	slices.SortFunc(all, func(a, b *document) int { return cmp.Compare(a.file(), b.file()) })
	return all
}

func (d *document) file() string { return d.source.File() }

// withheld says that the edition has not all of it.
func (d *document) withheld() bool { return d.sum != d.shown }

// key is another one where what it contributes, or what it permits, may be another.
func (d *document) key() [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%x %x", d.sum, d.shown)
	for _, f := range d.papers {
		fmt.Fprintf(h, " %q %q", f.Path, f.Source)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// redacted is what the edition has of it, "" for nothing.
func (d *document) redacted() string {
	switch {
	case d.minutes != nil:
		return string(d.minutes.Redacted().Text)
	case d.page != nil:
		return string(d.text)
	}
	return ""
}

// document permits what the edition has of a document: the file as it is, its blocks as they are shown, and what pages put together of
// them.
func (p *permitter) document(d *document) {
	if d.minutes == nil && d.page == nil {
		return
	}
	p.say(d.redacted())
	p.say(d.file())
	for _, f := range d.papers {
		p.say(f.Path)
		p.say(f.Source)
	}
	if d.page != nil {
		eachPart(edition.Source{Page: d.page}, func(text string, _ int) { p.say(text) })
		return
	}
	m := d.minutes.Full()
	eachPart(edition.Source{Minutes: m}, func(text string, _ int) { p.say(text) })
	for _, text := range sideBySide(m, p.s.options.Statuses) {
		p.say(text)
	}
	for _, f := range m.Findings { // of the edition's own text
		p.say(f.Message)
		p.say(f.Hint)
	}
	for _, n := range named(m) {
		for _, id := range []string{n.spelling, implied(n)} {
			p.say(id)
			if p.s.keyOf != nil {
				key := p.s.keyOf(id)
				p.say(key) // as an index has it, where a withheld paper may be called so
				p.ids = append(p.ids, p.s.keys[key]...)
			}
			p.ids = append(p.ids, together(words(id)))
		}
	}
}

// sideBySide are the ids and words of actions, as pages and lists put them together with the name of their kind or status, what a meeting's
// record is called, and reports and decisions as they are read: over a page break, and of a lead with its list. The audience may read each, so a withheld document that has them together too makes no secret of them.
func sideBySide(m *minutes.Minutes, statuses []string) []string {
	all := []string{"minutes of " + m.Meeting.ID}
	for _, list := range [][]minutes.Action{m.Raised, m.Updated} {
		for _, a := range list {
			all = append(all, "action "+a.ID+" "+a.Text, a.Update)
			for _, status := range statuses {
				all = append(all, status+" "+a.Text, status+" "+a.Update)
			}
		}
	}
	for _, d := range m.Decisions {
		all = append(all, d.Text)
	}
	return all
}

// shared names all but the documents that secrets depend on.
func (o *Options) shared() [sha256.Size]byte {
	h := sha256.New()
	h.Write(o.Own[:])
	err := gob.NewEncoder(h).Encode(struct {
		Notices            []Notice
		Files              []File
		Reasons, Addresses []string
		Statuses           []string
	}{o.Notices, o.Files, o.Reasons, o.Addresses, o.Statuses})
	if err != nil {
		panic(err) // plain values
	}
	return [sha256.Size]byte(h.Sum(nil))
}
