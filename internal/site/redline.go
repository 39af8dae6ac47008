package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
	"minutebook/internal/redline"
	"minutebook/internal/wording"
)

// redlinePage answers what was changed between a draft and the version that superseded it next.
type redlinePage struct {
	head
	Before Link          `json:"before"`
	After  Link          `json:"after"`
	Did    string        `json:"did"` // "12 words were put in and 9 taken out"
	Places []Link        `json:"places"`
	Parts  []redlinePart `json:"parts"`
}

// redlinePart is a run of the text; Fold is the line that opens it where all of it stayed as it was.
type redlinePart struct {
	HTML template.HTML `json:"html"`
	Fold string        `json:"fold"`
}

// changesOf is the page of what a meeting changed, or of what was changed in a draft.
func (b *builder) changesOf(m *record.Meeting) page {
	if m.SupersededBy != nil {
		return newPage(m.Path+"changes/", "redline", func() any { return b.redlinePage(m) }).keyed(func(k *keys) key { return k.ofChanges(m) })
	}
	return newPage(m.Path+"changes/", "changes", func() any { return b.changesPage(m) }).keyed(func(k *keys) key { return k.ofChanges(m) })
}

func (b *builder) redlineLink(draft *record.Meeting) Link {
	text := b.words.Say("redline.link", "before", b.versionIn(draft), "after", b.versionIn(successor(draft)))
	return Link{text, b.href(draft.Path + "changes/")}
}

// successor is the version that superseded a draft next.
func successor(draft *record.Meeting) *record.Meeting {
	all := draft.SupersededBy.Superseded
	if i := slices.Index(all, draft); i > 0 {
		return all[i-1]
	}
	return draft.SupersededBy
}

func (b *builder) redlinePage(draft *record.Meeting) redlinePage {
	next := successor(draft)
	standing := draft.SupersededBy
	p := redlinePage{
		head: head{Title: b.words.Say("redline.title", "meeting", draft.ID, "before", b.versionIn(draft), "after", b.versionIn(next)), Section: "meetings", Band: b.bandOf(draft, next),
			Crumbs: b.crumbs(b.meetingsLink(), b.groupLink(standing.Minutes.Meeting.Group), b.meetingLink(standing))},
		Before: Link{b.versionIn(draft), b.href(draft.Path)}, After: Link{b.versionIn(next), b.href(next.Path)},
	}
	before, after := draft.Full(), next.Full()
	all := redline.Minutes(before, after)
	p.Did = b.changedWords(all)
	p.Parts, p.Places = redliner{b.words, p.After.Href}.parts(sections(all, before, after, b.words.Say("common.before_agenda")))
	return p
}

// changedWords says how many words were put in and taken out.
func (b *builder) changedWords(all []redline.Passage) string {
	in, out := 0, 0
	for _, p := range all {
		in, out = in+p.Words(redline.Inserted), out+p.Words(redline.Deleted)
	}
	switch {
	case in > 0 && out > 0:
		return b.words.Count("redline.in_and_out", in, "out", b.words.Number(out))
	case in > 0:
		return b.words.Count("redline.only_in", in)
	case out > 0:
		return b.words.Count("redline.only_out", out)
	}
	return b.words.Say("redline.nothing")
}

// redlinedSection is an agenda item's own text, or what stands before the agenda.
type redlinedSection struct {
	rank    int // of its heading, from 1; 0 before the agenda
	title   string
	all     []redline.Passage // the first is the heading, where it has one
	changed bool
	shown   bool // something in it, or below it, changed
}

// sections cuts the passages of two versions at the heads of the agenda; opening names what stands before them.
func sections(all []redline.Passage, before, after *minutes.Minutes, opening string) []redlinedSection {
	ranks := map[*minutes.Block]int{}
	rankHeads(ranks, before.Items, 1)
	rankHeads(ranks, after.Items, 1)
	cut := []redlinedSection{{title: opening}}
	for _, p := range all {
		if rank := max(ranks[p.Old], ranks[p.New]); rank > 0 {
			cut = append(cut, redlinedSection{rank: rank, title: titleOf(p)})
		}
		in := &cut[len(cut)-1]
		in.all = append(in.all, p)
		in.changed = in.changed || !p.Same()
	}
	below := 0 // rank of the nearest section after this one that is shown
	for i := len(cut) - 1; i >= 0; i-- {
		if s := &cut[i]; s.changed || s.rank > 0 && s.rank < below {
			s.shown, below = true, s.rank
		}
	}
	return cut
}

func rankHeads(ranks map[*minutes.Block]int, items []*minutes.Item, rank int) {
	for _, it := range items {
		if it.Head != nil {
			ranks[it.Head] = rank
		}
		rankHeads(ranks, it.Items, rank+1)
	}
}

// titleOf is a heading's words, those of the later version where it is in both.
func titleOf(p redline.Passage) string {
	b := p.New
	if b == nil {
		b = p.Old
	}
	return prose.Clip(escape.Visible(b.Text()), summaryLength)
}

// redliner writes the text of two versions as one. after is the page of the later one.
type redliner struct {
	say   *wording.Words
	after string
}

// parts is the text in parts, and where in it something changed. Neighbouring sections that stayed as they
// were are one fold.
func (w redliner) parts(all []redlinedSection) (parts []redlinePart, places []Link) {
	for i := 0; i < len(all); i++ {
		s := all[i]
		if !s.shown {
			end := i + 1
			for end < len(all) && !all[end].shown {
				end++
			}
			parts = append(parts, w.unchanged(all[i:end])...)
			i = end - 1
			continue
		}
		id := ""
		if s.changed {
			id = "_c" + strconv.Itoa(len(places)+1)
			places = append(places, Link{s.title, "#" + id})
		}
		parts = append(parts, w.section(s, id)...)
	}
	return parts, places
}

// unchanged folds whole sections.
func (w redliner) unchanged(all []redlinedSection) []redlinePart {
	var html strings.Builder
	var titles []string
	for _, s := range all {
		rest := s.all
		if s.rank > 0 {
			titles = append(titles, s.title)
			html.WriteString(w.heading(s, "", ""))
			rest = rest[1:]
		}
		html.WriteString(w.passages(rest))
	}
	if html.Len() == 0 {
		return nil
	}
	fold := w.say.Say("redline.same_before_agenda")
	switch n := len(titles); {
	case n == 1:
		fold = w.say.Say("redline.same_in", "item", titles[0])
	case n > 1:
		fold = w.say.Say("redline.same_from_to", "first", titles[0], "last", titles[n-1])
	}
	return []redlinePart{{template.HTML(html.String()), fold}}
}

// section is the heading, what changed, and folds between.
func (w redliner) section(s redlinedSection, id string) []redlinePart {
	var parts []redlinePart
	rest := s.all
	if s.rank > 0 {
		parts = append(parts, redlinePart{HTML: template.HTML(w.heading(s, id, w.after))})
		rest = rest[1:]
	} else {
		parts = append(parts, redlinePart{HTML: template.HTML(`<h3 id="` + id + `">` + escape.HTML(w.say.Say("redline.before_agenda")) + "</h3>\n")})
	}
	for len(rest) > 0 {
		n := 1
		for n < len(rest) && rest[n].Same() == rest[0].Same() {
			n++
		}
		part := redlinePart{HTML: template.HTML(w.passages(rest[:n]))}
		if rest[0].Same() {
			part.Fold = w.say.Count("redline.same_passages", n)
		}
		parts, rest = append(parts, part), rest[n:]
	}
	return parts
}
