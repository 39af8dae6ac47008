package audit

import (
	"path"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// contribution is what one source adds to the secrets. What of it the audience may read is forgotten afterwards.
type contribution struct {
	runs    []uint64
	phrases []phrase
	ids     []spelling
	stems   []stem
	places  []place // of runs that were asked for
}

// place is where a run begins.
type place struct {
	hash uint64
	line int32
}

// phrase is a block of fewer words than a run, or one word of a longer one.
type phrase struct {
	n           int
	key, begins uint64
	fours       [4]uint64
	line        int32
}

// spelling is an id in one spelling; key is what an index has it under, "" for none.
type spelling struct {
	text, key string
	meeting   bool
	line      int32
}

type stem struct {
	text string
	line int32
}

// gatherer gathers contributions, for one goroutine.
type gatherer struct {
	options *Options
	wanted  map[uint64]bool // runs of which the places are asked for; nil for none
	shown   map[uint64]bool // runs that the document says in the edition too
	noted   map[[2]uint64]bool
	stemmed recent
	found   contribution
}

func newGatherer(o *Options, wanted map[uint64]bool) *gatherer {
	return &gatherer{options: o, wanted: wanted, stemmed: newRecent(1 << 15)}
}

// take is what was gathered since the last time.
func (g *gatherer) take() contribution {
	all := g.found
	g.found, g.noted, g.shown = contribution{}, nil, nil
	return all
}

// document adds all that a document says; shown is what the edition has of it.
func (g *gatherer) document(src edition.Source, shown string) {
	text := string(src.Text)
	if shown != "" {
		g.shown = map[uint64]bool{}
		forRuns(words(shown), func(hash uint64, _ word) { g.shown[hash] = true })
	}
	line, counted := int32(1), 0
	for _, block := range blocks(words(text), text) {
		g.addRuns(block, func(first word) int32 { return int32(lineOf(text, first.start)) })
		for _, w := range block {
			line += int32(strings.Count(text[counted:w.start], "\n"))
			counted = w.start
			if tellingWord(text[w.start:w.end]) {
				g.addPhrase([]word{w}, line)
			}
		}
	}
	g.addStems(text, 1, true)
	g.addName(src.File(), 1)
	aside := newAside(src)
	eachPart(src, func(part string, line int) { g.addBlock(part, int32(line)) })
	for _, p := range aside.parts {
		g.addBlock(p.text, int32(p.line))
	}
	if src.Minutes != nil {
		g.addIDs(src.Minutes, func(line int) int { return line })
	}
	if len(aside.parts) > 0 {
		g.addIDs(minutes.Parse(src.File(), []byte(aside.asDocument()), g.options.Rules), aside.lineOf)
	}
}

// notice adds a text of the settings; of an address each part of its path as well, and the ids in it.
func (g *gatherer) notice(n Notice) {
	line := int32(n.Line)
	g.addBlock(n.Text, line)
	g.addStems(n.Text, line, false)
	if !n.Address {
		return
	}
	where, _, _ := strings.Cut(n.Text, "#")
	for part := range strings.SplitSeq(where, "/") {
		g.addBlock(part, line)
	}
	in := aside{[]part{{where, n.Line}}}
	g.addIDs(minutes.Parse(n.File, []byte(in.asDocument()), g.options.Rules), in.lineOf)
}

// addName adds the name of a file, with its ending and without; the ending alone is anybody's.
func (g *gatherer) addName(file string, line int32) {
	base := path.Base(file)
	if row := words(base); len(row) > 1 && len(row) < runLength && tellingBlock(base, row[:len(row)-1]) {
		g.addPhrase(row, line)
	}
	g.addBlock(strings.TrimSuffix(base, path.Ext(base)), line)
}

// addRuns notes the runs of a row of words; line is asked where one begins.
func (g *gatherer) addRuns(row []word, line func(first word) int32) {
	forRuns(row, func(hash uint64, first word) {
		if g.shown[hash] {
			return
		}
		g.found.runs = append(g.found.runs, hash)
		if g.wanted[hash] {
			g.found.places = append(g.found.places, place{hash, line(first)})
		}
	})
}

// addBlock notes the whole of a block: as runs if it is long, else as it is.
func (g *gatherer) addBlock(text string, line int32) {
	for _, row := range pieces(text) {
		if len(row) >= runLength {
			g.addRuns(row, func(word) int32 { return line })
		} else if tellingBlock(text, row) {
			g.addPhrase(row, line)
		}
		for _, w := range row {
			if tellingWord(text[w.start:w.end]) {
				g.addPhrase([]word{w}, line)
			}
		}
	}
}

// addPhrase notes a phrase where it stands first.
func (g *gatherer) addPhrase(row []word, line int32) {
	p := phrase{len(row), together(row), beginning(row), foursOf(row), line}
	if g.noted == nil {
		g.noted = map[[2]uint64]bool{}
	}
	if at := [2]uint64{uint64(p.n), p.key}; !g.noted[at] {
		g.noted[at] = true
		g.found.phrases = append(g.found.phrases, p)
	}
}

// addIDs adds the ids that a document names; line turns its lines into those of the source.
func (g *gatherer) addIDs(m *minutes.Minutes, line func(int) int) {
	for _, n := range named(m) {
		if strings.Trim(n.spelling, "0123456789") == "" {
			continue // a bare number betrays nothing; the id with its group does
		}
		g.found.ids = append(g.found.ids, spelling{n.spelling, g.options.Key(n.spelling), n.kind == minutes.KindMeeting, int32(line(n.line))})
	}
}

// addStems adds those of a text; its lines are counted from line on if it has any.
func (g *gatherer) addStems(text string, line int32, counted bool) {
	at := 0
	for piece, offset := range unseen(text, &g.stemmed) {
		if counted {
			line += int32(strings.Count(text[at:offset], "\n"))
			at = offset
		}
		for _, one := range g.options.Stems(piece) {
			if tellingWord(one) {
				g.found.stems = append(g.found.stems, stem{one, line})
			}
		}
	}
}

// add notes what a source contributed; what others have said before stays where they said it. Runs are left to the caller.
func (s *Secrets) add(c contribution, source int32) {
	for _, p := range c.phrases {
		if _, ok := s.blocks[p.n][p.key]; !ok {
			s.blocks[p.n][p.key] = block{spot{source, p.line}, p.begins, p.fours}
		}
	}
	for _, id := range c.ids {
		s.addID(id.text, idEntry{At: spot{source, id.line}, Whole: id.meeting})
		if id.key != "" {
			s.addKey(id.key, id.text)
		}
	}
	for _, one := range c.stems {
		if _, ok := s.stems[one.text]; !ok {
			s.stems[one.text] = spot{source, one.line}
		}
	}
}
