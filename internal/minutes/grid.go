package minutes

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Word documents become grid tables where a cell holds more than a line:
//
//	+-------+-----------+
//	| Owner | Action    |
//	+=======+===========+
//	| DCC   | To report |
//	|       | in May    |
//	+-------+-----------+
//
// Markdown takes them for a paragraph; they are read as the tables they are.

var (
	gridRule  = regexp.MustCompile(`^\s*\+(?:[-=:]{2,}\+)+\s*$`)
	gridEqual = regexp.MustCompile(`^[\s+=:]+$`)
)

// maxGrid is the most columns that a grid table has.
const maxGrid = 30

// gridLine is a line of a grid table, without its blanks, and where it stands in the parsed text.
type gridLine struct {
	text string
	off  int
}

// gridOf are the lines of a paragraph that is a grid table; nil where it is none.
func (c *converter) gridOf(n ast.Node) []gridLine {
	var all []gridLine
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := string(seg.Value(c.text))
		short := strings.TrimLeft(line, " \t")
		all = append(all, gridLine{strings.TrimRight(short, " \t\r\n"), seg.Start + len(line) - len(short)})
		if i == 0 && !gridRule.MatchString(line) || !strings.HasPrefix(short, "+") && !strings.HasPrefix(short, "|") {
			return nil
		}
	}
	if len(all) < 3 || strings.Count(all[0].text, "+") > maxGrid+1 || !gridRule.MatchString(all[len(all)-1].text) {
		return nil
	}
	return all
}

// grid reads the lines of a grid table.
func (c *converter) grid(lines []gridLine) *Block {
	bounds := pluses(lines[0].text)
	table := &Block{Kind: Table}
	table.Line, table.Column = c.place(lines[0].off)
	table.EndLine, _ = c.place(lines[len(lines)-1].off)
	headed, from := false, 1
	for i := 1; i < len(lines); i++ {
		if !gridRule.MatchString(lines[i].text) {
			continue
		}
		if i > from {
			table.Blocks = append(table.Blocks, c.gridRow(lines[from:i], bounds))
		}
		headed = headed || gridEqual.MatchString(lines[i].text) && len(table.Blocks) == 1
		from = i + 1
	}
	if !headed {
		table.Blocks = append([]*Block{emptyRow(len(bounds)-1, table.Line, table.Column)}, table.Blocks...)
	}
	table.Blocks[0].Role = RoleHead
	spreadCells(table)
	return table
}

// emptyRow is the head of a table that has none.
func emptyRow(columns, line, column int) *Block {
	row := &Block{Kind: Row, Line: line, Column: column, EndLine: line}
	for range columns {
		row.Blocks = append(row.Blocks, &Block{Kind: Cell, Line: line, Column: column, EndLine: line})
	}
	return row
}

// pluses are the places of a rule's crossings, in characters.
func pluses(rule string) []int {
	var all []int
	for i, c := range []rune(rule) {
		if c == '+' {
			all = append(all, i)
		}
	}
	return all
}

// gridRow reads the lines of one row. A cell over several columns is followed by empty ones.
func (c *converter) gridRow(lines []gridLine, bounds []int) *Block {
	first, column := c.place(lines[0].off)
	last, _ := c.place(lines[len(lines)-1].off)
	row := emptyRow(len(bounds)-1, first, column)
	row.EndLine = last
	cut := make([][]int, len(lines))
	for i, l := range lines {
		cut[i] = l.bars(bounds)
	}
	for from := 0; from < len(bounds)-1; {
		to := from + 1
		for to < len(bounds)-1 && !everyLine(cut, to) {
			to++
		}
		c.gridCell(row.Blocks[from], lines, cut, from, to)
		from = to
	}
	return row
}

// bars are the bytes at which a line's cells are parted, -1 where no bar stands. A line whose bars do not
// stand under the crossings, because of wide letters, is parted at its bars if they are as many.
func (l gridLine) bars(bounds []int) []int {
	at := make([]int, len(bounds))
	for i := range at {
		at[i] = -1
	}
	var all []int
	n, next := 0, 0
	for i, c := range l.text {
		if next < len(bounds) && n == bounds[next] {
			if c == '|' || c == '+' {
				at[next] = i
			}
			next++
		}
		if c == '|' && (i == 0 || l.text[i-1] != '\\') {
			all = append(all, i)
		}
		n++
	}
	if last := len(all) - 1; last == len(bounds)-1 && all[0] == 0 && all[last] == len(l.text)-1 {
		return all
	}
	at[0] = 0
	if last := len(at) - 1; at[last] != len(l.text)-1 {
		at[last] = len(l.text) // nothing of the line is lost
	}
	return at
}

func everyLine(cut [][]int, bound int) bool {
	for _, c := range cut {
		if c[bound] < 0 {
			return false
		}
	}
	return true
}

// gridCell fills a cell with its part of every line, read as one text.
func (c *converter) gridCell(cell *Block, lines []gridLine, cut [][]int, from, to int) {
	var whole strings.Builder
	var parts []textPart
	for i, l := range lines {
		start, end := min(cut[i][from]+1, len(l.text)), cut[i][to]
		words := strings.Trim(l.text[start:max(start, end)], " \t")
		if words == "" {
			whole.WriteString("\n")
			continue
		}
		off := l.off + start + strings.Index(l.text[start:], words)
		if len(parts) == 0 {
			cell.Line, cell.Column = c.place(off)
		}
		parts = append(parts, textPart{whole.Len(), c.source(off)})
		whole.WriteString(words + "\n")
		cell.EndLine, _ = c.place(off)
	}
	if len(parts) == 0 {
		return
	}
	if len(parts) == 1 || cell.EndLine < cell.Line {
		cell.EndLine = cell.Line
	}
	inner := &converter{r: c.r, text: []byte(whole.String()), parts: parts}
	doc := newWords().Parse(text.NewReader(inner.text))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		leaf := inner.leaf(n, Paragraph)
		if len(cell.Spans) > 0 && len(leaf.Spans) > 0 {
			cell.Spans = append(cell.Spans, Span{Text: "\n", Break: true, Line: leaf.Line, Column: leaf.Column})
		}
		cell.Spans = append(cell.Spans, leaf.Spans...)
	}
}

// textPart says from which place of the source a part of a text comes.
type textPart struct{ off, source int }

// newWords is a parser of paragraphs alone, with the markup inside them.
func newWords() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(pandocMarks{}, 600))...))
}
