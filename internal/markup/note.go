package markup

import (
	"slices"

	"minutebook/internal/minutes"
)

// Note leads from a place in the text to what is said of it.
type Note struct {
	ID     string // of the link, so that what is said may lead back
	Href   string
	Number string // what is seen of it
	Label  string // what is heard
	Line   int    // of the source, that it is about
}

func (n Note) link() string {
	return `<a class="note"` + attribute("id", n.ID) + attribute("href", n.Href) + attribute("data-n", n.Number) +
		attribute("aria-label", n.Label) + "></a>"
}

// noted puts the notes about lines that a page break cut off and that were joined again where they were joined.
func (p *page) noted(b *minutes.Block, pieces []piece) []piece {
	if len(p.Notes[b]) == 0 {
		return pieces
	}
	all := slices.Clone(pieces)
	for i := range all {
		for _, n := range p.Notes[b] {
			if all[i].Joined && all[i].Line == n.Line {
				all[i].notes += n.link()
			}
		}
	}
	return all
}

// ending is what stands after a block's words: the notes that have no other place, and the block's link to itself.
func (p *page) ending(b *minutes.Block, id, label string) string {
	links := ""
	for _, n := range p.Notes[b] {
		if !slices.ContainsFunc(b.Spans, func(s minutes.Span) bool { return s.Joined && s.Line == n.Line }) {
			links += n.link()
		}
	}
	return links + p.mark(id, label)
}
