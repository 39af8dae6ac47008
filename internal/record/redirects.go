package record

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

// Redirect is an address under which somebody who knows another spelling of a record's id will look for it.
type Redirect struct {
	From string // "/modifications/dp160/"
	To   string // "/modifications/mp160/", always the page of a record
	Why  string // the spelling: "DP160"
	ID   string // of the record
}

// redirect makes the addresses that the other spellings in the text would have if they were ids. A spelling that
// two records share leads nowhere, nor does one whose address is a record's own.
func (l *linker) redirect() {
	s := signposts{taken: make(map[string]bool, len(l.record.paths)), found: map[string]Redirect{}, doubtful: map[string]bool{}}
	for _, p := range l.record.paths {
		s.taken[p] = true
	}
	seen := map[spelt]bool{}
	for _, m := range l.record.Meetings {
		s.add("/meetings/", m.Minutes.Meeting.Document, m.ID, m.Path)
		for _, draft := range m.Superseded {
			s.add("/meetings/", draft.Minutes.Meeting.Document, m.ID, m.Path)
		}
		for id, written := range spellingsOfActions(m) {
			if a := l.actions[id]; a != nil && written != id && !seen[spelt{id, written}] {
				seen[spelt{id, written}] = true
				s.add("/actions/", written, a.ID, a.Path)
			}
		}
	}
	for _, subject := range l.record.Subjects() {
		for _, alias := range subject.Aliases {
			s.add(path.Dir(path.Clean(subject.Path))+"/", alias, subject.ID, subject.Path)
		}
	}
	l.record.Redirects = s.sorted()
}

// spelt is an id and another spelling of it.
type spelt struct{ id, written string }

// spellingsOfActions yields the id and each spelling of every action that a document tells of or names.
func spellingsOfActions(m *Meeting) func(yield func(id, written string) bool) {
	return func(yield func(id, written string) bool) {
		for _, list := range [][]minutes.Action{m.raised, m.updated} {
			for i := range list {
				if !yield(list[i].ID, list[i].Written) {
					return
				}
			}
		}
		for _, ref := range m.References {
			if ref.Kind == minutes.KindAction && !yield(ref.ID, ref.Written) {
				return
			}
		}
	}
}

// signposts are redirects in the making.
type signposts struct {
	taken    map[string]bool // addresses of records
	found    map[string]Redirect
	doubtful map[string]bool // addresses that more than one record could mean
}

func (s *signposts) add(folder, written, id, to string) {
	if !whole(written) {
		return
	}
	from := folder + partOf(folder, written) + "/"
	before, known := s.found[from]
	switch {
	case s.taken[from]:
	case known && before.To != to:
		s.doubtful[from] = true
	case !known || written < before.Why:
		s.found[from] = Redirect{from, to, written, id}
	}
}

func (s *signposts) sorted() []Redirect {
	for from := range s.doubtful {
		delete(s.found, from)
	}
	return slices.SortedFunc(maps.Values(s.found), func(a, b Redirect) int { return cmp.Compare(a.From, b.From) })
}

// whole says whether a spelling names a record by itself. "49/07" and the "B" of "MP122A and B" mean something
// only where they stand.
func whole(written string) bool {
	return written != "" && !plainDigit(written[0]) && strings.ContainsAny(written, "0123456789") && strings.ContainsFunc(written, plainLetter)
}

func plainDigit(c byte) bool { return '0' <= c && c <= '9' }

func plainLetter(r rune) bool { return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' }
