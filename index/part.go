package index

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// part is what the tables of an index hold of one shard. It stands beside the shard, so that the tables of all are put together
// of parts, and a shard that stays need not be looked at.
type part struct {
	name    string     // by which Build dealt documents to it
	segment [32]byte   // sha256 of the shard's segment
	facts   []rowFacts // by row
	order   []uint32   // rows by rank
	columns []column   // the facets, dates, meetings
	keys    texts      // sorted
	owners  lists      // of each key, references
	titles
	vocabulary
	present [][]uint32 // of rareFields, sorted
}

// titles are the words by which documents are suggested.
type titles struct {
	words   texts    // sorted
	of      lists    // of each row, places among the words
	classes []uint32 // of each row, one and its place among suggestedKinds; 0 for what is not suggested
	same    []uint32 // of each row, the two halves of a hash of its title, for items
}

// partOf describes a segment whose rows are the documents.
func partOf(name string, docs []*Document, facts []rowFacts, order []uint32, file string) (*part, error) {
	p := &part{name: name, facts: facts, order: order}
	for _, facet := range Facets() {
		p.columns = append(p.columns, newColumn(len(docs), func(row int) []string { return facetValues(docs[row], facet) }))
	}
	p.columns = append(p.columns,
		newColumn(len(docs), func(row int) []string { return one(docs[row].Date) }),
		newColumn(len(docs), func(row int) []string { return one(docs[row].Meeting) }))
	p.keys, p.owners = keysOf(docs)
	p.titles = titlesOf(docs)
	return p, p.readTerms(file)
}

func one(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func titlesOf(docs []*Document) titles {
	t := titles{classes: make([]uint32, len(docs)), same: make([]uint32, 2*len(docs))}
	l := newLexicon(&naming{})
	of, all := make([][]*token, len(docs)), map[*token]bool{}
	for row := range docs {
		d := docs[row]
		if t.classes[row] = classOf(d.Kind); t.classes[row] == 0 {
			continue
		}
		if d.Kind == "item" {
			t.same[2*row], t.same[2*row+1] = halves(d.Title)
		}
		for _, text := range append(d.Aliases[:len(d.Aliases):len(d.Aliases)], d.ID, d.Title) {
			of[row] = append(of[row], l.terms(text)...)
		}
		for _, w := range of[row] {
			all[w] = true
		}
	}
	words := make([]*token, 0, len(all))
	for w := range all {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b *token) int { return strings.Compare(a.text, b.text) })
	for i, w := range words {
		w.count = i
	}
	t.words = newTexts(each(words, func(w *token) string { return w.text }))
	t.of = listsOf(each(of, func(words []*token) []uint32 {
		places := each(words, func(w *token) uint32 { return uint32(w.count) })
		slices.Sort(places)
		return slices.Compact(places)
	}))
	return t
}

// classOf is one and the place of a kind among suggestedKinds. Decisions have no names that people know.
func classOf(kind string) uint32 {
	if kind == "decision" {
		return 0
	}
	if i := slices.Index(suggestedKinds, kind); i >= 0 {
		return uint32(i) + 1
	}
	return uint32(slices.Index(suggestedKinds, "modification")) + 1
}

func halves(title string) (a, b uint32) {
	h := sha256.Sum256([]byte(title))
	return binary.BigEndian.Uint32(h[:4]), binary.BigEndian.Uint32(h[4:8])
}

// readTerms reads from a segment which words there are.
func (p *part) readTerms(file string) error {
	s, err := (&zap.ZapPlugin{}).Open(file)
	if err != nil {
		return err
	}
	var words []string
	err = termsIn(s, fieldWords, func(word string, documents uint64) {
		if len(word) >= minRespelt-1 && !isNumber(word) {
			words, p.counts = append(words, word), append(p.counts, uint32(documents))
		}
	})
	p.vocabulary.words = newTexts(words)
	for _, name := range rareFields() {
		var numbers []uint32
		err = errors.Join(err, termsIn(s, name, func(term string, _ uint64) { numbers = append(numbers, numberOf(term)) }))
		p.present = append(p.present, presenceOf(numbers))
	}
	return errors.Join(err, s.Close())
}

func termsIn(s segment.Segment, field string, f func(term string, documents uint64)) error {
	dict, err := s.Dictionary(field)
	if err != nil {
		return err
	}
	terms := dict.AutomatonIterator(nil, nil, nil)
	for {
		entry, err := terms.Next()
		if err != nil || entry == nil {
			return err
		}
		f(entry.Term, entry.Count)
	}
}

// keysOf are the keys of the documents of each row, and of each key the references to those who have it.
func keysOf(docs []*Document) (texts, lists) {
	type owned struct {
		key       string
		reference uint32
	}
	var all []owned
	for row := range docs {
		own := terms(docs[row].ID)
		for _, k := range Keys(*docs[row]) {
			all = append(all, owned{k, uint32(row)<<exactBits | exactness(k, own)})
		}
	}
	slices.SortFunc(all, func(a, b owned) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.reference, b.reference))
	})
	var keys []string
	of := lists{starts: []uint32{}}
	for i, o := range all {
		if i == 0 || all[i-1].key != o.key {
			keys = append(keys, o.key)
			of.starts = append(of.starts, uint32(i))
		}
		of.all = append(of.all, o.reference)
	}
	of.starts = append(of.starts, uint32(len(all)))
	return newTexts(keys), of
}
