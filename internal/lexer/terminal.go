package lexer

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/chroma/v2/formatters"
	"github.com/rivo/uniseg"

	"minutebook/internal/finding"
	"minutebook/internal/minutes"
)

// View is how Terminal shows a source.
type View struct {
	FirstLine int  // number of the text's first line; 0 means 1
	Colour    bool // with escape sequences for colours, and nothing else of the kind
	Context   int  // lines shown around each line that has a finding; Whole shows all
}

// Whole is the Context of a view that leaves nothing out.
const Whole = -1

// Terminal writes a source as a compiler would show it, each finding under its line with a mark at its
// column; findings of no line shown come first. Control characters of the source and of the findings
// never reach the terminal, nor do marks that turn the direction of writing. The error is w's.
//
//	12 | ACTION OPSF 49/04: The operator to explain the disparity.
//	   |        ^ warning: OPSF is no group; read as OPSG [action-prefix]
func Terminal(w io.Writer, text string, rules *minutes.Rules, findings []finding.Finding, v View) error {
	first := max(v.FirstLine, 1)
	l := listing{View: v, first: first, source: linesOf(text), plain: terminalLines(text)}
	l.notes = notesOf(findings, first, len(l.plain))
	shown, err := l.coloured(rules)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, l.write(shown))
	return err
}

type listing struct {
	View
	first  int
	source []string // lines with their tabs, of which columns count
	plain  []string // lines as they are shown
	notes  notes
}

// coloured is the lines with their colours, each complete in itself.
func (l listing) coloured(rules *minutes.Rules) ([]string, error) {
	if !l.Colour || len(l.plain) == 0 {
		return l.plain, nil
	}
	style, err := terminalStyle()
	if err != nil {
		return nil, fmt.Errorf("colours of the terminal: %w", err)
	}
	next, err := New(rules).Tokenise(nil, strings.Join(l.plain, "\n"))
	if err != nil {
		return nil, fmt.Errorf("colours of the terminal: %w", err)
	}
	var s strings.Builder
	if err := formatters.TTY256.Format(&s, style, next); err != nil {
		return nil, fmt.Errorf("colours of the terminal: %w", err)
	}
	return strings.Split(s.String(), "\n"), nil
}

func (l listing) write(shown []string) string {
	var s strings.Builder
	for _, f := range l.notes[0] {
		s.WriteString(l.severity(f.Severity) + said(f) + "\n")
	}
	gap := false
	for i, line := range shown {
		if !l.near(i) {
			gap = true
			continue
		}
		if gap {
			s.WriteString("  ...\n")
			gap = false
		}
		fmt.Fprintf(&s, "%5d | %s\n", l.first+i, line)
		for _, f := range l.notes[l.first+i] {
			fmt.Fprintf(&s, "      | %s^ %s%s\n", indent(l.source[i], f.Column), l.severity(f.Severity), said(f))
		}
	}
	return s.String()
}

// near says whether a line is in the context of a finding.
func (l listing) near(i int) bool {
	if l.Context < 0 {
		return true
	}
	for n := max(0, i-l.Context); n < len(l.plain) && n-i <= l.Context; n++ {
		if len(l.notes[l.first+n]) > 0 {
			return true
		}
	}
	return false
}

// said is a finding as its author reads it, without the place.
func said(f finding.Finding) string {
	s := ": " + f.Message
	if f.Hint != "" {
		s += "; " + f.Hint
	}
	return strings.Join(terminalLines(s+" ["+string(f.Code)+"]"), " ")
}

// severity is the word, in the colour of what it asks for.
func (l listing) severity(s finding.Severity) string {
	word := strings.Join(terminalLines(string(s)), " ")
	if !l.Colour {
		return word
	}
	code := map[finding.Severity]string{finding.Error: "1;31", finding.Warning: "1;33"}[s]
	if code == "" {
		code = "1;36"
	}
	return "\x1b[" + code + "m" + word + "\x1b[0m"
}

// tab is how many blanks a tab becomes, so that marks stand under what they mark.
const tab = "    "

func terminalLines(text string) []string {
	lines := linesOf(text)
	for i, l := range lines {
		lines[i] = strings.Map(upright, strings.ReplaceAll(l, "\t", tab))
	}
	return lines
}

// upright shows the marks that turn the direction of writing, with which a line could seem to say what it
// does not.
func upright(r rune) rune {
	if r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029 {
		return '\ufffd'
	}
	return r
}

// indent is the blanks before a column of a line of the source, which counts characters from 1.
func indent(line string, column int) string {
	for i := range line {
		if column--; column <= 0 {
			line = line[:i]
			break
		}
	}
	return strings.Repeat(" ", uniseg.StringWidth(strings.ReplaceAll(line, "\t", tab)))
}
