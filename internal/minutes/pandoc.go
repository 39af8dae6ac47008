package minutes

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Pandoc and Google Docs write what Markdown has no marks for: "7^th^ May", "[Notes]{.underline}" and
// "## Welcome {#welcome}". The raised letters are read as such; the names of styles and anchors are no words.
// The brackets stay, for one that holds a level is a mark.

// raised is text between carets.
type raised struct{ ast.BaseInline }

// unseen is the name of a style or an anchor.
type unseen struct{ ast.BaseInline }

var (
	kindRaised = ast.NewNodeKind("Raised")
	kindUnseen = ast.NewNodeKind("Unseen")
	caretText  = regexp.MustCompile(`^\^[\pL\pN]{1,8}\^`)
	braceText  = regexp.MustCompile(`^\{[.#][^{}\s][^{}\n]{0,120}\}`)
	anchorText = regexp.MustCompile(`^\{#[^{}\s]{1,160}\}\s*$`)
)

func (*raised) Kind() ast.NodeKind              { return kindRaised }
func (n *raised) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
func (*unseen) Kind() ast.NodeKind              { return kindUnseen }
func (n *unseen) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// pandocMarks reads carets and braces.
type pandocMarks struct{}

func (pandocMarks) Trigger() []byte { return []byte{'^', '{'} }

func (pandocMarks) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] == '^' {
		found := caretText.Find(line)
		if found == nil {
			return nil
		}
		n := &raised{}
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+1, segment.Start+len(found)-1)))
		block.Advance(len(found))
		return n
	}
	_, heading := parent.(*ast.Heading)
	found := anchorText.Find(line)
	if !heading || found == nil {
		if found = braceText.Find(line); block.PrecendingCharacter() != ']' || found == nil {
			return nil
		}
	}
	block.Advance(len(found))
	return &unseen{}
}
