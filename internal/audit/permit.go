package audit

import (
	"crypto/sha256"
	"iter"
	"strings"
	"sync"
)

// Permit forgets every secret that stands in one of the texts: its audience may know it.
func (s *Secrets) Permit(texts ...string) { s.permit(false, texts) }

// PermitWords is Permit for texts whose ids stay secret.
func (s *Secrets) PermitWords(texts ...string) { s.permit(true, texts) }

func (s *Secrets) permit(words bool, texts []string) {
	p := newPermitter(s, words)
	for _, text := range texts {
		p.say(text)
	}
	s.forget(p.take(), "")
}

// permitter gathers which secrets may be known after all, for one goroutine. None may be forgotten meanwhile.
type permitter struct {
	s     *Secrets
	words bool // ids stay secret
	in    finder
	seen  recent // of what stems were looked at
	permitted
}

// permitted are secrets that may be known.
type permitted struct {
	runs  []uint64 // forgotten already; only of secrets that are to be remembered
	hits  []hit
	ids   []uint64
	stems []string
}

func newPermitter(s *Secrets, words bool) *permitter {
	return &permitter{s: s, words: words, seen: newRecent(1 << 12)}
}

// say permits what a text says. Of runs there may be many, and they are forgotten at once.
func (p *permitter) say(text string) {
	p.in.each(p.s, text, func(h hit) {
		switch {
		case h.sort == ofRun:
			if p.s.runs.forget(h.key) && p.s.options.Remember {
				p.runs = append(p.runs, h.key)
			}
		case h.sort != ofID || !p.words:
			p.hits = append(p.hits, h)
		}
	})
	if len(p.s.stems) == 0 {
		return
	}
	for piece := range unseen(text, &p.seen) {
		for _, stem := range p.s.stemsOf(piece) {
			if _, ok := p.s.stems[stem]; ok {
				p.stems = append(p.stems, stem)
			}
		}
	}
}

func (p *permitter) take() permitted {
	all := p.permitted
	p.permitted = permitted{}
	return all
}

// forget forgets what may be known, and remembers that the edition's document in file says it; "" is what the next build can tell
// without.
func (s *Secrets) forget(all permitted, file string) {
	var w witnessed
	w.Runs = all.runs
	for _, h := range all.hits {
		if h.sort == ofID {
			s.forgetID(h.key, &w)
		} else if b, ok := s.blocks[h.n][h.key]; ok {
			delete(s.blocks[h.n], h.key)
			w.Blocks = append(w.Blocks, witnessedBlock{h.n, h.key, b})
		}
	}
	for _, id := range all.ids { // whatever stands between its words
		s.forgetID(id, &w)
	}
	for _, stem := range all.stems {
		if at, ok := s.stems[stem]; ok {
			delete(s.stems, stem)
			w.Stems = append(w.Stems, witnessedStem{stem, at})
		}
	}
	if s.options.Remember && file != "" {
		s.witness[file] = s.witness[file].and(w)
	}
}

func (s *Secrets) forgetID(key uint64, w *witnessed) {
	if id, ok := s.ids[key]; ok {
		delete(s.ids, key)
		w.IDs = append(w.IDs, witnessedID{key, id})
	}
}

// witnessed are secrets that would be some, did a document of the edition not say them.
type witnessed struct {
	Runs   []uint64
	Blocks []witnessedBlock
	IDs    []witnessedID
	Stems  []witnessedStem
}

type witnessedBlock struct {
	N     int
	Key   uint64
	Block block
}

type witnessedID struct {
	Key uint64
	ID  idEntry
}

type witnessedStem struct {
	Text string
	At   spot
}

func (w witnessed) and(more witnessed) witnessed {
	return witnessed{append(w.Runs, more.Runs...), append(w.Blocks, more.Blocks...), append(w.IDs, more.IDs...), append(w.Stems, more.Stems...)}
}

// PermitFolder permits what the files of a folder say, in every way in which Search would read them, and their names: those of a
// build that was made without anything withheld. The ids in them stay secret.
func (s *Secrets) PermitFolder(dir string) error {
	var mu sync.Mutex
	var free []*permitter
	var sums [][sha256.Size]byte
	var all []permitted
	_, err := eachFile(dir, func(rel string, data []byte, _ bool) error {
		if _, packed := Packed(rel); packed {
			return nil // says what its file says
		}
		mu.Lock()
		if len(free) == 0 {
			free = append(free, newPermitter(s, true))
		}
		p := free[len(free)-1]
		free = free[:len(free)-1]
		mu.Unlock()
		p.say(spacedOut(rel))
		paper := s.papers[rel] // what a paper says is not what the program says
		if !paper {
			read, _ := look(rel, data, s.options.Days)
			for _, r := range read {
				p.say(r.text)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		free, all = append(free, p), append(all, p.take())
		if !paper {
			sums = append(sums, sha256.Sum256(data))
		}
		return nil
	})
	for _, one := range all {
		s.forget(one, "")
	}
	for _, sum := range sums {
		delete(s.files, sum)
	}
	return err
}

// PermitDump permits the words of what a store hands out piece by piece.
func (s *Secrets) PermitDump(dump func(visit func(place, text string)) error) error {
	p := newPermitter(s, true)
	err := dump(func(_, text string) { p.say(text) })
	s.forget(p.take(), "")
	return err
}

// PermitStems permits the stems of dictionaries.
func (s *Secrets) PermitStems(dump func(visit func(place, stem string)) error) error {
	return dump(func(_, stem string) { delete(s.stems, stem) })
}

// unseen are the pieces of a text between blanks and borders that were not seen lately, with their offsets. No stem goes over a
// blank, and most pieces stand in texts often.
func unseen(text string, seen *recent) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for at := 0; at < len(text); {
			end := at
			for end < len(text) && !parting[text[end]] {
				end++
			}
			if piece := text[at:end]; piece != "" && !seen.note(piece, 0) {
				if !yield(piece, at) {
					return
				}
			}
			at = end + 1
		}
	}
}

// parting are the bytes that part pieces.
var parting = func() (table [256]bool) {
	for _, b := range []byte(" \n\t\r\x00") {
		table[b] = true
	}
	return table
}()

func lineOf(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }
