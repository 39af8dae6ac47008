package edition

import (
	"crypto/sha256"

	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// Whole is every minutes document of an archive as its secretary reads it: of any level, those whose level cannot
// be told among them, with nothing cut and the lines of the sources. No site can be made from it. The zero
// Whole is empty.
type Whole struct {
	documents []Document
	kinds     []minutes.KindRule
	findings  []finding.Finding
}

// WholeOf takes the documents as they were read, in any order.
func WholeOf(sources []Source, rules *minutes.Rules) Whole {
	w := Whole{kinds: rules.Kinds}
	for _, s := range sources {
		if s.Minutes != nil {
			s = s.Whole()
			w.documents = append(w.documents, Document{Minutes: s.Minutes, Line: 1, redacted: s.Text, sum: sha256.Sum256(s.Text)})
		}
	}
	w.documents, w.findings = standing(w.documents, policy.DraftsKept)
	return w
}

// Documents are in the order of an edition's: by date, then meeting, standing versions first.
func (w Whole) Documents() []Document { return w.documents }

// Kinds are the kinds of reference that the documents were read by.
func (w Whole) Kinds() []minutes.KindRule { return w.kinds }

// Findings are two documents that claim to be the same version of a meeting.
func (w Whole) Findings() []finding.Finding { return w.findings }
