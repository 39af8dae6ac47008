package audit

import (
	"crypto/sha256"
	"iter"
	"strings"
	"sync"
)

// Permit forgets every secret that stands in one of the texts: its audience may know it.
func (s *Secrets) Permit(texts ...string) {
	s.permit(s.forget, texts)
}

// PermitWords is Permit for texts whose ids stay secret.
func (s *Secrets) PermitWords(texts ...string) {
	s.permit(s.forgetWords, texts)
}

func (s *Secrets) permit(forget func(hit), texts []string) {
	seen := map[string]bool{}
	for _, text := range texts {
		s.each(text, forget)
		for _, stem := range s.secretStems(text, seen) {
			delete(s.stems, stem)
		}
	}
}

// PermitFolder permits what the files of a folder say, in every way in which Search would read them, and their names: those of a
// build that was made without anything withheld. Files of the same bytes are passed over by Search, unless words is set: then
// the ids stay secret.
func (s *Secrets) PermitFolder(dir string, words bool) error {
	var mu sync.Mutex
	var found []hit
	var stems []string
	var sums [][sha256.Size]byte
	note := func(text string) {
		var here []hit
		s.each(text, func(h hit) { here = append(here, h) })
		said := s.secretStems(text, map[string]bool{})
		mu.Lock()
		defer mu.Unlock()
		found, stems = append(found, here...), append(stems, said...)
	}
	_, err := eachFile(dir, func(rel string, data []byte, _ bool) error {
		if _, packed := fileOf(rel); packed {
			return nil // says what its file says
		}
		note(spacedOut(rel))
		if s.papers[rel] {
			return nil // what a paper says is not what the program says
		}
		read, _ := look(rel, data)
		for _, r := range read {
			note(r.text)
		}
		mu.Lock()
		defer mu.Unlock()
		sums = append(sums, sha256.Sum256(data))
		return nil
	})
	for _, h := range found {
		if words {
			s.forgetWords(h)
		} else {
			s.forget(h)
		}
	}
	for _, stem := range stems {
		delete(s.stems, stem)
	}
	for _, sum := range sums {
		delete(s.files, sum)
		s.own[sum] = s.own[sum] || !words
	}
	return err
}

// PermitDump permits the words of what a store hands out piece by piece.
func (s *Secrets) PermitDump(dump func(visit func(place, text string)) error) error {
	return dump(func(_, text string) { s.PermitWords(text) })
}

// PermitStems permits the stems of dictionaries.
func (s *Secrets) PermitStems(dump func(visit func(place, stem string)) error) error {
	return dump(func(_, stem string) { delete(s.stems, stem) })
}

func (s *Secrets) forget(h hit) {
	if h.sort == ofID {
		delete(s.ids, h.key)
	}
	s.forgetWords(h)
}

func (s *Secrets) forgetWords(h hit) {
	switch h.sort {
	case ofRun:
		delete(s.runs, h.key)
	case ofBlock:
		delete(s.blocks[h.n], h.key)
	}
}

// forgetID forgets an id in one spelling, whatever stands between its words.
func (s *Secrets) forgetID(spelling string) { delete(s.ids, together(words(spelling))) }

// secretStems are the stems of a text that are secret. No stem goes over a blank, and most pieces between blanks stand
// in a text often: those that were seen before are passed over.
func (s *Secrets) secretStems(text string, seen map[string]bool) []string {
	if len(s.stems) == 0 {
		return nil
	}
	var all []string
	for piece := range unseen(text, seen) {
		for _, stem := range s.stemsOf(piece) {
			if _, ok := s.stems[stem]; ok {
				all = append(all, stem)
			}
		}
	}
	return all
}

// unseen are the pieces of a text between blanks and borders that were not seen before, with their offsets.
func unseen(text string, seen map[string]bool) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for at := 0; at < len(text); {
			end := strings.IndexAny(text[at:], " \n\t\r\x00")
			if end < 0 {
				end = len(text) - at
			}
			if piece := text[at : at+end]; piece != "" && !seen[piece] {
				seen[piece] = true
				if !yield(piece, at) {
					return
				}
			}
			at += end + 1
		}
	}
}
