package record

import (
	"maps"
	"slices"

	"minutebook/internal/minutes"
)

// readSubjects takes what a document tells of the incidents and modifications that it names. What was told
// first stays.
func (l *linker) readSubjects(m *Meeting) {
	for _, told := range m.whole.Incidents {
		l.tell(l.subject(minutes.KindIncident, told.ID), told)
	}
	for _, told := range m.whole.Modifications {
		l.tell(l.subject(minutes.KindModification, told.ID), told)
	}
}

func (l *linker) subject(kind minutes.Kind, id string) *Subject {
	k := key{kind, id}
	if l.subjects[k] == nil {
		l.subjects[k] = &Subject{Kind: kind, ID: id}
	}
	return l.subjects[k]
}

func (l *linker) tell(s *Subject, told minutes.Subject) {
	if s.Title == "" {
		s.Title = told.Title
	}
	if s.Occurred == "" {
		s.Occurred = told.Occurred
	}
	if l.parents[s] == "" {
		l.parents[s] = told.Parent
	}
	for _, written := range told.Spelt {
		l.spell(s, written)
	}
}

// spell keeps a spelling that is not the id.
func (l *linker) spell(s *Subject, written string) {
	k := spelling{s, written}
	if written != "" && written != s.ID && !l.spellings[k] {
		l.spellings[k] = true
		s.Aliases = append(s.Aliases, written)
	}
}

type spelling struct {
	of      *Subject
	written string
}

func (l *linker) finishSubjects() {
	l.adopt()
	for _, s := range l.sorted() {
		slices.Sort(s.Aliases)
		l.record.file(s)
	}
}

// adopt gives every part its parent, which becomes a record by it. A parent that would make a circle is none.
func (l *linker) adopt() {
	for _, s := range l.sorted() {
		if id := l.parents[s]; id != "" && id != s.ID {
			parent := l.subject(s.Kind, id)
			if !parent.within(s) {
				s.Parent = parent
				parent.Parts = append(parent.Parts, s)
			}
		}
	}
}

// within says whether s is other, or a part of it at any depth.
func (s *Subject) within(other *Subject) bool {
	for ; s != nil; s = s.Parent {
		if s == other {
			return true
		}
	}
	return false
}

func (l *linker) sorted() []*Subject {
	return slices.SortedFunc(maps.Values(l.subjects), func(a, b *Subject) int { return natural(a.ID, b.ID) })
}
