package minutes

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

func (c *converter) table(n *extast.Table) *Block {
	b := &Block{Kind: Table}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		b.Blocks = append(b.Blocks, c.row(row))
	}
	b.Line, b.Column = c.place(max(n.Pos(), 0))
	if len(b.Blocks) > 0 {
		b.Blocks[0].Role = RoleHead
		b.Line, b.Column = b.Blocks[0].Line, b.Blocks[0].Column
		b.EndLine = max(lastLine(b.Blocks), b.Line+1) // the line of dashes
		spreadCells(b)
	}
	return b
}

func (c *converter) row(n ast.Node) *Block {
	row := &Block{Kind: Row}
	start := n.Pos()
	if start < 0 {
		start = firstCell(n)
	}
	row.Line, row.Column = c.place(start)
	row.EndLine = row.Line
	c.r.notePipeRow(row)
	end := start
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		b := c.leaf(cell, Cell)
		if cell.Lines().Len() == 0 && cell.Pos() < 0 {
			b.Line, b.Column = row.Line, row.Column // goldmark padded the row
		} else {
			end = max(end, cell.Lines().At(cell.Lines().Len()-1).Stop)
		}
		b.Line, b.EndLine = row.Line, row.Line
		b.Align = align(cell.(*extast.TableCell).Alignment)
		row.Blocks = append(row.Blocks, b)
	}
	row.Blocks = append(row.Blocks, c.excess(row, end)...)
	return row
}

func firstCell(n ast.Node) int {
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell.Lines().Len() > 0 {
			return cell.Lines().At(0).Start
		}
	}
	return 0
}

func align(a extast.Alignment) string {
	switch a {
	case extast.AlignLeft:
		return "left"
	case extast.AlignCenter:
		return "center"
	case extast.AlignRight:
		return "right"
	}
	return ""
}

// excess are the cells that a row has beyond its table's columns: Markdown drops them, minutes may not.
func (c *converter) excess(row *Block, end int) []*Block {
	rest, _ := lineEnd(c.text, min(end, len(c.text)))
	if len(bytes.Trim(rest, "| \t")) == 0 {
		return nil
	}
	var cells []*Block
	at := end + bytes.IndexByte(rest, '|') + 1
	stop := end + len(bytes.TrimRight(rest, " \t"))
	for at < stop {
		close := at
		for close < stop && (c.text[close] != '|' || c.text[close-1] == '\\') {
			close++
		}
		cells = append(cells, c.fragment(at, close, row))
		at = close + 1
	}
	c.r.warn("cells-beyond-columns", row, "a row has more cells than its table has columns", "kept as further cells")
	return cells
}

// fragment parses a piece of the text alone, as a cell of a row.
func (c *converter) fragment(start, end int, row *Block) *Block {
	cell := &Block{Kind: Cell, Line: row.Line, Column: row.Column, EndLine: row.Line}
	for _, b := range c.piece(start, end) {
		b.Walk(func(in *Block) {
			if len(cell.Spans) > 0 && len(in.Spans) > 0 {
				cell.Spans = append(cell.Spans, Span{Text: " ", Line: row.Line, Column: in.Column})
			}
			cell.Spans = append(cell.Spans, in.Spans...)
		})
	}
	return cell
}

// spreadCells says of a row whose first cell alone is filled that it fills the table's width.
func spreadCells(table *Block) {
	for _, row := range table.Blocks[1:] {
		if len(row.Blocks) < 2 || row.Blocks[0].Text() == "" {
			continue
		}
		alone := true
		for _, cell := range row.Blocks[1:] {
			alone = alone && len(cell.Spans) == 0
		}
		if alone && len(row.Blocks) > 2 {
			row.Blocks[0].Colspan = len(row.Blocks)
		}
	}
}
