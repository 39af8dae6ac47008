package console

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"minutebook/internal/markup/escape"
)

// style is how a run of words looks where there is colour.
type style string

const (
	normal  style = ""
	strong  style = "1"
	match   style = "1;7" // bold, and the colours of words and paper exchanged: it shows on any paper
	pending style = "1;33"
)

type run struct {
	s  string
	as style
}

// text is words in runs of one style.
type text []run

func plainText(s string) text { return text{{s: s}} }

// marked is the sentence of a hit: escaped HTML whose only elements are <mark>.
func marked(snippet string) text {
	var t text
	for snippet != "" {
		before, rest, _ := strings.Cut(snippet, "<mark>")
		inside, after, _ := strings.Cut(rest, "</mark>")
		t = append(t, run{s: html.UnescapeString(before)}, run{html.UnescapeString(inside), match})
		snippet = after
	}
	return t
}

// Clean is s as a terminal can show it without obeying it, in one line.
func Clean(s string) string {
	return strings.Map(upright, strings.NewReplacer("\n", " ", "\t", " ").Replace(escape.Visible(s)))
}

// JSON is a JSON text that means the same and can be shown on a terminal: what that would obey is written as an escape.
func JSON(data []byte) []byte {
	var out bytes.Buffer
	for _, r := range string(data) {
		if shown(r) != r && r <= 0xffff { // what is larger has no such escape
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.Bytes()
}

// CSV is a table that can be shown on a terminal: what that would obey is shown as elsewhere.
func CSV(data []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r == '\r' { // ends a line
			return r
		}
		return shown(r)
	}, data)
}

func shown(r rune) rune {
	visible, _ := utf8.DecodeRuneInString(escape.Visible(string(r)))
	return upright(visible)
}

// upright shows the marks that turn the direction of writing, with which a line could seem to say what it does not,
// and those that end a line.
func upright(r rune) rune {
	if unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
		return unicode.ReplacementChar
	}
	return r
}

func (t text) clean() text {
	var out text
	for _, r := range t {
		if r.s = Clean(r.s); r.s != "" {
			out = append(out, r)
		}
	}
	return out
}

func (t text) render(colour bool) string {
	var s strings.Builder
	for _, r := range t {
		if colour && r.as != normal {
			s.WriteString("\x1b[" + string(r.as) + "m" + r.s + "\x1b[0m")
		} else {
			s.WriteString(r.s)
		}
	}
	return s.String()
}

// wrap cuts words into lines of at most width columns, at blanks, and a word that is wider within itself, but never
// within a character. What is wider than the line alone stands alone.
func wrap(t text, width int) []text {
	w := wrapper{width: max(width, 1)}
	for _, r := range t {
		for i, word := range strings.Split(r.s, " ") {
			if i > 0 {
				w.endWord()
				w.blank = r.as
				w.blanks = true
			}
			w.word = append(w.word, run{word, r.as})
		}
	}
	w.endWord()
	if len(w.line) > 0 {
		w.lines = append(w.lines, w.line)
	}
	return w.lines
}

// wrapper is a paragraph being cut. Several runs may make one word.
type wrapper struct {
	width, used int
	lines       []text
	line, word  text
	blank       style // of the blank before the word
	blanks      bool
}

func (w *wrapper) endWord() {
	wide, bytes := 0, 0
	for _, r := range w.word {
		wide, bytes = wide+uniseg.StringWidth(r.s), bytes+len(r.s)
	}
	switch {
	case bytes == 0:
		w.word = nil
		return
	case len(w.line) > 0 && w.used+1+wide > w.width:
		w.breakLine()
	case len(w.line) > 0 && w.blanks:
		w.put(run{" ", w.blank}, 1)
	}
	for _, r := range w.word {
		if wide > w.width {
			w.fit(r)
		} else {
			w.put(r, uniseg.StringWidth(r.s))
		}
	}
	w.word, w.blanks = nil, false
}

// fit puts a run on the line, and what does not fit of it on the next ones.
func (w *wrapper) fit(r run) {
	for g := uniseg.NewGraphemes(r.s); g.Next(); {
		if len(w.line) > 0 && w.used+g.Width() > w.width {
			w.breakLine()
		}
		w.put(run{g.Str(), r.as}, g.Width())
	}
}

func (w *wrapper) put(r run, wide int) {
	w.used += wide
	if last := len(w.line) - 1; last >= 0 && w.line[last].as == r.as {
		w.line[last].s += r.s
		return
	}
	w.line = append(w.line, r)
}

func (w *wrapper) breakLine() {
	w.lines, w.line, w.used = append(w.lines, w.line), nil, 0
}
