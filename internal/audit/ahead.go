package audit

import (
	"maps"
	"sync/atomic"

	"minutebook/internal/edition"
)

// Ahead are the same secrets for whoever looks into pages before a site is built: nothing is noted for the next audit.
func (s *Secrets) Ahead() *Secrets {
	looking := *s
	looking.noted, looking.witness = nil, nil
	looking.options.Remember = false
	return &looking
}

// In says whether a file of the site, by its path below the site's folder, would hold one of them. What the edition's documents are
// to say, where some were written anew since the secrets were gathered, is none: so the audit of the next build has it. Nothing is
// forgotten for the next time.
func (s *Secrets) In(rel string, data []byte, anew ...edition.Document) bool {
	if leaks, _ := newScanner(s).searchFile(rel, data, false); len(leaks) == 0 {
		return false
	}
	leaks, _ := newScanner(s.without(anew)).searchFile(rel, data, false)
	return len(leaks) > 0
}

// without are the secrets that documents of the edition do not say.
func (s *Secrets) without(documents []edition.Document) *Secrets {
	left := s.Ahead()
	left.runs.gone = make([]atomic.Uint64, len(s.runs.gone))
	for i := range s.runs.gone {
		left.runs.gone[i].Store(s.runs.gone[i].Load())
	}
	for n := range left.blocks {
		left.blocks[n] = maps.Clone(s.blocks[n])
	}
	left.ids, left.stems = maps.Clone(s.ids), maps.Clone(s.stems)
	p := newPermitter(left, false)
	for i := range documents {
		p.document(&document{source: edition.Source{Minutes: documents[i].Minutes}, minutes: &documents[i]})
		left.forget(p.take(), "")
	}
	return left
}
