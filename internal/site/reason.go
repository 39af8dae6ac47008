package site

import (
	"strings"
	"unicode"

	"minutebook/internal/record"
)

// joins are words that say why two subjects stand in one sentence: as they stand between the one and the other,
// and as they read from the other.
var joins = []struct{ there, back string }{
	{"caused by", "cause of"},
	{"resulted from", "led to"},
	{"led to", "resulted from"},
	{"duplicate of", "has a duplicate"},
	{"duplicated by", "duplicate of"},
	{"superseded by", "supersedes"},
	{"supersedes", "superseded by"},
	{"replaced by", "replaces"},
	{"replaces", "replaced by"},
	{"merged with", "merged with"},
	{"merged into", "took in"},
	{"follows from", "followed by"},
	{"follow-up to", "followed up by"},
	{"depends on", "needed by"},
	{"dependent on", "needed by"},
	{"resolved by", "resolves"},
	{"resolves", "resolved by"},
	{"fixed by", "fixes"},
	{"fixes", "fixed by"},
	{"addressed by", "addresses"},
	{"addresses", "addressed by"},
	{"split from", "split into"},
	{"similar to", "similar to"},
	{"related to", "related to"},
	{"linked to", "linked to"},
}

// shares are words that say what two subjects have in common, between them or after both.
var shares = []string{"same root cause", "share a root cause", "share one root cause", "share a cause", "share one cause", "common root cause", "cause in common", "common cause", "same cause", "same fault", "same change", "same supplier", "same release", "same problem"}

// whyRelated is the reason of a relation as the site says it; "" where there is none.
func (b *builder) whyRelated(s *record.Subject, r record.Relation) string {
	words := reason(s, r)
	if words == "" {
		return ""
	}
	return b.words.Say(reasonKey(words))
}

func reasonKey(words string) string {
	return "reason." + strings.NewReplacer(" ", "_", "-", "_").Replace(words)
}

// reason is why a sentence names a subject and the one that it is related to, read from the subject; "" where no
// known words tell. Words count only where no third id stands between them and those that they join.
func reason(s *record.Subject, r record.Relation) string {
	text := r.Why.Sentence
	if r.Why.Start > r.Why.End || r.Why.End > len(text) {
		return ""
	}
	own, end, ok := nearest(s, text, r.Why)
	switch {
	case !ok:
		return ""
	case own < r.Why.Start:
		return joint(text[end:r.Why.Start], text[r.Why.End:], true)
	}
	return joint(text[r.Why.End:own], text[end:], false)
}

// nearest is where a text names a subject nearest to a mention of another, before it if it does there.
func nearest(s *record.Subject, text string, other record.Mention) (start, end int, ok bool) {
	for _, name := range append([]string{s.ID}, s.Aliases...) {
		for _, at := range wordAt(text, name) {
			before := at+len(name) <= other.Start
			if !before && at < other.End {
				continue
			}
			if !ok || before || start > other.Start && at < start {
				start, end, ok = at, at+len(name), true
			}
		}
	}
	return start, end, ok
}

// joint finds the words that join two ids, in what stands between them or, after a mere list, behind both.
func joint(between, after string, there bool) string {
	lower := strings.ToLower(between)
	for _, j := range joins {
		if at := wordAt(lower, j.there); len(at) > 0 && !hasID(lower[at[len(at)-1]:]) {
			if there {
				return j.there
			}
			return j.back
		}
	}
	for _, words := range shares {
		if at := strings.Index(lower, words); at >= 0 && !hasID(lower[at:]) {
			return words
		}
		if isList(between) && strings.Contains(strings.ToLower(after), words) {
			return words
		}
	}
	return ""
}

// hasID says whether a text may name something: ids have digits.
func hasID(text string) bool { return strings.ContainsFunc(text, unicode.IsDigit) }

// isList says whether nothing but ids and what joins the entries of a list stands in a text.
func isList(text string) bool {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;()/&", r) }) {
		if w != "and" && w != "or" && w != "both" && !hasID(w) {
			return false
		}
	}
	return true
}
