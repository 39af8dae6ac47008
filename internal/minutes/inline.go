package minutes

import (
	"html"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"minutebook/internal/finding"
)

// maxInline is how deeply emphasis and links may stand inside each other; what is deeper is plain.
const maxInline = 100

// inline adds the spans of n's children to b, in the style of what they stand in.
func (c *converter) inline(n ast.Node, style Span, b *Block, depth int) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch node := child.(type) {
		case *ast.Text:
			c.words(node, style, b)
		case *ast.String:
			c.add(b, style, string(node.Value), max(node.Pos(), 0))
		case *ast.RawHTML:
			c.rawHTML(node, style, b)
		case *ast.AutoLink:
			inner := style
			label := string(node.Label(c.text))
			at := max(node.Pos(), 0)
			inner.Href = c.href(string(node.URL(c.text)), at)
			c.add(b, inner, label, at)
		case *ast.Image:
			c.image(node, style, b)
		default:
			if depth < maxInline {
				c.inline(child, c.styled(child, style), b, depth+1)
			} else {
				c.plain(child, style, b)
			}
		}
	}
}

// plain adds the words below n without their markup, and without recursion.
func (c *converter) plain(n ast.Node, style Span, b *Block) {
	stack := []ast.Node{n}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if t, ok := top.(*ast.Text); ok {
			c.words(t, style, b)
		}
		for child := top.LastChild(); child != nil; child = child.PreviousSibling() {
			stack = append(stack, child)
		}
	}
}

func (c *converter) styled(n ast.Node, style Span) Span {
	switch n := n.(type) {
	case *ast.Emphasis:
		if n.Level >= 2 {
			style.Strong = true
		} else {
			style.Emph = true
		}
	case *ast.CodeSpan:
		style.Code = true
	case *raised:
		style.Sup = true
	case *extast.Strikethrough:
		style.Strike = true
	case *ast.Link:
		style.Href = c.href(string(n.Destination), max(n.Pos(), 0))
	}
	return style
}

func (c *converter) words(t *ast.Text, style Span, b *Block) {
	raw := string(t.Segment.Value(c.text))
	if style.Code || t.IsRaw() {
		raw = strings.ReplaceAll(raw, "\n", " ")
	} else {
		raw = decode(raw)
	}
	c.add(b, style, raw, t.Segment.Start)
	switch {
	case t.HardLineBreak():
		line, column := c.place(t.Segment.Stop)
		b.Spans = append(b.Spans, Span{Text: "\n", Break: true, Line: line, Column: column})
	case t.SoftLineBreak():
		c.add(b, style, " ", t.Segment.Stop)
	}
}

// add appends text to b, to its last span where style and place go on from it.
func (c *converter) add(b *Block, style Span, text string, off int) {
	if text == "" {
		return
	}
	c.tags.apply(&style)
	style.Text = text
	style.Line, style.Column = c.place(off)
	b.Spans = append(b.Spans, style)
}

// joinSpans makes one span of those that stand side by side and look the same. A span never runs over a
// line end, so that the place of every word can be told; the blank of a line end belongs to its line.
func joinSpans(spans []Span) []Span {
	var joined []Span
	for at := 0; at < len(spans); {
		end, column := at+1, spans[at].Column+utf8.RuneCountInString(spans[at].Text)
		for end < len(spans) && spans[end].Column == column && sameLook(spans[at], spans[end]) {
			column += utf8.RuneCountInString(spans[end].Text)
			end++
		}
		span := spans[at]
		if end > at+1 {
			var text strings.Builder
			for _, s := range spans[at:end] {
				text.WriteString(s.Text)
			}
			span.Text = text.String()
		}
		joined = append(joined, span)
		at = end
	}
	return joined
}

func sameLook(a, b Span) bool {
	if a.Break || b.Break || a.Image != "" {
		return false
	}
	b.Text, b.Column = a.Text, a.Column
	return a == b
}

// image keeps an image's description as its words.
func (c *converter) image(n *ast.Image, style Span, b *Block) {
	var alt Block
	c.plainInto(n, &alt)
	at := max(n.Pos(), 0)
	style.Image = c.href(string(n.Destination), at)
	c.tags.apply(&style)
	style.Text = alt.Text()
	style.Line, style.Column = c.place(at)
	if style.Text != "" || style.Image != "" {
		b.Spans = append(b.Spans, style)
	}
}

func (c *converter) plainInto(n ast.Node, b *Block) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.plain(child, Span{}, b)
	}
}

// href is an address that a page may carry, "" for one that leads nowhere or is not safe.
func (c *converter) href(dest string, off int) string {
	dest = strings.TrimSpace(decode(dest))
	if dest == "" || dest == "#" {
		return ""
	}
	if safeAddress(dest) {
		return dest
	}
	line, column := c.place(off)
	c.r.say(finding.Warning, "unsafe-link", line, column, "a link's address "+quote(dest)+" cannot be carried",
		"its words are kept, without the link")
	return ""
}

func safeAddress(dest string) bool {
	for _, r := range dest {
		if r < 0x20 || unprintableRune(r) || r == '\\' {
			return false
		}
	}
	u, err := url.Parse(dest)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "", "mailto", "tel":
		return true
	}
	return false
}

// decode undoes backslashes before punctuation and character references, as Markdown does.
func decode(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			text, n := reference(s[i:])
			b.WriteString(text)
			i += n - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// reference decodes the character reference that s starts with, and says how many bytes it has.
func reference(s string) (text string, n int) {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 || strings.ContainsAny(s[1:end], "& \\\t\n") {
		return s[:1], 1
	}
	whole := s[:end+1]
	plain := html.UnescapeString(whole)
	if plain == whole || strings.HasSuffix(plain, ";") && len(plain) > 1 {
		return s[:1], 1
	}
	for _, r := range plain {
		if unprintableRune(r) || r == '\r' || r == '\n' {
			return "\uFFFD", len(whole)
		}
	}
	return plain, len(whole)
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// trimSpans takes the blanks from the ends of a block's text.
func trimSpans(b *Block) {
	for len(b.Spans) > 0 {
		last := &b.Spans[len(b.Spans)-1]
		last.Text = strings.TrimRight(last.Text, " \t\n")
		if last.Text != "" || last.Image != "" {
			break
		}
		b.Spans = b.Spans[:len(b.Spans)-1]
	}
}
