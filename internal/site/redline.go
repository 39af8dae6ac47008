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
)

// redlinePage answers what was changed between a draft and the version that superseded it next.
type redlinePage struct {
	head
	Before Link          `json:"before"`
	After  Link          `json:"after"`
	Did    string        `json:"did"` // "12 words were put in and 9 taken out"; "" for nothing
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
		return page{m.Path + "changes/", "redline", func() any { return b.redlinePage(m) }}
	}
	return page{m.Path + "changes/", "changes", func() any { return b.changesPage(m) }}
}

func (b *builder) redlineLink(draft *record.Meeting) Link {
	return Link{"what was changed from " + versionIn(draft) + " to " + versionIn(successor(draft)), b.href(draft.Path + "changes/")}
}

// successor is the version that superseded a draft next.
func successor(draft *record.Meeting) *record.Meeting {
	all := draft.SupersededBy.Superseded
	if i := slices.Index(all, draft); i > 0 {
		return all[i-1]
	}
	return draft.SupersededBy
}

// versionIn is a version within a sentence.
func versionIn(m *record.Meeting) string { return strings.ToLower(versionOf(m)) }

func (b *builder) redlinePage(draft *record.Meeting) redlinePage {
	next := successor(draft)
	standing := draft.SupersededBy
	p := redlinePage{
		head: head{Title: draft.ID + ": " + versionIn(draft) + " to " + versionIn(next), Section: "meetings", Band: b.bandOf(draft, next),
			Crumbs: b.crumbs(Link{"Meetings", b.href("/meetings/")}, b.groupLink(standing.Minutes.Meeting.Group), b.meetingLink(standing))},
		Before: Link{versionIn(draft), b.href(draft.Path)}, After: Link{versionIn(next), b.href(next.Path)},
	}
	all := redline.Minutes(draft.Minutes, next.Minutes)
	p.Did = changedWords(all)
	p.Parts, p.Places = redlined(sections(all, draft.Minutes, next.Minutes), p.After.Href)
	return p
}

// changedWords says how many words were put in and taken out.
func changedWords(all []redline.Passage) string {
	in, out := 0, 0
	for _, p := range all {
		in, out = in+p.Words(redline.Inserted), out+p.Words(redline.Deleted)
	}
	switch {
	case in > 0 && out > 0:
		return prose.Count(in, "word was", "words were") + " put in and " + prose.Number(out) + " taken out"
	case in > 0:
		return prose.Count(in, "word was", "words were") + " put in"
	case out > 0:
		return prose.Count(out, "word was", "words were") + " taken out"
	}
	return ""
}

// redlinedSection is an agenda item's own text, or what stands before the agenda.
type redlinedSection struct {
	rank    int // of its heading, from 1; 0 before the agenda
	title   string
	all     []redline.Passage // the first is the heading, where it has one
	changed bool
	shown   bool // something in it, or below it, changed
}

// sections cuts the passages of two versions at the heads of the agenda.
func sections(all []redline.Passage, before, after *minutes.Minutes) []redlinedSection {
	ranks := map[*minutes.Block]int{}
	rankHeads(ranks, before.Items, 1)
	rankHeads(ranks, after.Items, 1)
	cut := []redlinedSection{{title: "before the agenda"}}
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

// redlined is the text in parts, and where in it something changed. Neighbouring sections that stayed as they
// were are one fold.
func redlined(all []redlinedSection, after string) (parts []redlinePart, places []Link) {
	for i := 0; i < len(all); i++ {
		s := all[i]
		if !s.shown {
			end := i + 1
			for end < len(all) && !all[end].shown {
				end++
			}
			parts = append(parts, unchanged(all[i:end])...)
			i = end - 1
			continue
		}
		id := ""
		if s.changed {
			id = "_c" + strconv.Itoa(len(places)+1)
			places = append(places, Link{s.title, "#" + id})
		}
		parts = append(parts, sectionParts(s, id, after)...)
	}
	return parts, places
}

// unchanged folds whole sections.
func unchanged(all []redlinedSection) []redlinePart {
	var html strings.Builder
	var titles []string
	for _, s := range all {
		rest := s.all
		if s.rank > 0 {
			titles = append(titles, s.title)
			html.WriteString(heading(s, "", ""))
			rest = rest[1:]
		}
		html.WriteString(passages(rest))
	}
	if html.Len() == 0 {
		return nil
	}
	fold := "Nothing changed before the agenda"
	switch n := len(titles); {
	case n == 1:
		fold = "Nothing changed in " + titles[0]
	case n > 1:
		fold = "Nothing changed from " + titles[0] + " to " + titles[n-1]
	}
	return []redlinePart{{template.HTML(html.String()), fold}}
}

// sectionParts are the heading, what changed, and folds between.
func sectionParts(s redlinedSection, id, after string) []redlinePart {
	var parts []redlinePart
	rest := s.all
	if s.rank > 0 {
		parts = append(parts, redlinePart{HTML: template.HTML(heading(s, id, after))})
		rest = rest[1:]
	} else {
		parts = append(parts, redlinePart{HTML: template.HTML(`<h3 id="` + id + `">Before the agenda</h3>` + "\n")})
	}
	for len(rest) > 0 {
		n := 1
		for n < len(rest) && rest[n].Same() == rest[0].Same() {
			n++
		}
		part := redlinePart{HTML: template.HTML(passages(rest[:n]))}
		if rest[0].Same() {
			part.Fold = prose.Count(n, "passage", "passages") + " unchanged"
		}
		parts, rest = append(parts, part), rest[n:]
	}
	return parts
}
