package minutes

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"minutebook/internal/finding"
)

// tagStyle is what the HTML tags seen so far in a block say of its text: how many of each are open.
type tagStyle struct {
	strong, emph, under, sub, sup, strike, code int
	href                                        string
}

func (t *tagStyle) apply(s *Span) {
	s.Strong = s.Strong || t.strong > 0
	s.Emph = s.Emph || t.emph > 0
	s.Under = s.Under || t.under > 0
	s.Sub = s.Sub || t.sub > 0
	s.Sup = s.Sup || t.sup > 0
	s.Strike = s.Strike || t.strike > 0
	s.Code = s.Code || t.code > 0
	if s.Href == "" {
		s.Href = t.href
	}
}

// counter is the count of a tag that styles text, nil for others.
func (t *tagStyle) counter(tag string) *int {
	switch tag {
	case "b", "strong":
		return &t.strong
	case "i", "em", "cite":
		return &t.emph
	case "u", "ins":
		return &t.under
	case "s", "strike", "del":
		return &t.strike
	case "sub":
		return &t.sub
	case "sup":
		return &t.sup
	case "code", "tt", "kbd", "samp":
		return &t.code
	}
	return nil
}

// silent are tags that carry no words and no behaviour: page marks and typography that converters leave.
func silent(tag string) bool {
	switch tag {
	case "span", "font", "small", "big", "center", "div", "p", "section", "article", "mark", "wbr", "nobr",
		"colgroup", "col", "thead", "tbody", "tfoot", "caption", "blockquote", "dl", "dt", "dd", "label":
		return true
	}
	return false
}

// rawHTML adds what a tag in the middle of text means, or the tag itself as text.
func (c *converter) rawHTML(n *ast.RawHTML, style Span, b *Block) {
	if n.Segments.Len() == 0 {
		return
	}
	var raw strings.Builder
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		raw.Write(seg.Value(c.text))
	}
	z := html.NewTokenizer(strings.NewReader(raw.String()))
	kind := z.Next()
	c.tag(kind, z.Token(), raw.String(), n.Segments.At(0).Start, style, b)
}

// tag adds one tag of the text: a style, a break, a link, nothing, or its own letters with a warning.
func (c *converter) tag(kind html.TokenType, token html.Token, raw string, off int, style Span, b *Block) {
	name := token.Data
	isTag := kind == html.StartTagToken || kind == html.EndTagToken || kind == html.SelfClosingTagToken
	switch count := c.tags.counter(name); {
	case isTag && count != nil:
		if kind == html.StartTagToken {
			*count++
		} else if *count > 0 {
			*count--
		}
	case isTag && name == "br":
		line, column := c.place(off)
		b.Spans = append(b.Spans, Span{Text: "\n", Break: true, Line: line, Column: column})
	case isTag && name == "a":
		c.tags.href = ""
		if href := attribute(token, "href"); kind == html.StartTagToken && href != "" {
			c.tags.href = c.href(href, off)
		}
	case isTag && silent(name):
	case kind == html.CommentToken && strings.HasPrefix(raw, "<!--"):
	default:
		line, column := c.place(off)
		c.r.say(finding.Warning, "html-shown", line, column, "the tag "+quote(raw)+" cannot be carried", "shown as text")
		saved := c.tags
		c.tags = tagStyle{}
		c.add(b, style, strings.ReplaceAll(raw, "\n", " "), off)
		c.tags = saved
	}
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// htmlRun is a block of HTML with those that follow it directly: a blank line ends a block in Markdown,
// but not a table.
func (c *converter) htmlRun(n ast.Node) (last ast.Node, start, end int) {
	start, end = htmlExtent(n)
	last = n
	for next := n.NextSibling(); next != nil; next = next.NextSibling() {
		if _, ok := next.(*ast.HTMLBlock); !ok {
			break
		}
		s, e := htmlExtent(next)
		if len(bytes.TrimSpace(c.text[end:max(s, end)])) > 0 {
			break
		}
		last, end = next, e
	}
	return last, start, end
}

func htmlExtent(n ast.Node) (start, end int) {
	h := n.(*ast.HTMLBlock)
	if h.Lines().Len() > 0 {
		start, end = h.Lines().At(0).Start, h.Lines().At(h.Lines().Len()-1).Stop
	}
	if h.HasClosure() {
		if end == 0 {
			start = h.ClosureLine.Start
		}
		end = max(end, h.ClosureLine.Stop)
	}
	return start, end
}

// html reads a run of HTML into blocks: paragraphs, headings, tables and lists, with every word kept.
func (c *converter) html(start, end int) []*Block {
	w := &htmlWriter{c: c, off: start}
	c.tags = tagStyle{}
	z := html.NewTokenizer(bytes.NewReader(c.text[start:end]))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := string(z.Raw())
		w.token(kind, z.Token(), raw)
		w.off += len(raw)
		if kind == html.StartTagToken && rawText[w.lastTag] {
			z.NextIsNotRawText() // what a script holds is words like others
		}
	}
	w.endLeaf()
	w.closeTo(0)
	return w.blocks
}

// rawText are the elements whose contents HTML does not read as tags.
var rawText = map[string]bool{"script": true, "style": true, "textarea": true, "title": true, "xmp": true,
	"iframe": true, "noembed": true, "noframes": true, "noscript": true, "plaintext": true}
