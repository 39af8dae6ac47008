package site

import (
	"strings"

	"minutebook/internal/minutes"
)

// movedPage is an address that leads to another. Hosts that know nothing of redirects show it.
type movedPage struct {
	head
	Href string `json:"href"` // where to
	Text string `json:"text"` // what that is
	Why  string `json:"why"`  // the spelling that the address is made of; "" where the archive declares the redirect
}

// withdrawnPage shows why there is nothing any more at an address.
type withdrawnPage struct {
	head
	Hidden bool   `json:"hidden"` // from search engines
	Reason string `json:"reason"`
}

// changed is the value of a page that had more parts once.
type changed struct {
	value  any
	former []formerPart
}

// formerPart is a part that a page had once: where it is now, or why it was withdrawn.
type formerPart struct {
	ID     string `json:"id"`
	Href   string `json:"href"`
	Text   string `json:"text"`
	Reason string `json:"reason"`
	Level  string `json:"level"` // of the reason
}

func (b *builder) withdrawnPage(w Withdrawal) withdrawnPage {
	return withdrawnPage{head: head{Title: b.words.Say("moved.withdrawn"), Crumbs: b.crumbs(), Band: b.band(w.Level)}, Hidden: true, Reason: w.Reason}
}

// fragments are the paragraphs, items and terms of a page that can be told without rendering it; nil for a page
// that has none.
func (b *builder) fragments(at string) map[string]bool {
	if b.parts == nil {
		b.parts = map[string]map[string]bool{glossaryPath: {}}
		for _, t := range b.record.Glossary {
			b.parts[glossaryPath][t.ID] = true
		}
		for _, p := range b.record.Pages {
			b.parts[b.record.PagePath(p)] = pageIDs(p)
		}
	}
	if _, known := b.parts[at]; !known {
		b.parts[at] = nil
		for _, m := range b.meetings() {
			if m.Path == at {
				b.parts[at] = idsOf(m.Full())
			}
		}
	}
	return b.parts[at]
}

// pageIDs are the fragments of a plain page.
func pageIDs(p *minutes.Page) map[string]bool {
	ids := map[string]bool{}
	for _, block := range p.Blocks {
		block.Walk(func(in *minutes.Block) { ids[in.ID] = true })
	}
	delete(ids, "")
	return ids
}

// name is what a link to an address of the site says: the id of the record there, or else the address; and which
// part of it.
func (b *builder) name(to string) string {
	to, fragment, part := strings.Cut(to, "#")
	if number, item := strings.CutPrefix(fragment, "item-"); item {
		return b.words.Say("moved.item_of", "number", number, "page", b.name(to))
	}
	if part && to == glossaryPath {
		return b.words.Say("moved.term_of", "term", fragment)
	}
	if part {
		return b.words.Say("moved.paragraph_of", "page", b.name(to))
	}
	if b.titles == nil {
		b.titles = map[string]string{}
		for _, m := range b.meetings() {
			b.titles[m.Path] = m.ID
		}
		for _, a := range b.record.Actions {
			b.titles[a.Path] = a.ID
		}
		for _, s := range b.record.Subjects() {
			b.titles[s.Path] = s.ID
		}
		for _, p := range b.record.Pages {
			b.titles[b.record.PagePath(p)] = p.Title
		}
	}
	if n := b.titles[to]; n != "" {
		return n
	}
	return to
}
