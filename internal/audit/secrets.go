package audit

import (
	"crypto/sha256"
	"fmt"
)

// Secrets are what must not be found.
type Secrets struct {
	sources []source
	runs    map[uint64]spot            // of words, by the hash of all of them
	blocks  [runLength]map[uint64]spot // of fewer words, by their number; those of one word are single words
	ids     map[uint64]idEntry
	keys    map[string][]uint64 // by an id as an index has it, its spellings among ids
	starts  map[uint64]start    // by the first word of a block or an id
	stems   map[string]spot
	files   map[[sha256.Size]byte]string // contents of files that only withheld text links to: their paths
	papers  map[string]bool              // paths, below the site's folder, of what permitted text links to
	own     map[[sha256.Size]byte]bool   // contents of files that the program writes by itself
	stemsOf func(text string) []string
	keyOf   func(id string) string

	sieve sieve
}

// source is a text that holds secrets: a document, or a notice of the settings.
type source struct {
	file, text string
	line       int // of the file, at which the text begins
}

// spot is a place in a source: a line of its file or, where that is 0, an offset, whose line is counted only when somebody asks.
type spot struct{ source, line, offset int32 }

// start says what can begin with a word.
type start struct {
	blocks uint8 // bit n: of n words
	ids    uint8 // the most words of an id
}

func newSecrets(stems func(string) []string, key func(string) string) *Secrets {
	s := &Secrets{keys: map[string][]uint64{}, keyOf: key, runs: map[uint64]spot{}, ids: map[uint64]idEntry{}, starts: map[uint64]start{}, stems: map[string]spot{},
		files: map[[sha256.Size]byte]string{}, papers: map[string]bool{}, own: map[[sha256.Size]byte]bool{}, stemsOf: stems}
	for n := range s.blocks {
		s.blocks[n] = map[uint64]spot{}
	}
	return s
}

// Figures is how many there are of each sort of secret.
type Figures struct{ Runs, Blocks, Words, IDs, Stems, Files int }

// Figures counts what is looked for.
func (s *Secrets) Figures() Figures {
	f := Figures{Runs: len(s.runs), Words: len(s.blocks[1]), IDs: len(s.ids), Stems: len(s.stems), Files: len(s.files)}
	for _, b := range s.blocks[2:] {
		f.Blocks += len(b)
	}
	return f
}

// None says that nothing is withheld, so that nothing can be found.
func (s *Secrets) None() bool { return s.Figures() == Figures{} }

func (s *Secrets) where(at spot) string {
	src := s.sources[at.source]
	switch {
	case at.line > 0:
		return fmt.Sprintf("%s:%d", src.file, at.line)
	case src.line == 0:
		return src.file
	}
	return fmt.Sprintf("%s:%d", src.file, src.line-1+lineOf(src.text, int(at.offset)))
}

// addRuns notes the runs of a row of words. at is where they stand, with the offset of each where it has no line.
func (s *Secrets) addRuns(row []word, at spot) {
	forRuns(row, func(hash uint64, first word) {
		if _, ok := s.runs[hash]; !ok {
			if at.line == 0 {
				at.offset = int32(first.start)
			}
			s.runs[hash] = at
		}
	})
}

// addBlock notes the whole of a block: as runs if it is long, else as it is.
func (s *Secrets) addBlock(text string, at spot) {
	for _, row := range pieces(text) {
		if len(row) >= runLength {
			s.addRuns(row, at)
		} else if tellingBlock(text, row) {
			s.addPhrase(row, at)
		}
		for _, w := range row {
			if tellingWord(text[w.start:w.end]) {
				s.addPhrase([]word{w}, at)
			}
		}
	}
}

func (s *Secrets) addPhrase(row []word, at spot) {
	n, key := len(row), together(row)
	if _, ok := s.blocks[n][key]; ok {
		return
	}
	s.blocks[n][key] = at
	first := s.starts[row[0].hash]
	first.blocks |= 1 << n
	s.starts[row[0].hash] = first
}

// sieve says of most hashes at once that they are no secret's: a bit stands for many hashes.
type sieve struct {
	bits []uint64
	mask uint64
}

// seal makes the sieve once all secrets are there. Those that are forgotten later leave their bits.
func (s *Secrets) seal() {
	size := uint64(1 << 10)
	for size < uint64(len(s.runs)+len(s.starts))*16 {
		size *= 2
	}
	s.sieve = sieve{make([]uint64, size/64), size - 1}
	for h := range s.runs {
		s.sieve.put(h)
	}
	for h := range s.starts {
		s.sieve.put(h)
	}
}

func (f sieve) put(h uint64) { f.bits[(h&f.mask)/64] |= 1 << (h % 64) }

func (f sieve) may(h uint64) bool { return f.bits[(h&f.mask)/64]&(1<<(h%64)) != 0 }

// hit is a secret that stands in a text.
type hit struct {
	sort       sort
	key        uint64
	n          int // words
	start, end int // bytes of the text
}

type sort int

const (
	ofRun sort = iota
	ofBlock
	ofID
)

// each calls f for every secret that stands in a text, in time linear in the text.
func (s *Secrets) each(text string, f func(hit)) {
	for _, row := range pieces(text) {
		forRuns(row, func(hash uint64, first word) {
			if !s.sieve.may(hash) {
				return
			}
			if _, ok := s.runs[hash]; ok {
				f(hit{ofRun, hash, runLength, first.start, first.end})
			}
		})
		for i, w := range row {
			if !s.sieve.may(w.hash) {
				continue
			}
			first := s.starts[w.hash]
			for n := 1; first.blocks>>n > 0 && i+n <= len(row); n++ {
				if first.blocks>>n&1 == 0 {
					continue
				}
				key := together(row[i : i+n])
				if _, ok := s.blocks[n][key]; ok {
					f(hit{ofBlock, key, n, w.start, row[i+n-1].end})
				}
			}
			s.eachID(text, row, i, first.ids, func(key uint64) { f(hit{sort: ofID, key: key, start: w.start}) })
		}
	}
}

func (s *Secrets) spotOf(h hit) spot {
	switch h.sort {
	case ofRun:
		return s.runs[h.key]
	case ofBlock:
		return s.blocks[h.n][h.key]
	}
	return s.ids[h.key].at
}
