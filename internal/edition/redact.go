package edition

import (
	"bytes"
	"slices"

	"minutebook/internal/minutes"
)

// passes bounds how often cutting one thing may uncover another (a comment inside a comment) before the
// document is given up and reaches nobody.
const passes = 8

// redactMinutes cuts what nobody is shown and reads the rest anew. ok is false when cutting comes to no end.
func redactMinutes(s Source, rules *minutes.Rules) (text []byte, m *minutes.Minutes, ok bool) {
	return redact(s.Text, s.Minutes,
		func(m *minutes.Minutes) (minutes.Front, []minutes.Range) { return m.Front, m.Hidden },
		func(text []byte) *minutes.Minutes { return minutes.Parse(s.Minutes.File, text, rules) })
}

// redactPage is redactMinutes for a plain page.
func redactPage(s Source, rules *minutes.Rules) (text []byte, p *minutes.Page, ok bool) {
	return redact(s.Text, s.Page,
		func(p *minutes.Page) (minutes.Front, []minutes.Range) { return p.Front, p.Hidden },
		func(text []byte) *minutes.Page { return minutes.ParsePage(s.Page.File, text, rules) })
}

func redact[T any](text []byte, doc T, unseen func(T) (minutes.Front, []minutes.Range), read func([]byte) T) ([]byte, T, bool) {
	for range passes {
		front, hidden := unseen(doc)
		cut := rewrite(text, front, hidden)
		if bytes.Equal(cut, text) {
			return text, doc, true
		}
		text, doc = cut, read(cut)
	}
	return nil, doc, false
}

// rewrite puts the known front matter in its canonical form before the text without its hidden ranges.
func rewrite(text []byte, front minutes.Front, hidden []minutes.Range) []byte {
	return append(front.Marshal(), body(text, hidden)...)
}

// body is the text without its hidden ranges. A range that fills whole lines leaves one blank line, front
// matter leaves nothing.
func body(text []byte, hidden []minutes.Range) []byte {
	if len(hidden) == 0 {
		return text
	}
	hidden = slices.SortedFunc(slices.Values(hidden), func(a, b minutes.Range) int { return a.Start - b.Start })
	var out []byte
	at := 0
	for _, r := range hidden {
		if r.End <= at {
			continue
		}
		r.Start = max(r.Start, at)
		out = append(out, text[at:r.Start]...)
		at = r.End
		if r.Start > 0 && wholeLines(text, r) {
			out = append(bytes.TrimRight(out, "\n"), "\n\n"...)
			at = skipBlankLines(text, at)
		}
	}
	return append(out, text[at:]...)
}

func wholeLines(text []byte, r minutes.Range) bool {
	before := bytes.TrimRight(text[:r.Start], " \t")
	after := bytes.TrimLeft(text[r.End:], " \t")
	return (len(before) == 0 || before[len(before)-1] == '\n') &&
		(len(after) == 0 || after[0] == '\n' || r.End > 0 && text[r.End-1] == '\n')
}

func skipBlankLines(text []byte, at int) int {
	for at < len(text) {
		end := bytes.IndexByte(text[at:], '\n')
		if end < 0 || len(bytes.TrimSpace(text[at:at+end])) > 0 {
			break
		}
		at += end + 1
	}
	return at
}

func countLines(text []byte) int { return bytes.Count(text, []byte("\n")) }
