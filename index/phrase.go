package index

import (
	"math"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// phrase finds the rows in which the terms of a source follow each other. They are worth the same in every shard, by how
// rare the words are in all.
func (t *tally) phrase(s *prepared) error {
	idf := 0.0
	words := make([]postings, len(s.terms))
	for i, term := range s.terms {
		p, err := t.postings(s.field, term)
		if err != nil || p.count == 0 {
			return err
		}
		idf += rarity(p.count, t.x.rows)
		words[i] = p
	}
	s.worth.weight = float32(s.weight * idf)
	s.rows = []uint32{}
	for i := range t.x.leaves {
		if err := t.phraseIn(i, words, s); err != nil {
			return err
		}
	}
	s.count = len(s.rows)
	return nil
}

// phraseIn leaps from document to document of one leaf that has all the words, the rarest of them first.
func (t *tally) phraseIn(leaf int, words []postings, s *prepared) error {
	walks := make([]walk, len(words))
	for i, p := range words {
		if p.lists[leaf] == nil {
			return nil
		}
		walks[i] = walk{postings: p.lists[leaf].Iterator(true, true, true, nil), offset: uint64(i), count: p.lists[leaf].Count()}
	}
	slices.SortStableFunc(walks, func(a, b walk) int { return int(int64(a.count) - int64(b.count)) })
	for document := uint64(0); ; document++ {
		document, err := t.together(walks, document)
		if err != nil || document == noDocument {
			return err
		}
		if follow(walks) {
			s.rows = append(s.rows, t.x.leaves[leaf].base+uint32(document))
		}
		if err := walks[0].to(document + 1); err != nil || walks[0].at == nil {
			return err
		}
	}
}

// noDocument is the number of none.
const noDocument = math.MaxUint64

// together moves all walks to the first document from one on that they share.
func (t *tally) together(walks []walk, document uint64) (uint64, error) {
	for i := 0; i < len(walks); i++ {
		if t.late() {
			return noDocument, t.ctx.Err()
		}
		w := &walks[i]
		if err := w.to(document); err != nil || w.at == nil {
			return noDocument, err
		}
		if w.at.Number() > document {
			document, i = w.at.Number(), -1
		}
	}
	return document, nil
}

// walk goes through the documents of one word of a phrase.
type walk struct {
	postings segment.PostingsIterator
	at       segment.Posting // nil at the end
	begun    bool
	offset   uint64 // of the word in the phrase
	count    uint64
}

// to moves on to a document, or the next one that there is.
func (w *walk) to(document uint64) (err error) {
	if w.begun && (w.at == nil || w.at.Number() >= document) {
		return nil
	}
	w.begun = true
	w.at, err = w.postings.Advance(document)
	return err
}

// follow says whether the words stand one after the other in the document at which all walks are.
func follow(walks []walk) bool {
	first, rest := walks[0], walks[1:]
	for _, at := range first.at.Locations() {
		start := at.Pos() - first.offset
		if !slices.ContainsFunc(rest, func(w walk) bool { return !w.stands(start + w.offset) }) {
			return true
		}
	}
	return false
}

func (w walk) stands(position uint64) bool {
	return slices.ContainsFunc(w.at.Locations(), func(l segment.Location) bool { return l.Pos() == position })
}
