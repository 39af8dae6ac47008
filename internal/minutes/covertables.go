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
	case c.spans(table):
		c.run(m, i, i) // a row cannot be cut out from under a cell that reaches into it
	case m.cell >= 0 && m.cell != firstFilled(table.Blocks[at]) && !isCellAlone(table.Blocks[at], m.cell):
		c.cell(m, table.Blocks[at])
	default:
		c.rows(m, i, at)
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

// spans says whether a table of HTML has cells that reach over several rows.
func (c *coverage) spans(table *Block) bool {
	does, known := c.spanning[table]
	if !known {
		raw := c.r.src.lines(table.Line, table.EndLine)
		does = c.r.pipeRows[table.Blocks[0].Line] == nil && bytes.Contains(bytes.ToLower(c.r.src.original[raw.Start:raw.End]), []byte("rowspan"))
		c.spanning[table] = does
	}
	return does
}

// isCellAlone says whether a cell holds a mark and nothing else: it is for its row.
func isCellAlone(row *Block, cell int) bool {
	return cell < len(row.Blocks) && isMarkAlone(row.Blocks[cell].Text())
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
func (c *coverage) rows(m mark, i, at int) {
	table := c.passages[i].block
	if was, ok := c.rowsDone[table.Blocks[at]]; ok && policy.Stricter(was, m.level) == was {
		return
	}
	c.row(m, table.Blocks[at])
	columns := c.r.tableColumns(table)
	for _, row := range table.Blocks[at+1:] {
		switch {
		case row.Role == RoleRepeated || row.Role == RoleFurniture || row.Role == RoleHead:
		case row.Role == RoleUpdate, firstFilled(row) > 0, c.barFirst(row) && !c.barFirst(table.Blocks[at]), columns.id >= 0 && c.r.isActionTable(table) && !c.holdsAction(row, columns.id):
			c.row(m, row)
		default:
			return
		}
	}
	c.nextTable(m, i)
}

// barFirst says whether a row's line begins with a bar. In a table without outer bars such a row has an empty first cell,
// which Markdown does not see.
func (c *coverage) barFirst(row *Block) bool {
	return c.r.pipeRows[row.Line] != nil && strings.HasPrefix(c.r.src.words(row.Line), "|")
}

// nextTable covers the table after the i-th passage where that seems to go on with its last row: a page break made the
// rest of the row a head.
func (c *coverage) nextTable(m mark, i int) {
	next := c.beyondFurniture(i)
	if next >= len(c.passages) || !c.goesOn(c.passages[i].item, c.passages[next].item) {
		return
	}
	table, after := c.passages[i].block, c.passages[next].block
	if after.Kind == Table && len(after.Blocks[0].Blocks) == len(table.Blocks[0].Blocks) && firstFilled(after.Blocks[0]) > 0 && !c.isDone(next, m.level) {
		c.run(m, next, next)
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
