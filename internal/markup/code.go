package markup

import (
	"minutebook/internal/lexer"
	"minutebook/internal/minutes"
)

// code writes a block of code, highlighted. It scrolls on its own, and the keyboard gets to it.
func (p *page) code(b *minutes.Block) {
	id := p.anchor(b)
	p.write(`<div`, attributes(id, b, "code"), `><pre tabindex="0"><code>`)
	p.run(cut(highlighted(b), p.links(b)))
	p.write("</code></pre>", p.ending(b, id, "text.link_paragraph"), "</div>\n")
	p.blocks(b.Blocks)
}

// highlighted is a block's words in pieces of one class each.
func highlighted(b *minutes.Block) []piece {
	var all []piece
	for _, t := range lexer.Code(b.Lang, b.Text()) {
		all = append(all, piece{Span: minutes.Span{Text: t.Value}, class: lexer.Class(t.Type)})
	}
	return all
}
