package markup

import (
	"strconv"

	"minutebook/internal/minutes"
)

// ranked writes a heading at the rank that its place asks for: one below the heading it stands under,
// whatever depth the document gave it, so that no rank is skipped.
func (p *page) ranked(b *minutes.Block) {
	for n := len(p.outline); n > 0 && p.outline[n-1] >= b.Depth; n-- {
		p.outline = p.outline[:n-1]
	}
	p.outline = append(p.outline, b.Depth)
	p.heading(b, max(p.Under, 1)+len(p.outline))
	p.blocks(b.Blocks)
}

// heading writes a block as a heading; one without words, which nobody could hear, as a paragraph.
func (p *page) heading(b *minutes.Block, rank int) {
	if PlainText(b) == "" {
		p.paragraph(b)
		return
	}
	name := "h" + strconv.Itoa(min(max(rank, 1), 6))
	id := p.anchor(b)
	p.write("<", name, attributes(id, b), ">")
	p.run(p.noted(b, p.pieces(b))) // the agenda repeats it, without explanations
	p.write(p.ending(b, id, "text.link_heading"), "</", name, ">\n")
}
