package site

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

const (
	leadingWorth = 8   // words that a sentence about the subject itself counts more than one that names it
	mostWorth    = 20  // a longer sentence says no more
	leastTold    = 3   // words without which a sentence says nothing
	lineLength   = 220 // characters; one that is longer gives way
)

// telling is the mention whose sentence says most of its subject, the earlier of two alike; nil where none
// says anything, such as a heading that is nothing but the id.
func (b *builder) telling(kind minutes.Kind, mentions []record.Mention) *record.Mention {
	var best *record.Mention
	most, names := 0, b.names(kind)
	for i := range mentions {
		if n := worth(mentions[i], names); n > most {
			best, most = &mentions[i], n
		}
	}
	return best
}

// tellingOf is the telling mention of a subject. Registers ask for it with each of their views.
func (b *builder) tellingOf(s *record.Subject) *record.Mention {
	if known, ok := b.tellings.Load(s); ok {
		return known.(*record.Mention)
	}
	m := b.telling(s.Kind, s.Mentions)
	b.tellings.Store(s, m)
	return m
}

// worth is how much a mention tells of its subject, which is called by names: the words of the sentence besides ids and dates, more
// if it is about the subject, half if it is an order or a decision. 0 for nothing.
func worth(m record.Mention, names []string) int {
	all := wordsTold(m.Sentence, names)
	if all < leastTold {
		return 0
	}
	worth := min(all, mostWorth)
	if wordsTold(m.Sentence[:m.Start], names) == 0 {
		worth += leadingWorth
	}
	if m.Block != nil && (m.Block.Role() != minutes.RoleNone || m.Block.Kind() == minutes.Cell) || len(m.Sentence) > lineLength {
		worth = max(1, worth/2)
	}
	return worth
}

// wordsTold counts the words of a text besides ids, dates, and names.
func wordsTold(text string, names []string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		w = strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !inWord(r) }))
		if w != "" && !strings.ContainsFunc(w, unicode.IsDigit) && !slices.Contains(names, w) && !month(w) {
			n++
		}
	}
	return n
}

// names are the words that introduce a subject and tell nothing.
func (b *builder) names(kind minutes.Kind) []string {
	return append([]string{"major", "the", "on", "and"}, strings.Fields(strings.ToLower(b.label(kind)+" "+b.plural(kind)))...)
}

func month(word string) bool {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(word, m.String()) {
			return true
		}
	}
	return false
}
