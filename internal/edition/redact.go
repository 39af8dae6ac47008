package edition

import (
	"bytes"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// passes bounds how often cutting one thing may uncover another (a comment inside a comment) before the
// document is given up and reaches nobody.
const passes = 8

// redactMinutes cuts what r does not see and reads the rest anew. ok is false when cutting comes to no end, or made
// the document more open than it was.
func (r reader) redactMinutes(s Source, rules *minutes.Rules) (text []byte, m *minutes.Minutes, ok bool) {
	return redact(r, s.Text, s.Minutes,
		func(m *minutes.Minutes) unseen {
			return unseen{m.Front, m.Classification.Level, m.Hidden, m.Portions, m}
		},
		func(text []byte) *minutes.Minutes { return minutes.Parse(s.Minutes.File, text, rules) })
}

// redactPage is redactMinutes for a plain page.
func (r reader) redactPage(s Source, rules *minutes.Rules) (text []byte, p *minutes.Page, ok bool) {
	return redact(r, s.Text, s.Page,
		func(p *minutes.Page) unseen { return unseen{p.Front, p.Level, p.Hidden, p.Portions, nil} },
		func(text []byte) *minutes.Page { return minutes.ParsePage(s.Page.File, text, rules) })
}

// unseen is what a document says of what its readers may not see.
type unseen struct {
	front    minutes.Front
	level    policy.Level
	hidden   []minutes.Range
	portions []minutes.Portion
	minutes  *minutes.Minutes // nil for a page, which has no attendance
}

func redact[T any](r reader, text []byte, doc T, of func(T) unseen, read func([]byte) T) ([]byte, T, bool) {
	level := of(doc).level
	for range passes {
		u := of(doc)
		if policy.Stricter(u.level, level) != u.level || !r.clearance.Permits(u.level) {
			break
		}
		level = u.level
		cut := append(u.front.Marshal(), body(text, r.cuts(u.hidden, u.portions))...)
		if bytes.Equal(cut, text) { // only now, so that nobody is counted who was cut
			if cut = r.withoutPeople(text, u); bytes.Equal(cut, text) {
				return text, doc, true
			}
		}
		text, doc = cut, read(cut)
	}
	return nil, doc, false
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
