package markup

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

// page is what one call writes.
type page struct {
	Writer
	out     strings.Builder
	ids     map[string]bool // written already
	outline []int           // depths of the headings that the next one stands under
	nested  int             // blocks around the one being written
}

// deepest is how many blocks may stand in one another. What lies deeper is written without the elements
// around it: browsers stop nesting at 512 elements, and a table cell costs five of them.
const deepest = 40

func newPage(w Writer) *page { return &page{Writer: w, ids: map[string]bool{}} }

func (p *page) html() template.HTML { return template.HTML(p.out.String()) }

func (p *page) write(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s)
	}
}

func (p *page) blocks(bs []*minutes.Block) {
	p.nested++
	defer func() { p.nested-- }()
	for _, part := range portions(bs) {
		p.portion(part)
	}
}

func (p *page) portion(part portion) {
	group := p.stricter(part.level) && p.nested <= deepest
	if group {
		p.write(p.groupStart(part.level))
	}
	for _, b := range part.blocks {
		p.within(b, func() { p.block(b) })
	}
	if group {
		p.write("</div>\n")
	}
}

func (p *page) block(b *minutes.Block) {
	if b.Role == minutes.RoleRepeated {
		return
	}
	if p.nested > deepest && len(b.Blocks) > 0 {
		p.stray(b)
		p.blocks(b.Blocks)
		return
	}
	switch b.Kind {
	case minutes.Heading:
		p.ranked(b)
	case minutes.List:
		p.list(b)
	case minutes.Quote:
		p.container("blockquote", b)
	case minutes.Code:
		p.code(b)
	case minutes.Table:
		p.table(b)
	case minutes.Rule:
		p.write("<hr", attributes(p.anchor(b), b), ">\n")
	case minutes.Row, minutes.Cell, minutes.ListItem: // outside of what they belong in
		p.container("div", b)
	default:
		p.paragraph(b)
		p.blocks(b.Blocks)
	}
}

func (p *page) paragraph(b *minutes.Block) {
	id := p.anchor(b)
	if id == "" && PlainText(b) == "" && !pictured(b) {
		return
	}
	p.write("<p", attributes(id, b), ">")
	p.inline(b)
	p.write(p.ending(b, id, "text.link_paragraph"), "</p>\n")
}

// pictured says whether an image stands in the block itself.
func pictured(b *minutes.Block) bool {
	return slices.ContainsFunc(b.Spans, func(s minutes.Span) bool { return s.Image != "" })
}

// container writes an element around a block's blocks.
func (p *page) container(name string, b *minutes.Block) {
	p.write("<", name, attributes(p.anchor(b), b), ">\n")
	p.stray(b)
	p.blocks(b.Blocks)
	p.write("</", name, ">\n")
}

// stray writes the own words of a block that should have none, so that none are lost.
func (p *page) stray(b *minutes.Block) {
	if len(b.Spans) > 0 {
		p.write("<p>")
		p.inline(b)
		p.write("</p>\n")
	}
}

// anchor claims a block's id for the element about to be written; "" where it has none, or where an
// element carries it already.
func (p *page) anchor(b *minutes.Block) string {
	if !p.Anchors || p.ids[b.ID] || strings.ContainsFunc(b.ID, misread) {
		return ""
	}
	p.ids[b.ID] = b.ID != ""
	return b.ID
}

// attributes are an id and a block's classes. A head row has none: <thead> says it.
func attributes(id string, b *minutes.Block, classes ...string) string {
	if b.Role != minutes.RoleNone && b.Role != minutes.RoleHead {
		classes = append([]string{string(b.Role)}, classes...)
	}
	return attribute("id", id) + attribute("class", strings.Join(classes, " ")) + attribute("dir", direction(b))
}

// mark is the link of an element to itself. It has no text: CSS shows a sign, aria-label says what it is.
func (p *page) mark(id, label string) string {
	if id == "" {
		return ""
	}
	to := url.URL{Fragment: id}
	return `<a class="mark"` + attribute("href", to.String()) + attribute("aria-label", p.Words.Say(label)) + "></a>"
}
