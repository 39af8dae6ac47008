package check

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// of names a meeting and its document in words: TOG_22 (content/tog/TOG_22_2801.md).
func of(m *record.Meeting) string { return m.ID + " (" + m.Minutes.File + ")" }

// line is a place in a meeting's document with its line: TOG_22 (content/tog/TOG_22_2801.md:61).
func line(m *record.Meeting, n int) string { return fmt.Sprintf("%s (%s:%d)", m.ID, m.Minutes.File, n) }

// told is where a document tells of an action.
func told(m *record.Meeting, a *minutes.Action) at { return at{m.Minutes.File, a.Line, a.Column} }

// find is the place of some words on a line; the line's beginning where they do not stand there as they are.
func (c *checker) find(file string, line int, words string) at {
	where := at{file, line, 1}
	text, starts := c.texts[file], c.startsOf(file)
	if line < 1 || line > len(starts) {
		return where
	}
	text = text[starts[line-1]:]
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if i := bytes.Index(text, []byte(words)); i > 0 {
		where.column += utf8.RuneCount(text[:i])
	}
	return where
}

func (c *checker) startsOf(file string) []int {
	if c.lines[file] == nil {
		starts := []int{0}
		for i, b := range c.texts[file] {
			if b == '\n' {
				starts = append(starts, i+1)
			}
		}
		c.lines[file] = starts
	}
	return c.lines[file]
}

func quote(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most-1]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
