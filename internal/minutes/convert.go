package minutes

import (
	"bytes"
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"minutebook/internal/finding"
)

// maxDepth is how deeply lists and quotes may stand inside each other; what is deeper is kept on this
// depth, in order.
const maxDepth = 24

// converter turns goldmark's tree into Blocks. It is the only code that knows both.
type converter struct {
	r    *reader
	text []byte // what was parsed
	base int    // where that stands in the source's text
	// parts say where it stands if it is put together from several lines; base is then 0.
	parts []textPart
	tags  tagStyle
}

func (c *converter) place(off int) (line, column int) { return c.r.src.place(c.source(off)) }

// source is the place of an offset in the source's text.
func (c *converter) source(off int) int {
	i := sort.Search(len(c.parts), func(i int) bool { return c.parts[i].off > off })
	if i == 0 {
		return c.base + off
	}
	return c.parts[i-1].source + off - c.parts[i-1].off
}

// children are the blocks of a container, in order.
func (c *converter) children(parent ast.Node, depth int) []*Block {
	var all []*Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.HTMLBlock); ok {
			last, start, end := c.htmlRun(h)
			all = append(all, c.html(start, end)...)
			n = last
			continue
		}
		if table, last := c.simpleTable(n); table != nil {
			all = append(all, table)
			n = last
			continue
		}
		all = append(all, c.block(n, depth)...)
	}
	return all
}

func (c *converter) block(n ast.Node, depth int) []*Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		if lines := c.gridOf(n); lines != nil {
			return []*Block{c.grid(lines)}
		}
		return []*Block{c.leaf(n, Paragraph)}
	case *ast.Heading:
		b := c.leaf(n, Heading)
		b.Depth = n.Level
		return []*Block{b}
	case *ast.Blockquote:
		return c.container(n, &Block{Kind: Quote}, depth)
	case *ast.List:
		b := &Block{Kind: List, Ordered: n.IsOrdered(), Start: n.Start}
		return c.container(n, b, depth)
	case *ast.ListItem:
		return c.container(n, &Block{Kind: ListItem}, depth)
	case *ast.CodeBlock:
		if c.isProse(n) {
			return c.prose(n)
		}
		return []*Block{c.code(n, "")}
	case *ast.FencedCodeBlock:
		return []*Block{c.code(n, string(n.Language(c.text)))}
	case *ast.ThematicBreak:
		b := &Block{Kind: Rule}
		b.Line, b.Column = c.place(n.Pos())
		b.EndLine = b.Line
		return []*Block{b}
	case *extast.Table:
		return []*Block{c.table(n)}
	}
	if n.Type() == ast.TypeBlock && n.HasChildren() {
		return c.children(n, depth)
	}
	return nil
}

// container fills a list, an item or a quote; too deep, its contents stand in its place.
func (c *converter) container(n ast.Node, b *Block, depth int) []*Block {
	if depth >= maxDepth && b.Kind != ListItem {
		if depth == maxDepth {
			line, column := c.place(n.Pos())
			c.r.say(finding.Warning, "nested-too-deep", line, column, "lists or quotes stand inside each other too deeply",
				"what is deeper is shown on the same depth")
		}
		return c.flat(n, depth+1)
	}
	b.Line, b.Column = c.place(n.Pos())
	if b.Kind == ListItem {
		b.Marker = c.marker(n.Pos())
	}
	b.Blocks = c.children(n, depth+1)
	b.EndLine = max(b.Line, lastLine(b.Blocks))
	return []*Block{b}
}

// flat are the leaves below n, in order, without recursion: n may be as deep as the text is long.
func (c *converter) flat(n ast.Node, depth int) []*Block {
	var all []*Block
	stack := []ast.Node{n}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch top.(type) {
		case *ast.Blockquote, *ast.List, *ast.ListItem:
			for child := top.LastChild(); child != nil; child = child.PreviousSibling() {
				stack = append(stack, child)
			}
		case *ast.HTMLBlock:
			_, start, end := c.htmlRun(top)
			all = append(all, c.html(start, end)...)
		default:
			all = append(all, c.block(top, depth)...)
		}
	}
	return all
}

var listMarker = regexp.MustCompile(`^(?:\d{1,9}[.)]|[-+*])`)

// marker is a list item's marker as written.
func (c *converter) marker(off int) string {
	if off < 0 || off > len(c.text) {
		return ""
	}
	return string(listMarker.Find(c.text[off:min(len(c.text), off+12)]))
}

func lastLine(blocks []*Block) int {
	if len(blocks) == 0 {
		return 0
	}
	return blocks[len(blocks)-1].EndLine
}

func (c *converter) leaf(n ast.Node, kind BlockKind) *Block {
	b := &Block{Kind: kind}
	c.extent(b, n)
	c.tags = tagStyle{}
	c.inline(n, Span{}, b, 0)
	trimSpans(b)
	b.Spans = joinSpans(b.Spans)
	return b
}

// extent sets the lines of a block from those of its node.
func (c *converter) extent(b *Block, n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		b.Line, b.Column = c.place(max(n.Pos(), 0))
		b.EndLine = b.Line
		return
	}
	b.Line, b.Column = c.place(lines.At(0).Start)
	if n.Pos() >= 0 && n.Pos() < lines.At(0).Start {
		b.Line, b.Column = c.place(n.Pos())
	}
	b.EndLine, _ = c.place(max(lines.At(lines.Len()-1).Stop-1, lines.At(0).Start))
}

func (c *converter) code(n ast.Node, lang string) *Block {
	b := &Block{Kind: Code, Lang: strings.Map(langRune, lang)}
	c.extent(b, n)
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		line, column := c.place(seg.Start)
		b.Spans = append(b.Spans, Span{Text: string(seg.Value(c.text)), Code: true, Line: line, Column: column})
	}
	if _, fenced := n.(*ast.FencedCodeBlock); fenced {
		end := max(n.Pos(), 0)
		if lines.Len() > 0 {
			end = lines.At(lines.Len() - 1).Stop
		} else {
			_, end = lineEnd(c.text, end)
		}
		if closing, _ := lineEnd(c.text, end); bytes.Contains(closing, []byte("```")) || bytes.Contains(closing, []byte("~~~")) {
			b.EndLine, _ = c.place(end)
		}
	}
	return b
}

func langRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '+', r == '#', r == '_', r == '.':
		return r
	}
	return -1
}

// piece are the blocks of a piece of the text, parsed alone.
func (c *converter) piece(start, end int) []*Block {
	piece := bytes.TrimLeft(c.text[start:end], " \t")
	start = end - len(piece)
	doc := newMarkdown().Parse(text.NewReader(piece))
	sub := &converter{r: c.r, text: piece, base: c.source(start)}
	return sub.children(doc, maxDepth)
}
