package audit

import (
	"crypto/sha256"
	"fmt"
)

// Secrets are what must not be found. They are for several goroutines once they were gathered.
type Secrets struct {
	options Options
	sources []string                    // files that hold secrets, as leaks name them
	runs    runs                        // of words, by the hash of all of them
	blocks  [runLength]map[uint64]block // of fewer words, by their number; those of one word are single words
	ids     map[uint64]idEntry
	keys    map[string][]uint64 // by an id as an index has it, its spellings among ids
	starts  map[uint64]start    // by the first two words of a block or an id, or its only one
	stems   map[string]spot
	files   map[[sha256.Size]byte]string // contents of files that only withheld text links to: their paths
	papers  map[string]bool              // paths, below the site's folder, of what permitted text links to
	own     map[[sha256.Size]byte]bool   // contents of files that the program writes by itself
	sizes   map[int]bool                 // of both, in bytes
	stemsOf func(text string) []string
	keyOf   func(id string) string

	sieve   sieve
	witness map[string]witnessed // by the file of a document that says them
	noted   *noted               // what was searched; nil where nobody asks
}

// spot is a line of a source; 0 is the whole. Fields of what the next build knows are spelt as its encoding asks.
type spot struct{ Source, Line int32 }

// block is where a block stands, and the hash of what it begins with.
type block struct {
	At     spot
	Begins uint64
	Fours  [4]uint64 // hashes of each four of its words in a row, if it has five or more
}

// start says what can begin with two words, or be one.
type start struct {
	blocks uint8 // bit n: of n words
	ids    uint8 // the most words of an id
}

func newSecrets(o Options) *Secrets {
	s := &Secrets{options: o, keys: map[string][]uint64{}, keyOf: o.Key, ids: map[uint64]idEntry{}, starts: map[uint64]start{}, stems: map[string]spot{},
		files: map[[sha256.Size]byte]string{}, papers: map[string]bool{}, own: map[[sha256.Size]byte]bool{}, sizes: map[int]bool{}, stemsOf: o.Stems,
		witness: map[string]witnessed{}}
	if o.Remember {
		s.noted = &noted{}
	}
	for n := range s.blocks {
		s.blocks[n] = map[uint64]block{}
	}
	return s
}

// Figures is how many there are of each sort of secret.
type Figures struct{ Runs, Blocks, Words, IDs, Stems, Files int }

// Figures counts what is looked for.
func (s *Secrets) Figures() Figures {
	f := Figures{Runs: s.runs.len(), Words: len(s.blocks[1]), IDs: len(s.ids), Stems: len(s.stems), Files: len(s.files)}
	for _, b := range s.blocks[2:] {
		f.Blocks += len(b)
	}
	return f
}

// None says that nothing is withheld, so that nothing can be found.
func (s *Secrets) None() bool { return s.Figures() == Figures{} }

func (s *Secrets) where(at spot) string {
	if at.Line > 0 {
		return fmt.Sprintf("%s:%d", s.sources[at.Source], at.Line)
	}
	return s.sources[at.Source]
}

func (s *Secrets) noteFile(f File) { s.files[f.Sum], s.sizes[f.Size] = f.Path, true }

// seal makes what each looks at first, of the secrets that are there. Those that are forgotten later stay in it.
func (s *Secrets) seal() {
	s.starts = map[uint64]start{}
	for n, all := range s.blocks {
		for _, b := range all {
			first := s.starts[b.Begins]
			first.blocks |= 1 << n
			s.starts[b.Begins] = first
		}
	}
	for _, id := range s.ids {
		first := s.starts[id.Begins]
		first.ids = max(first.ids, id.Words)
		s.starts[id.Begins] = first
	}
	s.sieve = newSieve(s.runs.len() + len(s.starts))
	s.runs.each(s.sieve.put)
	for h := range s.starts {
		s.sieve.put(h)
	}
}

// hit is a secret that stands in a text.
type hit struct {
	sort       sortOf
	key        uint64
	n          int // words
	start, end int // bytes of the text
}

type sortOf int

const (
	ofRun sortOf = iota
	ofBlock
	ofID
)

// finder finds secrets in one text after the other. It is for one goroutine.
type finder struct {
	row   []word
	begun []int  // places in row at which a secret may begin
	notes *notes // nil where nobody wants to know what texts hold
}

func (in *finder) each(s *Secrets, text string, f func(hit)) {
	in.row, in.begun = in.row[:0], in.begun[:0]
	var run, before uint64
	cut(text, func(w *word) {
		if w == nil {
			in.starts(s, text, f)
			in.row, in.begun = in.row[:0], in.begun[:0]
			run, before = 0, 0
			return
		}
		at := len(in.row)
		in.row = append(in.row, *w)
		if at >= runLength {
			run -= in.row[at-runLength].hash * outgoing
		}
		run = run*factor + w.hash
		if at >= runLength-1 && s.sieve.may(run) && s.runs.has(run) {
			first := in.row[at-runLength+1]
			f(hit{ofRun, run, runLength, first.start, first.end})
		}
		if at > 0 && s.sieve.may(before*factor+w.hash) {
			in.begun = append(in.begun, at-1)
		}
		if s.sieve.may(w.hash) {
			in.begun = append(in.begun, at)
		}
		if in.notes != nil {
			in.notes.word(in.row, run)
		}
		before = w.hash
	})
	in.starts(s, text, f)
}

// starts looks at what begins at the places that were noted.
func (in *finder) starts(s *Secrets, text string, f func(hit)) {
	last := -1
	for _, i := range in.begun {
		if i == last {
			continue
		}
		last = i
		in.startsAt(s, text, i, f)
	}
}

func (in *finder) startsAt(s *Secrets, text string, i int, f func(hit)) {
	row := in.row
	first := s.starts[row[i].hash]
	if i+1 < len(row) {
		two := s.starts[together(row[i:i+2])]
		first.blocks, first.ids = first.blocks|two.blocks, max(first.ids, two.ids)
	}
	for n := 1; first.blocks>>n > 0 && i+n <= len(row); n++ {
		if first.blocks>>n&1 == 0 {
			continue
		}
		key := together(row[i : i+n])
		if _, ok := s.blocks[n][key]; ok {
			f(hit{ofBlock, key, n, row[i].start, row[i+n-1].end})
		}
	}
	s.eachID(text, row, i, first.ids, func(key uint64) { f(hit{sort: ofID, key: key, start: row[i].start}) })
}

// beginning is the hash of the first two words of a row, or of its only one.
func beginning(row []word) uint64 { return together(row[:min(len(row), 2)]) }

// foursOf are the hashes of each four words in a row of one of five or more, as far as there is room.
func foursOf(row []word) (fours [4]uint64) {
	for i := range min(len(row)-3, len(fours)) {
		if len(row) > 4 {
			fours[i] = together(row[i : i+4])
		}
	}
	return fours
}
