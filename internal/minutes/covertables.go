package minutes

import (
	"bytes"
	"sort"
	"strings"

	"minutebook/internal/policy"
)

// table covers the cell, the row with those that continue it, or all of a table in which a mark stands: in the head
// it is for the whole.
func (c *coverage) table(m mark, i int) {
	table := c.passages[i].block
	at := c.rowAt(table, m)
	switch {
	case at < 0 || at == 0 || table.Blocks[at].Role == RoleHead || table.Blocks[at].Role == RoleRepeated:
		c.run(m, i, i)
	case table.Blocks[at].Role == RoleFurniture:
		c.document(m)
	case m.cell >= 0 && m.cell != firstFilled(table.Blocks[at]):
		c.cell(m, table.Blocks[at])
	default:
		c.rows(m, table, at)
	}
}

// rowAt is the row in which a mark stands, -1 for none.
func (c *coverage) rowAt(table *Block, m mark) int {
	at := sort.Search(len(table.Blocks), func(i int) bool { return table.Blocks[i].Line > m.line }) - 1
	if at < 0 || m.line > max(table.Blocks[at].Line, table.Blocks[at].EndLine) {
		return -1
	}
	return at
}

func firstFilled(row *Block) int {
	for i, cell := range row.Blocks {
		if strings.TrimSpace(cell.Text()) != "" {
			return i
		}
	}
	return 0
}

// rows covers a row and those that continue it: reports on its action, rows whose first cell is empty, what a page
// break put between.
func (c *coverage) rows(m mark, table *Block, at int) {
	if was, ok := c.rowsDone[table.Blocks[at]]; ok && policy.Stricter(was, m.level) == was {
		return
	}
	c.row(m, table.Blocks[at])
	columns := c.r.tableColumns(table)
	for _, row := range table.Blocks[at+1:] {
		switch {
		case row.Role == RoleRepeated || row.Role == RoleFurniture || row.Role == RoleHead:
		case row.Role == RoleUpdate, firstFilled(row) > 0, columns.id >= 0 && c.r.isActionTable(table) && !c.holdsAction(row, columns.id):
			c.row(m, row)
		default:
			return
		}
	}
}

// holdsAction says whether a row of a table of actions begins another action.
func (c *coverage) holdsAction(row *Block, id int) bool {
	return row.Role == RoleAction || id < len(row.Blocks) && row.Blocks[id].Colspan < 2 && c.r.findActionID(row.Blocks[id].Text()) != nil
}

func (c *coverage) row(m mark, row *Block) {
	c.rowsDone[row] = m.level
	c.add(m, row.Line, max(row.Line, row.EndLine))
	c.found[len(c.found)-1].tight = true
}

// cell covers the words of one cell of a pipe table.
func (c *coverage) cell(m mark, row *Block) {
	raw := c.r.src.lines(m.line, m.line)
	line := c.r.src.original[raw.Start:raw.End]
	cells := pipeCells(line)
	if m.cell >= len(cells) || m.cell >= len(row.Blocks) {
		c.row(m, row)
		return
	}
	cut := Range{raw.Start + cells[m.cell].Start, raw.Start + cells[m.cell].End}
	c.found = append(c.found, covered{level: m.level, from: m.line, to: m.line, cell: cut, block: row.Blocks[m.cell], tight: true})
}

func (r *reader) notePipeRow(row *Block) {
	if r.pipeRows == nil {
		r.pipeRows = map[int]*Block{}
	}
	r.pipeRows[row.Line] = row
}

// pipeCells are the cells of a line of a pipe table, without the bars.
func pipeCells(line []byte) []Range {
	end := len(bytes.TrimRight(line, " \t\r\n"))
	at := end - len(bytes.TrimLeft(line[:end], " \t>"))
	if at < end && line[at] == '|' {
		at++
	}
	var cells []Range
	for i := at; i <= end; i++ {
		if i < end && (line[i] != '|' || i > 0 && line[i-1] == '\\') {
			continue
		}
		if i < end || at < end {
			cells = append(cells, Range{at, i})
		}
		at = i + 1
	}
	return cells
}
