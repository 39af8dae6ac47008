package index

import (
	"slices"
)

// row is a document as it is indexed: the fields of its entry depend on the other documents, whose ids its text may name,
// and on the glossary.
type row struct {
	entry
	facts rowFacts
}

func (l *lexicon) row(d *Document) *row {
	title := l.terms(d.Title)
	all := append(title[:len(title):len(title)], l.terms(d.Text)...)
	mentions, concepts := l.known.in(d, all)
	about := roots(l.terms(about(d)))
	r := &row{facts: rowFacts{stamp: stampOf(d), lengths: [4]uint32{uint32(len(all)), uint32(len(all)), uint32(len(title)), uint32(len(about))}}}
	r.facts.sum = rowSum(r.facts.stamp, mentions, concepts)
	r.key, r.words = documentKey(d), len(d.Text)
	r.fields = make([]field, 0, len(fieldOptions)+4)
	r.fields = append(r.fields, field{name: idField, value: []byte(r.key), options: isBoth, length: 1, terms: termsOf(r.key)})
	r.text(fieldWords, all)
	r.text(fieldStems, roots(all))
	r.text(fieldTitle, roots(title))
	r.text(fieldAbout, about)
	r.several(fieldKey, Keys(*d))
	r.several(fieldGroup, groupsOf(d))
	r.several(fieldOwner, distinct(slices.Clone(d.Owners)))
	r.several(fieldConcept, concepts)
	r.several(fieldMentions, mentions)
	r.several(fieldModification, distinct(slices.Clone(d.Modifications)))
	r.several(storedAlias, d.Aliases)
	r.one(fieldIn, key(d.Meeting))
	r.one(fieldKind, d.Kind)
	r.one(fieldStatus, d.Status)
	r.one(fieldYear, yearOf(d.Date))
	r.one(fieldDate, d.Date)
	r.one(storedID, d.ID)
	r.one(storedHeading, d.Title)
	r.one(storedURL, d.URL)
	r.one(storedMeeting, d.Meeting)
	r.one(storedText, d.Text)
	r.one(storedWithin, d.innermost())
	return r
}
