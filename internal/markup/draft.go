package markup

import (
	"fmt"
	"html/template"
	"strings"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
)

func (w Writer) blocks(bs []*minutes.Block) template.HTML {
	var s strings.Builder
	for _, b := range bs {
		fmt.Fprintf(&s, "<p>%s</p>\n%s", w.inline(b), w.blocks(b.Blocks))
	}
	return template.HTML(s.String())
}

func (w Writer) heading(b *minutes.Block, rank int) template.HTML {
	return template.HTML(fmt.Sprintf("<h%d>%s</h%d>\n", rank, w.inline(b), rank))
}

func (w Writer) inline(b *minutes.Block) template.HTML {
	return template.HTML(escape.HTML(b.Text()))
}

func sentence(text string, start, end int) template.HTML {
	if start < 0 || end > len(text) || start >= end {
		return template.HTML(escape.HTML(text))
	}
	return template.HTML(escape.HTML(text[:start]) + "<mark>" + escape.HTML(text[start:end]) + "</mark>" + escape.HTML(text[end:]))
}

func plainText(b *minutes.Block) string {
	return strings.Join(strings.Fields(escape.Visible(b.Text())), " ")
}
