package synth

import (
	"fmt"
	"strings"
)

// phrase fills a frame; see frames.go.
func (w *writer) phrase(frame string) string {
	var s strings.Builder
	for {
		before, rest, ok := strings.Cut(frame, "{")
		s.WriteString(before)
		if !ok {
			return s.String()
		}
		s.WriteString(w.slot(rest[0]))
		frame = rest[2:]
	}
}

func (w *writer) slot(kind byte) string {
	b := w.body
	switch kind {
	case 'n':
		return b.noun(b.dice)
	case 'a':
		return b.adjective(b.dice)
	case 'v':
		return b.verb(b.dice)
	case 'x':
		return pick(b.dice, b.orgs)
	case 'p':
		return pick(b.dice, b.voices)
	case 'd':
		return fmt.Sprint(b.between(2, 19))
	case 'h':
		return fmt.Sprint(b.between(20, 990))
	case 'q':
		return fmt.Sprintf("%d.%d%%", b.between(2, 99), b.between(0, 9))
	case 'm':
		return w.date.AddDate(0, -b.between(1, 5), 0).Format("January 2006")
	case 'f':
		return w.date.AddDate(0, b.between(1, 5), 0).Format("January 2006")
	case 'k':
		return fmt.Sprintf("KPM%d", b.between(1, 9))
	case 'g':
		return w.group.id
	case 't':
		return w.term()
	}
	panic("a frame with an unknown slot " + string(kind)) // a literal of this package
}

// term is a term, spelt out where this document names it for the first time.
func (w *writer) term() string {
	t := pick(w.body.dice, w.body.terms)
	if w.spelt[t.short] {
		return t.short
	}
	w.spelt[t.short] = true
	return t.long + " (" + t.short + ")"
}
