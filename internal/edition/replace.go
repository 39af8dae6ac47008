package edition

import (
	"slices"

	"minutebook/internal/minutes"
)

// Replace is the edition with one of its documents read anew, and all others as they are. ok is false where that could make more of the
// edition other than what the document says: where the edition has no such document, or its meeting, its version, its level or what it
// links to changed.
func (e Edition) Replace(s Source, rules *minutes.Rules) (replaced Edition, ok bool) {
	if s.Minutes == nil || !e.site.Clearance.Permits(s.Minutes.Classification.Level) {
		return e, false
	}
	at := slices.IndexFunc(e.documents, func(d Document) bool { return d.Minutes.File == s.File() })
	if at < 0 {
		return e, false
	}
	c := cutter{reader: e.reader(rules), rules: rules}
	d, _ := c.cut(s)
	if d == nil || !samePlace(e.documents[at].Minutes, d.Minutes) {
		return e, false
	}
	d.Standing = e.documents[at].Standing
	e.documents = slices.Clone(e.documents)
	e.documents[at] = *d
	return e, true
}

// samePlace says whether one document can stand where another stood.
func samePlace(a, b *minutes.Minutes) bool {
	return a.Meeting.ID == b.Meeting.ID && a.Meeting.Date == b.Meeting.Date && a.Meeting.Version == b.Meeting.Version &&
		a.Classification.Level == b.Classification.Level && a.StrictestLevel() == b.StrictestLevel() &&
		slices.Equal(a.Links(), b.Links())
}
