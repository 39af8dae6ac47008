package minutes

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
)

// maxProse is the most lines of indented code that are looked at as prose.
const maxProse = 200

// isProse says whether what Markdown takes for indented code is text that a word processor indented: every
// line has words apart, and none of the marks of code.
func (c *converter) isProse(n *ast.CodeBlock) bool {
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		line := bytes.TrimSpace(seg.Value(c.text))
		if i == maxProse || len(line) > 0 && (!proseLine.Match(line) || bytes.ContainsAny(line, "{}=<>\\$|;@#~`")) {
			return false
		}
	}
	return lines.Len() > 0
}

var proseLine = regexp.MustCompile(`^(?:[\pL\d]{1,4}[.)]\s+|[-*•]\s+)?\**[\pL\d“‘"'(][^\t]*[\pL\d]\**[\s.,:)”’"'!?]*$`)

// prose are the blocks of indented text, line by line.
func (c *converter) prose(n *ast.CodeBlock) []*Block {
	var all []*Block
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		end := seg.Stop
		for end > seg.Start && (c.text[end-1] == '\n' || c.text[end-1] == ' ') {
			end--
		}
		all = append(all, c.piece(seg.Start, end)...)
	}
	return all
}
