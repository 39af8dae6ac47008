package record

import (
	"cmp"
	"maps"
	"slices"
)

func (l *linker) readDecisions(m *Meeting, at *atlas) {
	for _, d := range m.Minutes.Decisions {
		m.Decisions = append(m.Decisions, &Decision{
			Place: at.place(d.Block, d.Item),
			Verb:  d.Verb,
			Text:  d.Text,
			Date:  m.Minutes.Meeting.Date,
		})
	}
	l.record.Decisions = append(l.record.Decisions, m.Decisions...)
}

func (l *linker) readTerms(m *Meeting, at *atlas) {
	for _, t := range m.Minutes.Glossary {
		if l.terms[t.Term] == nil {
			l.terms[t.Term] = &Term{Term: t.Term, Expansion: t.Expansion, Place: at.of(t.Block)}
		}
	}
}

func (l *linker) finishTerms() {
	l.record.Glossary = slices.SortedFunc(maps.Values(l.terms), func(a, b *Term) int { return cmp.Compare(a.Term, b.Term) })
}
