package lexer

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"minutebook/internal/finding"
	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
	"minutebook/internal/wording"
)

// Source is the source view of a document: <ol class="source">, one <li id="L12"> a line, highlighted with
// classes, each finding in an <aside class="finding warning"> below its line. firstLine is the number of
// the text's first line (0 means 1). Findings of no line shown stand before the list. words say what is beside the lines; nil
// says the keys.
//
// The text of the <pre> elements is the lines without their line ends; numbers are no text.
func Source(text string, firstLine int, rules *minutes.Rules, findings []finding.Finding, words *wording.Words) template.HTML {
	first := max(firstLine, 1)
	lines := highlight(text, rules)
	notes := beside{notesOf(findings, first, len(lines)), words}
	var s strings.Builder
	s.WriteString(notes.html(0))
	fmt.Fprintf(&s, "<ol class=\"source\" start=\"%d\">\n", first)
	for i, line := range lines {
		n := first + i
		fmt.Fprintf(&s, `<li id="L%d"><a class="no" href="#L%d" data-line="%d" aria-label="%s"></a><pre>`, n, n, n, escape.HTML(words.Say("source.line", "n", n)))
		spans(&s, line)
		s.WriteString("</pre>")
		s.WriteString(notes.html(n))
		s.WriteString("</li>\n")
	}
	s.WriteString("</ol>\n")
	return template.HTML(s.String())
}

// highlight is the text's lines, each in tokens without line ends.
func highlight(text string, rules *minutes.Rules) [][]chroma.Token {
	lines := linesOf(text)
	if len(lines) == 0 {
		return nil
	}
	next, err := New(rules).Tokenise(nil, strings.Join(lines, "\n")+"\n")
	if err != nil {
		panic(err) // Tokenise never fails
	}
	return chroma.SplitTokensIntoLines(next.Tokens())[:len(lines)]
}

// linesOf are the lines as goldmark counts them: "\n" ends one, a "\r" before it is no part of the line,
// any other is shown by its picture. A last line without words is none.
func linesOf(text string) []string {
	lines := strings.Split(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for i, l := range lines {
		lines[i] = escape.Visible(strings.ReplaceAll(strings.TrimSuffix(l, "\r"), "\r", "\u240d"))
	}
	return lines
}

func spans(s *strings.Builder, line []chroma.Token) {
	for _, t := range line {
		words := escape.HTML(strings.TrimSuffix(t.Value, "\n"))
		if class := Class(t.Type); class != "" && words != "" {
			words = `<span class="` + class + `">` + words + "</span>"
		}
		s.WriteString(words)
	}
}

// notes are findings by the line they stand beside, 0 for those of no line shown.
type notes map[int][]finding.Finding

func notesOf(findings []finding.Finding, first, lines int) notes {
	n := notes{}
	sorted := append([]finding.Finding{}, findings...)
	finding.Sort(sorted)
	for _, f := range sorted {
		line := f.Line
		if line < first || line >= first+lines {
			line = 0
		}
		n[line] = append(n[line], f)
	}
	return n
}

// beside writes the notes of a page.
type beside struct {
	notes notes
	words *wording.Words
}

func (n beside) html(line int) string {
	var s strings.Builder
	for i, f := range n.notes[line] {
		fmt.Fprintf(&s, `<aside class="finding %s" aria-label="%s"><p><strong>%s</strong>%s: %s`,
			escape.HTML(string(f.Severity)), escape.HTML(n.label(f, line, i)), escape.HTML(n.title(f.Severity)), n.place(f, line), escape.HTML(f.Message))
		if f.Hint != "" {
			s.WriteString("; " + escape.HTML(f.Hint))
		}
		fmt.Fprintf(&s, " <code>%s</code></p></aside>\n", escape.HTML(string(f.Code)))
	}
	return s.String()
}

// label tells the findings of a page apart.
func (n beside) label(f finding.Finding, line, i int) string {
	s := n.title(f.Severity)
	if line > 0 {
		s = n.words.Say("source.on_line", "finding", s, "n", line)
	}
	if i > 0 {
		s += ", " + strconv.Itoa(i+1)
	}
	return s
}

// place says where in the line a finding points, as a link to the line.
func (n beside) place(f finding.Finding, line int) string {
	if line == 0 || f.Column == 0 {
		return ""
	}
	return fmt.Sprintf(` <a href="#L%d">%s</a>`, line, escape.HTML(n.words.Say("source.at_column", "n", f.Column)))
}

func (n beside) title(s finding.Severity) string { return n.words.Say("source." + string(s)) }
