package markup

import (
	"slices"
	"strconv"
	"strings"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
)

// table writes a table in a box that scrolls on its own, to which the keyboard gets: a named group, not a
// region, since landmarks with one name twice confuse, and tables of one page often have the same heads.
func (p *page) table(b *minutes.Block) {
	if b.Role == minutes.RolePeople {
		defer p.unexplained()()
	}
	p.stray(b)
	heads := headsOf(b)
	p.write(`<div class="table" tabindex="0" role="group"`, attribute("aria-label", p.named(b, heads)), ">\n")
	p.write("<table", attributes(p.anchor(b), b), ">\n")
	p.caption(b)
	p.rows(b.Blocks, heads)
	p.write("</table>\n</div>\n")
}

func (p *page) caption(b *minutes.Block) {
	if c := p.captionOf(b); c != "" {
		p.write("<caption>")
		p.run([]piece{{Span: minutes.Span{Text: c}}})
		p.write("</caption>\n")
	}
}

func (p *page) captionOf(b *minutes.Block) string {
	if p.Caption == nil {
		return ""
	}
	return p.Caption(b)
}

// named says what a table holds: its caption, or else its heads, or else its first row.
func (p *page) named(b *minutes.Block, heads []string) string {
	if c := p.captionOf(b); c != "" {
		return c
	}
	words := strings.Join(slices.DeleteFunc(slices.Clone(heads), func(s string) bool { return s == "" }), ", ")
	if words == "" && len(b.Blocks) > 0 {
		words = strings.Join(strings.Fields(escape.Visible(b.Blocks[min(1, len(b.Blocks)-1)].AllText())), " ")
	}
	if words == "" {
		return p.Words.Say("text.table")
	}
	return p.Words.Say("text.table_of", "heads", shortened(words))
}

// shortened is the start of a text that would be long to hear.
func shortened(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// headsOf are the words over the columns, from the head row or a page break's repetition of it.
func headsOf(b *minutes.Block) []string {
	for _, row := range b.Blocks {
		if row.Role == minutes.RoleHead || row.Role == minutes.RoleRepeated {
			var heads []string
			for _, cell := range row.Blocks {
				heads = append(heads, PlainText(cell))
			}
			return heads
		}
	}
	return nil
}

// rows writes the head rows that stand first as the table's head, and all others as its body.
func (p *page) rows(rows []*minutes.Block, heads []string) {
	n := 0
	for n < len(rows) && (rows[n].Role == minutes.RoleHead || rows[n].Role == minutes.RoleRepeated) {
		n++
	}
	p.section("thead", rows[:n], heads)
	p.section("tbody", rows[n:], heads)
}

func (p *page) section(name string, rows []*minutes.Block, heads []string) {
	open := false
	for _, row := range rows {
		if row.Role == minutes.RoleRepeated || row.Role == minutes.RoleHead && wordless(row) {
			continue
		}
		if !open {
			p.write("<", name, ">\n")
			open = true
		}
		p.row(row, heads)
	}
	if open {
		p.write("</", name, ">\n")
	}
}

// wordless says whether nothing of a block can be seen.
func wordless(b *minutes.Block) bool {
	seen := false
	b.Walk(func(in *minutes.Block) { seen = seen || pictured(in) })
	return !seen && strings.TrimSpace(b.AllText()) == ""
}

func (p *page) row(b *minutes.Block, heads []string) {
	id := p.anchor(b)
	p.write("<tr", attributes(id, b, p.portionClass(b)...), ">\n")
	cells := cellsOf(b)
	column := 0
	for i, cell := range cells {
		last := ""
		if i == len(cells)-1 && b.Role != minutes.RoleHead { // a head is read out with every cell
			last = p.ending(b, id, "text.link_row")
		}
		p.within(b, func() { p.cell(cell, b.Role == minutes.RoleHead, headOf(heads, column, cell), last) })
		column += max(cell.Colspan, 1)
	}
	p.write("</tr>\n")
}

// cellsOf are the cells to write: those that a cell across the row covers are not. What is no row of cells
// becomes one, so that no word is lost.
func cellsOf(row *minutes.Block) []*minutes.Block {
	if row.Kind != minutes.Row || len(row.Spans) > 0 || len(row.Blocks) == 0 {
		whole := *row
		whole.ID, whole.Role = "", minutes.RoleNone
		return []*minutes.Block{{Kind: minutes.Cell, Blocks: []*minutes.Block{&whole}}}
	}
	var cells []*minutes.Block
	covered := false
	for _, cell := range row.Blocks {
		if !covered || !wordless(cell) {
			cells = append(cells, cell)
		}
		covered = covered || cell.Colspan > 1
	}
	return cells
}

// headOf is the head of the column that a cell stands in; "" for a cell across several.
func headOf(heads []string, column int, cell *minutes.Block) string {
	if column >= len(heads) || cell.Colspan > 1 {
		return ""
	}
	return heads[column]
}

func (p *page) cell(b *minutes.Block, head bool, label, last string) {
	name, scope := "td", ""
	switch {
	case wordless(b) && last != "": // the row's link alone: on a phone, a label would stand there before nothing
		label = ""
	case head && !wordless(b):
		name, scope, label = "th", "col", ""
	}
	id := p.anchor(b)
	p.write("<", name, attributes(id, b, append(shape(b), p.portionClass(b)...)...), attribute("colspan", colspan(b)),
		attribute("scope", scope), attribute("data-label", label), ">")
	p.content(b, head)
	p.write(last, "</", name, ">\n")
}

// content writes what is in a cell: its words, or blocks where it has some. A head, which is read out with every
// cell, explains nothing.
func (p *page) content(b *minutes.Block, head bool) {
	if head {
		defer p.unexplained()()
	}
	if b.Kind != minutes.Cell {
		p.block(b)
		return
	}
	p.inline(b)
	p.blocks(b.Blocks)
}

// longCell is how many bytes make a cell one that must not be squeezed, however many stand beside it.
const longCell = 80

// shape is how a cell is aligned, and that it is long.
func shape(b *minutes.Block) []string {
	var all []string
	switch b.Align {
	case "center", "right":
		all = append(all, b.Align)
	}
	if b.Colspan < 2 && len(b.AllText()) > longCell {
		all = append(all, "long")
	}
	return all
}

// colspan is at most what HTML allows.
func colspan(b *minutes.Block) string {
	if b.Colspan < 2 {
		return ""
	}
	return strconv.Itoa(min(b.Colspan, 1000))
}
