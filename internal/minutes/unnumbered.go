package minutes

import (
	"strings"
	"unicode/utf8"
)

// unnumberedAgenda reads minutes whose items have headings without numbers, or else lines in bold. They
// are counted in order.
func (r *reader) unnumberedAgenda() bool {
	depth := r.itemDepth()
	if depth == 0 {
		return r.boldAgenda()
	}
	b := &builder{r: r, depth: depth}
	for _, block := range r.blocks {
		text := strings.TrimSpace(block.Text())
		switch {
		case block.Kind != Heading || text == "" || r.isHeadLine(text):
			b.block(block)
		case block.Depth == depth:
			b.enter(&Item{Number: itoa(len(b.items) + 1), Title: text, Head: block}, 0)
		default:
			b.block(block)
		}
	}
	r.m.Items = b.items
	return true
}

// itemDepth is the depth of the headings that head items: the least deep of which there are two.
func (r *reader) itemDepth() int {
	var count [7]int
	for _, b := range r.blocks {
		if b.Kind == Heading && !r.isHeadLine(strings.TrimSpace(b.Text())) && strings.TrimSpace(b.Text()) != "" {
			count[min(max(b.Depth, 1), 6)]++
		}
	}
	for depth := 1; depth <= 6; depth++ {
		if count[depth] >= 2 {
			return depth
		}
	}
	for depth := 2; depth <= 6; depth++ {
		if count[depth] == 1 {
			return depth
		}
	}
	return 0
}

func (r *reader) boldAgenda() bool {
	isItem := func(b *Block) bool {
		text := strings.TrimSpace(b.Text())
		return b.Kind == Paragraph && allStrong(b) && utf8.RuneCountInString(text) <= maxTitle &&
			titleScore(text, "") >= 0 && !r.isHeadLine(text)
	}
	n := 0
	for _, b := range r.blocks {
		if isItem(b) {
			n++
		}
	}
	if n < 2 {
		return false
	}
	b := &builder{r: r}
	for _, block := range r.blocks {
		if isItem(block) {
			block.Kind, block.Depth = Heading, 2
			b.enter(&Item{Number: itoa(len(b.items) + 1), Title: block.Text(), Head: block}, 0)
		} else {
			b.take(block)
		}
	}
	r.m.Items = b.items
	return true
}
