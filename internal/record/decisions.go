package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/minutes"
)

func (l *linker) readDecisions(m *Meeting, at *atlas) {
	l.deciding = map[*minutes.Block][]*Decision{}
	for _, told := range m.whole.Decisions {
		d := &Decision{Place: at.place(told.Block, told.Item), Verb: told.Verb, Text: told.Text, Date: m.Minutes.Meeting.Date}
		m.Decisions = append(m.Decisions, d)
		if told.Block != nil {
			told.Block.Walk(func(b *minutes.Block) { l.deciding[b] = append(l.deciding[b], d) })
		}
	}
	l.record.Decisions = append(l.record.Decisions, m.Decisions...)
}

// naming is a decision and a record that its words name.
type naming struct {
	decision *Decision
	key
}

// holds says whether a text holds a spelling as words of its own: MP122 does not hold MP12.
func holds(text, written string) bool {
	for from := 0; written != ""; {
		at := strings.Index(text[from:], written)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(written)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !inWord(before) && !inWord(after) {
			return true
		}
		from = end
	}
	return false
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// decideAbout tells the decisions of a reference's block, and what it names, of each other, if their words
// hold it. Of a block that decides on more than a few things only the first few are asked, so that it takes no
// time by the square.
func (l *linker) decideAbout(ref minutes.Reference, m *Meeting) {
	all := l.deciding[ref.Block]
	for _, d := range all[:min(len(all), closest)] {
		n := naming{d, key{ref.Kind, ref.ID}}
		if l.decided[n] || !holds(head(d.Text, longestSentence), ref.Written) {
			continue
		}
		l.decided[n] = true
		switch ref.Kind {
		case minutes.KindAction:
			if a := l.actions[ref.ID]; a != nil {
				d.Actions, a.Decisions = append(d.Actions, a), append(a.Decisions, d)
			}
		case minutes.KindMeeting:
			if other := l.named[ref.ID]; other != nil && other != m {
				d.Meetings = append(d.Meetings, other)
			}
		default:
			if l.paged[ref.Kind] {
				s := l.subject(ref.Kind, ref.ID)
				d.Subjects, s.Decisions = append(d.Subjects, s), append(s.Decisions, d)
			}
		}
	}
}
