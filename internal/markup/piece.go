package markup

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"minutebook/internal/minutes"
)

// piece is a run of a block's words that lies in one span and in one link.
type piece struct {
	minutes.Span
	class   string // of highlighted code
	meaning string // of an abbreviation
	notes   string // links to what is said of it, after a blank that joins
	missing bool   // an image that is not shown: its description is
	link    *link  // nil where the words lead nowhere
}

// link is one <a>. Pieces that point to the same link stand in one element.
type link struct {
	address
	class      string
	start, end int // of a reference, in the block's text
}

// links are the references of a block that resolve, in order and apart from each other.
func (w Writer) links(b *minutes.Block) []*link {
	if w.Resolve == nil || len(w.Refs[b]) == 0 {
		return nil
	}
	text := b.Text()
	refs := slices.Clone(w.Refs[b])
	slices.SortStableFunc(refs, func(x, y minutes.Reference) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	var all []*link
	end := 0
	for _, r := range refs {
		if l, ok := w.reference(r); ok && r.Start >= end && fits(text, r.Start, r.End) {
			all = append(all, l)
			end = r.End
		}
	}
	return all
}

func (w Writer) reference(r minutes.Reference) (*link, bool) {
	path, ok := w.Resolve(r)
	if !ok {
		return nil, false
	}
	a, ok := safe(path)
	return &link{address: a, class: "ref " + kindClass(r.Kind), start: r.Start, end: r.End}, ok
}

// kindClass makes a class of a kind, which an archive may call anything.
func kindClass(k minutes.Kind) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, string(k))
}

// pieces gives every run its link: a reference's where it has one, the span's own elsewhere.
func (w Writer) pieces(b *minutes.Block) []piece {
	return unfray(cut(w.styled(b), w.links(b)))
}

// styled is the block's spans with the links that the document wrote. Neighbours with one address share
// a link. An image that is not shown is its description.
func (w Writer) styled(b *minutes.Block) []piece {
	var all []piece
	for _, span := range b.Spans {
		p := piece{Span: span}
		if span.Image != "" {
			img, _ := w.document(span.Image)
			p.Image, p.missing = img.href, img.href == "" && span.Text != ""
		}
		if a, ok := w.document(span.Href); ok {
			p.link = &link{address: a}
			if n := len(all); n > 0 && all[n-1].link != nil && all[n-1].link.address == a {
				p.link = all[n-1].link
			}
		}
		all = append(all, p)
	}
	return all
}

// cut splits the pieces where a reference starts or ends. An image is never cut and keeps its own link.
func cut(pieces []piece, refs []*link) []piece {
	var all []piece
	at := 0
	for _, p := range pieces {
		end := at + len(p.Text)
		for at < end {
			for len(refs) > 0 && refs[0].end <= at {
				refs = refs[1:]
			}
			part := p
			part.Text, part.link = next(p, refs, at, end)
			all = append(all, part)
			at += len(part.Text)
		}
		if p.Text == "" && p.Image != "" {
			all = append(all, p)
		}
	}
	return all
}

// next is the first part of a piece from byte at of the block's text, and the link it stands in.
func next(p piece, refs []*link, at, end int) (string, *link) {
	rest := p.Text[len(p.Text)-(end-at):]
	if len(refs) == 0 || p.Image != "" {
		return rest, p.link
	}
	if first := refs[0]; first.start > at {
		return rest[:min(len(rest), first.start-at)], p.link
	}
	return rest[:min(len(rest), refs[0].end-at)], refs[0]
}

// unfray takes what a reference left of an outer link out of it where it is no word, and the blanks
// between the two.
func unfray(pieces []piece) []piece {
	var all []piece
	for i, p := range pieces {
		if p.link == nil || p.link.class != "" || !besideReference(pieces, i) {
			all = append(all, p)
			continue
		}
		core := strings.TrimSpace(p.Text)
		if !strings.ContainsFunc(core, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			core = ""
		}
		before, after, _ := strings.Cut(p.Text, core)
		all = append(all, p.part(before, nil), p.part(core, p.link), p.part(after, nil))
	}
	return slices.DeleteFunc(all, func(p piece) bool { return p.Text == "" && p.Image == "" })
}

func besideReference(pieces []piece, i int) bool {
	reference := func(i int) bool {
		return i >= 0 && i < len(pieces) && pieces[i].link != nil && pieces[i].link.class != ""
	}
	return pieces[i].Image == "" && (reference(i-1) || reference(i+1))
}

func (p piece) part(text string, l *link) piece {
	p.Text, p.link = text, l
	return p
}
