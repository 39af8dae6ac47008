package minutes

import (
	"regexp"
	"strings"
)

// repairPages puts together the tables that page breaks cut, and parts what a converter ran together on
// the lines of one paragraph: actions, and a banner in the head.
func (r *reader) repairPages() {
	for _, b := range r.blocks {
		promoteHead(b, r.isHeadRow)
	}
	r.blocks = r.joinTables(r.blocks)
	r.blocks = splitBanners(splitActions(r.blocks, r.beginsAction))
}

// joinAll puts together the sentences that page breaks cut, within each item.
func (r *reader) joinAll() {
	if len(r.m.Items) == 0 {
		r.m.Preamble = r.joinSentences(r.m.Preamble)
	}
	for _, it := range r.m.AllItems() {
		it.Blocks = r.joinSentences(it.Blocks)
	}
}

// promoteHead makes the first row of a table without words in its head the head, where it looks like one.
func promoteHead(b *Block, isHead func(row *Block) bool) {
	if b.Kind != Table || len(b.Blocks) < 2 || strings.TrimSpace(b.Blocks[0].AllText()) != "" || !isHead(b.Blocks[1]) {
		return
	}
	b.Blocks = b.Blocks[1:]
	b.Blocks[0].Role = RoleHead
	b.Blocks[0].Blocks[0].Colspan = 0
}

// isHeadRow says whether all of a row's words are bold, or are the names of columns of people or actions.
func (r *reader) isHeadRow(row *Block) bool {
	p := readPeopleColumns(row)
	c := r.columns(row)
	if p.name >= 0 && (p.body >= 0 || p.role >= 0) || c.id >= 0 && (c.action >= 0 || c.owner >= 0) {
		return true
	}
	filled := 0
	for _, cell := range row.Blocks {
		if strings.TrimSpace(cell.Text()) == "" {
			continue
		}
		if !allStrong(cell) {
			return false
		}
		filled++
	}
	return filled > 1
}

// furniture is what stands on every page: its number, a running head with the document's name.
var furniture = regexp.MustCompile(`(?i)^(?:page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—\s]*\d{1,3}[-–—\s]*|` +
	`.{0,80}\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[A-Z]{2,10}_\d{1,4}x?_\d{4}.{0,40})$`)

// mayBeFurniture is false of most texts that are none: it asks for a digit, and for the word, a line of a name, or no letter at the front.
func mayBeFurniture(text string) bool {
	return strings.ContainsAny(text, "0123456789") && (text[0] < 'A' || text[0] >= 0x80 || strings.Contains(text, "_") || pageHints.in(text))
}

var pageHints = newHints("page")

func isFurniture(b *Block) bool {
	if b.Kind == Rule {
		return true
	}
	if b.Kind != Paragraph && b.Kind != Heading {
		return false
	}
	text := strings.TrimSpace(b.Text())
	return len(text) <= 120 && mayBeFurniture(text) && furniture.MatchString(text)
}

// joinTables makes one table of those that a page break cut: the second repeats the head of the first, or
// has none. What stood between them on the page goes with it as a row.
func (r *reader) joinTables(blocks []*Block) []*Block {
	var joined []*Block
	for at := 0; at < len(blocks); at++ {
		b := blocks[at]
		joined = append(joined, b)
		if b.Kind != Table {
			continue
		}
		for {
			next := at + 1
			for next < len(blocks) && next <= at+3 && isFurniture(blocks[next]) {
				next++
			}
			if next >= len(blocks) || blocks[next].Kind != Table || !r.goesOn(b, blocks[next]) {
				break
			}
			for _, between := range blocks[at+1 : next] {
				b.Blocks = append(b.Blocks, furnitureRow(between, b))
			}
			b.Blocks = append(b.Blocks, blocks[next].Blocks...)
			b.EndLine = blocks[next].EndLine
			at = next
		}
	}
	return joined
}

// goesOn says whether a table continues another, and marks the head row that was repeated.
func (r *reader) goesOn(table, next *Block) bool {
	if len(next.Blocks) == 0 || len(table.Blocks) == 0 {
		return false
	}
	head := next.Blocks[0]
	same := len(head.Blocks) == len(table.Blocks[0].Blocks)
	empty := strings.TrimSpace(head.AllText()) == ""
	switch {
	case same && empty, !empty && rowKey(head) == rowKey(table.Blocks[0]):
		head.Role = RoleRepeated
	case same && r.isActionTable(table) && r.isData(head, table):
		head.Role = RoleNone
	default:
		return false
	}
	about := r.lastActionID(table)
	if about == "" {
		r.advise("table-continued", head, "a table continues after a page break", "read as one table")
	} else {
		r.warn("table-continued", head, "action "+about+" continues over a repeated table header",
			"read as one table; the repeated header is not shown")
	}
	return true
}

// isData says whether what Markdown took for a head is a row of the table before: it holds an action's id
// where the ids stand, or text in its first cell alone.
func (r *reader) isData(row, table *Block) bool {
	cols := r.tableColumns(table)
	if r.findActionID(row.Blocks[cols.id].Text()) != nil {
		return true
	}
	for _, cell := range row.Blocks[1:] {
		if strings.TrimSpace(cell.Text()) != "" {
			return false
		}
	}
	return len(row.Blocks[0].Text()) > 40
}

func (r *reader) lastActionID(table *Block) string {
	cols := r.tableColumns(table)
	if cols.id < 0 {
		return ""
	}
	for i := len(table.Blocks) - 1; i > 0; i-- {
		row := table.Blocks[i]
		if cols.id < len(row.Blocks) && row.Blocks[cols.id].Colspan < 2 {
			if id := r.findActionID(row.Blocks[cols.id].Text()); id != nil {
				return id.written
			}
		}
	}
	return ""
}

func rowKey(row *Block) string {
	var words []string
	for _, cell := range row.Blocks {
		words = append(words, strings.ToLower(strings.Join(strings.Fields(cell.Text()), " ")))
	}
	return strings.Join(words, "|")
}

func furnitureRow(b, table *Block) *Block {
	cell := &Block{Kind: Cell, Line: b.Line, Column: b.Column, EndLine: b.EndLine, Spans: b.Spans,
		Colspan: len(table.Blocks[0].Blocks)}
	return &Block{Kind: Row, Role: RoleFurniture, Line: b.Line, Column: b.Column, EndLine: b.EndLine, Blocks: []*Block{cell}}
}
