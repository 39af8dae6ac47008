package minutes

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newMarkdown is the parser of the documents: CommonMark with tables and strikethrough.
func newMarkdown() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(strikes{}, 500), util.Prioritized(pandocMarks{}, 600))...),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// definitions takes link definitions out of paragraphs, but only those that name an address: a line such
// as "[Note]: agreed" is words, and words never vanish.
type definitions struct{}

var definition = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:\s*(\S*)`)
var address = regexp.MustCompile(`^<?(?:[a-z][a-z0-9+.-]*:|[./#]|[\w-]+(?:\.[\w-]+)+(?:/|>?$)|(?:[\w.-]+/)+[\w-]+(?:\.[\w-]+)+>?$)`)

func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		if m := definition.FindSubmatch(seg.Value(reader.Source())); m != nil && !address.Match(m[1]) {
			return
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
}

// parseMarkdown is goldmark's tree of text, or an error where its parser failed on it.
func parseMarkdown(src []byte) (doc ast.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the Markdown parser failed: %v", p)
		}
	}()
	return newMarkdown().Parse(text.NewReader(src)), nil
}

// Limits of what is given to the Markdown parser; beyond them its time grows with the square of the text.
const (
	maxContainers = 64     // quotes and lists opened on one line
	maxIndent     = 1000   // blanks before a line's first word
	maxBrackets   = 4000   // in one paragraph
	maxTags       = 8000   // in one paragraph
	maxMarks      = 20000  // of emphasis or code in one paragraph
	maxEscapes    = 5000   // escaped bars in a document
	cellsPerByte  = 4      // of a table, padded
	freeCells     = 100000 // that a table may have beyond those
)

// tangled says why a text is not given to the Markdown parser, "" if it can be.
func tangled(src []byte) string {
	if bytes.Count(src, []byte(`\|`)) > maxEscapes {
		return "too many escaped bars"
	}
	var p paragraphCount
	for at := 0; at < len(src); {
		line, next := lineEnd(src, at)
		if why := p.add(line); why != "" {
			return why
		}
		at = next
	}
	return ""
}

// paragraphCount counts what one paragraph (a run of lines that are not blank) asks of the parser. In a
// table the count begins anew with each line, for each cell is parsed alone.
type paragraphCount struct {
	brackets, tags, marks  int
	columns, rows, written int
}

func (p *paragraphCount) add(line []byte) string {
	rest := bytes.TrimLeft(line, " \t>")
	if len(rest) == 0 && !bytes.ContainsRune(line, '>') {
		*p = paragraphCount{}
		return ""
	}
	if containers(line) > maxContainers || indent(line) > maxIndent {
		return "lists or quotes inside each other too deeply"
	}
	if isDelimiterRow(rest) {
		p.columns = max(p.columns, bytes.Count(rest, []byte("|"))+1)
	}
	if p.columns > 0 {
		p.brackets, p.tags, p.marks = 0, 0, 0
		p.rows, p.written = p.rows+1, p.written+len(line)
		if p.rows*p.columns > p.written*cellsPerByte+freeCells {
			return "a table of too many empty cells"
		}
	}
	for _, c := range line {
		switch c {
		case '[', ']', '(':
			p.brackets++
		case '<':
			p.tags++
		case '*', '_', '~', '`':
			p.marks++
		}
	}
	switch {
	case p.brackets > maxBrackets:
		return "too many brackets in one paragraph"
	case p.tags > maxTags:
		return "too many tags in one paragraph"
	case p.marks > maxMarks:
		return "too many marks of emphasis in one paragraph"
	}
	return ""
}

func indent(line []byte) int {
	return len(line) - len(bytes.TrimLeft(line, " \t"))
}

// containers counts the markers of quotes and lists that a line opens with.
func containers(line []byte) int {
	n, digits := 0, 0
	for i, c := range line {
		switch {
		case c == ' ' || c == '\t':
		case c == '>':
			n++
		case c >= '0' && c <= '9':
			digits++
			continue
		case (c == '.' || c == ')') && digits > 0, c == '-' || c == '+' || c == '*':
			if i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\t' {
				return n
			}
			n++
		default:
			return n
		}
		digits = 0
	}
	return n
}

func isDelimiterRow(line []byte) bool {
	dash := false
	for _, c := range line {
		switch c {
		case '-':
			dash = true
		case '|', ':', ' ', '\t':
		default:
			return false
		}
	}
	return dash && bytes.ContainsRune(line, '|')
}
