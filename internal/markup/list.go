package markup

import (
	"strconv"
	"strings"

	"minutebook/internal/minutes"
)

// list writes a list so that its marks read as they were written.
func (p *page) list(b *minutes.Block) {
	p.stray(b)
	n := numberingOf(b)
	p.write("<", n.name, attributes(p.anchor(b), b, n.classes...), n.attributes, attribute("dir", directionOfList(b)), ">\n")
	for i, item := range b.Blocks {
		p.item(item, n.value(i))
	}
	p.write("</", n.name, ">\n")
}

// item writes one item; value is its number where that does not follow from the one before.
func (p *page) item(b *minutes.Block, value string) {
	if b.Kind != minutes.ListItem {
		p.write("<li>")
		p.block(b)
		p.write("</li>\n")
		return
	}
	id := p.anchor(b)
	p.write("<li", attributes(id, b, p.portionClass(b)...), attribute("value", value), ">")
	p.within(b, func() {
		p.inline(b)
		p.blocks(b.Blocks)
	})
	if p.ids[firstID(b)] {
		id = ""
	}
	p.write(p.ending(b, id, "text.link_paragraph"))
	p.write("</li>\n")
}

// firstID is the id of what an item starts with: its mark serves the item too.
func firstID(b *minutes.Block) string {
	if len(b.Blocks) == 0 {
		return ""
	}
	return b.Blocks[0].ID
}

// numbering is the element of a list, and the numbers of its items where they do not count up.
type numbering struct {
	name       string
	attributes string
	classes    []string
	values     []int // nil where the items count up from the first
}

func (n numbering) value(i int) string {
	if n.values == nil || i > 0 && n.values[i] == n.values[i-1]+1 {
		return ""
	}
	return strconv.Itoa(n.values[i])
}

func numberingOf(b *minutes.Block) numbering {
	if marksAreWords(b) {
		return numbering{name: "ul", classes: []string{"marked"}}
	}
	markers := markersOf(b)
	for _, a := range alphabets {
		if values, ok := a.read(markers); ok && (b.Ordered || a.kind != "1") {
			return ordered(a.kind, values, strings.HasSuffix(markers[0], ")"))
		}
	}
	if b.Ordered {
		return ordered("1", []int{max(b.Start, 1)}, false)
	}
	return numbering{name: "ul"}
}

// ordered numbers a list. Markdown lets an author write the same number before every item and counts
// for them; any other numbers stand as written.
func ordered(kind string, values []int, paren bool) numbering {
	n := numbering{name: "ol"}
	if paren {
		n.classes = []string{"paren"}
	}
	if values[0] != 1 {
		n.attributes += attribute("start", strconv.Itoa(values[0]))
	}
	if kind != "1" {
		n.attributes += attribute("type", kind)
	}
	if repeated, counting := steps(values, 0), steps(values, 1); !repeated && !counting {
		n.values = values
	}
	return n
}

// steps says whether each value is the one before and by.
func steps(values []int, by int) bool {
	for i := 1; i < len(values); i++ {
		if values[i] != values[i-1]+by {
			return false
		}
	}
	return true
}

func markersOf(b *minutes.Block) []string {
	var all []string
	for _, item := range b.Blocks {
		all = append(all, item.Marker)
	}
	return all
}

// marksAreWords says whether the items' words start with the marks already: "- a) First".
func marksAreWords(b *minutes.Block) bool {
	for _, item := range b.Blocks {
		if item.Marker != "" && !bullet(item.Marker) && strings.HasPrefix(firstWords(item), item.Marker) {
			return true
		}
	}
	return false
}

func bullet(marker string) bool { return strings.Contains("-*+", marker) }

func firstWords(b *minutes.Block) string {
	for len(b.Spans) == 0 && len(b.Blocks) > 0 {
		b = b.Blocks[0]
	}
	return strings.TrimSpace(b.Text())
}
