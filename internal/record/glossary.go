package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"minutebook/internal/minutes"
)

// Term is an abbreviation with the meaning that was spelt out first, and where. Others are further meanings, by
// the place where each was first spelt out: whoever reads the abbreviation alone cannot tell which is meant.
type Term struct {
	ID   string // fragment of the glossary's address: "rdp"
	Term string
	Meaning
	Others []*Meaning // nil for most
}

// Meaning is what an abbreviation stands for, as it was first spelt out. Two spellings have one meaning as
// minutes.Term.Meaning compares them.
type Meaning struct {
	Expansion string
	Place
	Meetings int // that spell it out
}

// Meanings are all meanings of the term, in their order; never none.
func (t *Term) Meanings() []*Meaning { return append([]*Meaning{&t.Meaning}, t.Others...) }

// sense is one meaning of one abbreviation.
type sense struct{ term, meaning string }

func (l *linker) readTerms(m *Meeting, at *atlas) {
	here := map[*Meaning]bool{}
	for i := range m.whole.Glossary {
		meaning := l.meaning(&m.whole.Glossary[i], at)
		if !here[meaning] {
			here[meaning] = true
			meaning.Meetings++
		}
	}
}

// meaning finds what a spelling out means among the meanings of its term, and adds it where it is new.
func (l *linker) meaning(told *minutes.Term, at *atlas) *Meaning {
	written := sense{told.Term, told.Expansion}
	if known := l.written[written]; known != nil {
		return known
	}
	s := sense{told.Term, told.Meaning()}
	if known := l.senses[s]; known != nil {
		l.written[written] = known
		return known
	}
	fresh := Meaning{Expansion: told.Expansion, Place: at.of(told.Block)}
	t := l.terms[told.Term]
	if t == nil {
		t = &Term{ID: termID(told.Term), Term: told.Term, Meaning: fresh}
		l.terms[t.Term], l.senses[s] = t, &t.Meaning
	} else {
		t.Others = append(t.Others, &fresh)
		l.senses[s] = &fresh
	}
	return l.senses[s]
}

func (l *linker) finishTerms() {
	l.record.Glossary = slices.SortedFunc(maps.Values(l.terms), func(a, b *Term) int { return cmp.Compare(a.Term, b.Term) })
}

// termID is the fragment of a term, which depends on nothing but the term. Capitals become small letters, unless
// there are small letters already: RDP is rdp, and DfC stays, so that it is not DFC's. A term with more than
// letters, digits and blanks carries a hash of itself.
func termID(term string) string {
	simple := len(term) <= longestSlug && term == strings.Join(strings.Fields(term), " ") &&
		!strings.ContainsFunc(term, func(r rune) bool { return r != ' ' && !plain(unicode.ToLower(r)) })
	switch {
	case !simple:
		return strings.TrimLeft(slug(term)+"-"+hash(term), "-")
	case term == strings.ToUpper(term):
		term = strings.ToLower(term)
	}
	return strings.ReplaceAll(term, " ", "-")
}
