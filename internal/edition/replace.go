package edition

import (
	"reflect"
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

// Replace is the edition with one of its documents read anew, and all others as they are; before is the source that the edition was made
// of. ok is false where that could make more of the edition other than what the document says: where the edition has no such document, or
// its meeting, its version, its level or what it links to changed, or other lines of it are withheld.
func (e Edition) Replace(before, s Source, rules *minutes.Rules) (replaced Edition, ok bool) {
	if s.Minutes == nil || before.Minutes == nil || !e.site.Clearance.Permits(s.Minutes.Classification.Level) {
		return e, false
	}
	at := slices.IndexFunc(e.documents, func(d Document) bool { return d.Minutes.File == s.File() })
	if at < 0 {
		return e, false
	}
	c := cutter{reader: e.reader(rules), rules: rules}
	d, _ := c.cut(s)
	was := e.documents[at]
	if d == nil || !samePlace(was.Minutes, d.Minutes) || !slices.Equal(withheld(before, was), withheld(s, *d)) {
		return e, false
	}
	d.Standing = was.Standing
	if was.Minutes.IsOutline() {
		d.whole, d.Minutes = d.Minutes, d.Minutes.Outline()
	}
	e.documents = slices.Clone(e.documents)
	e.documents[at] = *d
	return e, true
}

// Replaced are the places of the documents that are others than in an edition before; ok is false where more than that may be another.
func (e Edition) Replaced(before Edition) (changed []int, ok bool) {
	if e.lean || before.lean || len(e.documents) != len(before.documents) || !reflect.DeepEqual(e.site, before.site) ||
		!slices.Equal(e.pages, before.pages) || !reflect.DeepEqual(e.kinds, before.kinds) {
		return nil, false
	}
	for i, d := range e.documents {
		was := before.documents[i]
		if d.Minutes == was.Minutes && d.Standing == was.Standing && d.Line == was.Line {
			continue
		}
		if d.Minutes.File != was.Minutes.File || d.Standing != was.Standing {
			return nil, false
		}
		changed = append(changed, i)
	}
	return changed, true
}

// withheld are the lines of a source that are not lines of what is left of it, each once, in order of the letters.
func withheld(s Source, left Document) []string {
	if s.Sum() == left.sum {
		return nil
	}
	shown := map[string]bool{}
	for line := range strings.Lines(string(left.Redacted().Text)) {
		shown[strings.TrimSpace(line)] = true
	}
	var all []string
	for line := range strings.Lines(string(s.Whole().Text)) {
		if line = strings.TrimSpace(line); !shown[line] {
			all = append(all, line)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// samePlace says whether one document can stand where another stood.
func samePlace(a, b *minutes.Minutes) bool {
	return a.Meeting.ID == b.Meeting.ID && a.Meeting.Date == b.Meeting.Date && a.Meeting.Version == b.Meeting.Version &&
		a.Classification.Level == b.Classification.Level && a.StrictestLevel() == b.StrictestLevel() &&
		slices.Equal(a.Links(), b.Links())
}
