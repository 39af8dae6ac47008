package minutes

import (
	"strings"

	"golang.org/x/net/html"
)

// htmlWriter makes blocks of HTML's tokens, one after the other. It forgives what a browser forgives:
// an element that is not closed ends with the one around it.
type htmlWriter struct {
	c       *converter
	off     int // of the token in the converter's text
	blocks  []*Block
	open    []*Block // containers not closed yet, outermost first
	leaf    *Block   // takes the words; nil between blocks
	lastTag string
}

func (w *htmlWriter) token(kind html.TokenType, token html.Token, raw string) {
	w.lastTag = ""
	switch kind {
	case html.TextToken:
		w.text(token.Data)
		return
	case html.StartTagToken, html.SelfClosingTagToken:
		w.lastTag = token.Data
		if w.start(token.Data) {
			return
		}
	case html.EndTagToken:
		if w.end(token.Data) {
			return
		}
	}
	if (kind == html.DoctypeToken || token.Data == "html" || token.Data == "body" || token.Data == "head") && w.leaf == nil {
		return
	}
	leaf := w.leaf
	if leaf == nil {
		leaf = &Block{}
	}
	w.c.tag(kind, token, raw, w.off, Span{}, leaf)
	if w.leaf == nil && len(leaf.Spans) > 0 && leaf.AllText() != "\n" {
		w.begin(Paragraph)
		w.leaf.Spans = leaf.Spans
	}
}

// text adds words, each run of blanks as one.
func (w *htmlWriter) text(s string) {
	if strings.TrimSpace(s) == "" && (w.leaf == nil || len(w.leaf.Spans) == 0) {
		return
	}
	if w.leaf == nil {
		w.begin(Paragraph)
	}
	off := w.off
	for _, line := range strings.SplitAfter(s, "\n") {
		if folded := strings.Join(strings.Fields(line), " "); folded != "" {
			lead := line[:len(line)-len(strings.TrimLeft(line, " \t\r\n"))]
			if lead != "" && len(w.leaf.Spans) > 0 {
				folded = " " + folded
			}
			if strings.TrimRight(line, " \t\r\n") != line {
				folded += " "
			}
			w.c.add(w.leaf, Span{}, folded, min(off+len(lead), len(w.c.text)))
		} else if len(w.leaf.Spans) > 0 && line != "" {
			w.c.add(w.leaf, Span{}, " ", off)
		}
		off += len(line)
	}
}

// start opens a block for a tag, and says whether the tag is one that does.
func (w *htmlWriter) start(tag string) bool {
	switch tag {
	case "p", "div", "section", "article", "blockquote", "caption", "dl", "dt", "dd", "center":
		if w.leaf != nil && w.leaf.Kind != Cell {
			w.endLeaf()
		} else if w.leaf != nil && len(w.leaf.Spans) > 0 {
			w.c.add(w.leaf, Span{}, " ", w.off)
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.endLeaf()
		w.begin(Heading)
		w.leaf.Depth = int(tag[1] - '0')
	case "hr":
		w.endLeaf()
		w.place(&Block{Kind: Rule})
	case "table":
		w.endLeaf()
		w.push(&Block{Kind: Table})
	case "tr":
		w.endLeaf()
		w.closeKind(Row)
		if w.within(Table) {
			w.push(&Block{Kind: Row})
		}
	case "td", "th":
		w.endLeaf()
		if !w.within(Row) && w.within(Table) {
			w.push(&Block{Kind: Row})
		}
		if w.within(Row) {
			w.closeInside(Row)
			w.begin(Cell)
		}
	case "ul", "ol":
		w.endLeaf()
		if len(w.open) < maxDepth {
			w.push(&Block{Kind: List, Ordered: tag == "ol", Start: 1})
		}
	case "li":
		w.endLeaf()
		w.closeKind(ListItem)
		if w.within(List) {
			w.push(&Block{Kind: ListItem})
		}
	default:
		return false
	}
	return true
}

func (w *htmlWriter) end(tag string) bool {
	switch tag {
	case "p", "div", "section", "article", "blockquote", "caption", "dl", "dt", "dd", "center":
		if w.leaf != nil && w.leaf.Kind == Cell {
			w.c.add(w.leaf, Span{}, " ", w.off)
			return true
		}
		w.endLeaf()
	case "h1", "h2", "h3", "h4", "h5", "h6", "td", "th":
		w.endLeaf()
	case "table":
		w.endLeaf()
		w.closeKind(Table)
	case "tr":
		w.endLeaf()
		w.closeKind(Row)
	case "ul", "ol":
		w.endLeaf()
		w.closeKind(List)
	case "li":
		w.endLeaf()
		w.closeKind(ListItem)
	default:
		return false
	}
	return true
}

func (w *htmlWriter) begin(kind BlockKind) {
	w.leaf = &Block{Kind: kind}
	w.place(w.leaf)
}

func (w *htmlWriter) push(b *Block) {
	if len(w.open) >= 3*maxDepth {
		return // what is deeper stands in what is around it
	}
	w.place(b)
	w.open = append(w.open, b)
}

// place puts a block where it belongs and notes its position.
func (w *htmlWriter) place(b *Block) {
	b.Line, b.Column = w.c.place(w.off)
	b.EndLine = b.Line
	if len(w.open) > 0 {
		in := w.open[len(w.open)-1]
		in.Blocks = append(in.Blocks, b)
		return
	}
	w.blocks = append(w.blocks, b)
}

func (w *htmlWriter) endLeaf() {
	if w.leaf == nil {
		return
	}
	trimSpans(w.leaf)
	w.leaf.Spans = joinSpans(w.leaf.Spans)
	w.leaf.EndLine, _ = w.c.place(max(w.off-1, 0)) // what ends a block is the line after it
	w.leaf = nil
}

// within says whether a container of this kind is open, a table's contents apart from what is around it.
func (w *htmlWriter) within(kind BlockKind) bool {
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i].Kind == kind {
			return true
		}
		if w.open[i].Kind == Table {
			return false
		}
	}
	return false
}

// closeKind closes the innermost container of this kind and all inside it.
func (w *htmlWriter) closeKind(kind BlockKind) {
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i].Kind == kind {
			w.closeTo(i)
			return
		}
		if w.open[i].Kind == Table || kind == ListItem && w.open[i].Kind == List {
			return
		}
	}
}

// closeInside closes what is open inside the innermost container of this kind.
func (w *htmlWriter) closeInside(kind BlockKind) {
	for i := len(w.open) - 1; i >= 0 && w.open[i].Kind != kind; i-- {
		w.closeTo(i)
	}
}

func (w *htmlWriter) closeTo(n int) {
	for i := len(w.open) - 1; i >= n; i-- {
		w.open[i].EndLine, _ = w.c.place(w.off)
		if w.open[i].Kind == Table && len(w.open[i].Blocks) > 0 {
			w.open[i].Blocks[0].Role = RoleHead
			spreadCells(w.open[i])
		}
	}
	w.open = w.open[:min(n, len(w.open))]
}
