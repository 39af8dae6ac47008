package minutes

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Pandoc writes a table of short cells as columns under groups of dashes:
//
//	Ref         Owner
//	----------- -------
//	SSC 87/01   DCC
//
// Markdown takes the dashes for a rule between two paragraphs.

var dashGroups = regexp.MustCompile(`^\s*-{2,}(?: +-{2,})+\s*$`)

// simpleTable reads a paragraph of one line, the dashes under it and the paragraph under them as a table;
// nil where they are none. last is the node that it ends with.
func (c *converter) simpleTable(n ast.Node) (table *Block, last ast.Node) {
	head, ok := n.(*ast.Paragraph)
	if !ok || head.Lines().Len() != 1 {
		return nil, n
	}
	rule, ok := n.NextSibling().(*ast.ThematicBreak)
	if !ok || rule.Pos() < 0 {
		return nil, n
	}
	rows, ok := rule.NextSibling().(*ast.Paragraph)
	dashes := c.wholeLine(rule.Pos())
	if !ok || !dashGroups.MatchString(dashes.text) || rows.Lines().Len() > maxSimple {
		return nil, n
	}
	starts := groupStarts(dashes.text)
	if len(starts) > maxGrid {
		return nil, n
	}
	lines := []gridLine{c.wholeLine(head.Lines().At(0).Start)}
	for i := range rows.Lines().Len() {
		lines = append(lines, c.wholeLine(rows.Lines().At(i).Start))
	}
	table = &Block{Kind: Table}
	for _, line := range lines {
		if !line.aligned(starts) {
			return nil, n
		}
		table.Blocks = append(table.Blocks, c.simpleRow(line, starts))
	}
	table.Blocks[0].Role = RoleHead
	table.Line, table.Column = table.Blocks[0].Line, table.Blocks[0].Column
	table.EndLine = lastLine(table.Blocks)
	return table, rows
}

// maxSimple is the most rows that a simple table has.
const maxSimple = 500

// wholeLine is the line around an offset, with its indentation.
func (c *converter) wholeLine(off int) gridLine {
	start := bytes.LastIndexByte(c.text[:off], '\n') + 1
	text, _ := lineEnd(c.text, start)
	return gridLine{string(bytes.TrimRight(text, "\r\n")), start}
}

// groupStarts are the places where groups of dashes begin, in characters.
func groupStarts(dashes string) []int {
	var all []int
	for i := range len(dashes) {
		if dashes[i] == '-' && (i == 0 || dashes[i-1] != '-') {
			all = append(all, i)
		}
	}
	return all
}

// aligned says whether no word of a line runs over the beginning of a column.
func (l gridLine) aligned(starts []int) bool {
	for i, start := range starts {
		at := byteAt(l.text, start)
		if i == 0 && len(bytes.TrimSpace([]byte(l.text[:at]))) > 0 || i > 0 && at < len(l.text) && l.text[at-1] != ' ' {
			return false
		}
	}
	return true
}

// simpleRow parts a line at the columns.
func (c *converter) simpleRow(line gridLine, starts []int) *Block {
	number, column := c.place(line.off)
	row := emptyRow(len(starts), number, column)
	cut := []int{-1}
	for _, start := range starts[1:] {
		cut = append(cut, byteAt(line.text, start)-1)
	}
	cut = append(cut, len(line.text))
	for i := range starts {
		c.gridCell(row.Blocks[i], []gridLine{line}, [][]int{cut}, i, i+1)
	}
	return row
}

// byteAt is the byte at which a text's character stands; the text's length beyond its end.
func byteAt(text string, character int) int {
	at := 0
	for ; character > 0 && at < len(text); character-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
