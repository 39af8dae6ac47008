package index

import (
	"os"
	"path/filepath"
	"slices"
)

// tables are what an open index keeps in memory so that counting, filtering, ordering and completing touch no postings.
// Rows are numbered through all shards, as bleve numbers the documents of each.
type tables struct {
	rows     int
	facets   []column // in the order of Facets
	dates    column
	meetings column
	ranks    []uint32 // of each row, its place among all by date, kind and id: 0 comes first
	order    []uint32 // rows by rank
	keys     keyTable
	complete completions
	names    []Suggestion
	glossary []Abbreviation
	vocabulary
	present []presence // of rareFields
}

// tablesOf puts the parts of the shards together, in their order, to what an open index keeps in memory. shard tells of each
// document, in order, the shard that has it.
func tablesOf(c Content, parts []*part, shard []int) (text, numbers []byte) {
	w := &writer{}
	m := newMerger(parts, shard)
	for i := range len(Facets()) + 2 {
		w.column(m.column(i))
	}
	w.list(m.order)
	keys := m.keys()
	w.texts(keys.keys)
	w.lists(keys.rows)
	w.completions(m.completions(c.Names))
	for _, field := range []func(s Suggestion) string{
		func(s Suggestion) string { return s.ID }, func(s Suggestion) string { return s.Kind },
		func(s Suggestion) string { return s.Title }, func(s Suggestion) string { return s.URL }} {
		w.strings(each(c.Names, field))
	}
	w.strings(each(c.Glossary, func(a Abbreviation) string { return a.Term }))
	w.strings(each(c.Glossary, func(a Abbreviation) string { return a.Expansion }))
	v := m.vocabulary()
	w.texts(v.words)
	w.list(v.counts)
	for i := range rareFields() {
		w.list(presenceOf(m.numbers(i)))
	}
	return w.text, w.bytes()
}

func each[T, R any](all []T, f func(T) R) []R {
	out := make([]R, len(all))
	for i, one := range all {
		out[i] = f(one)
	}
	return out
}

func facetValues(d *Document, facet string) []string {
	switch facet {
	case FacetKind:
		return one(d.Kind)
	case FacetGroup:
		return groupsOf(d)
	case FacetStatus:
		return one(d.Status)
	case FacetOwner:
		return distinct(slices.Clone(d.Owners))
	case FacetYear:
		return one(yearOf(d.Date))
	}
	return distinct(slices.Clone(d.Modifications))
}

// readTables reads what writeTables wrote for an index of so many documents.
func readTables(dir string, rows int) (*tables, error) {
	text, err := os.ReadFile(filepath.Join(dir, wordsFile))
	if err != nil {
		return nil, err
	}
	numbers, err := os.ReadFile(filepath.Join(dir, numbersFile))
	if err != nil {
		return nil, err
	}
	return parseTables(text, numbers, rows)
}

func parseTables(text, numbers []byte, rows int) (*tables, error) {
	r := newReader(text, numbers)
	t := &tables{rows: rows}
	for range Facets() {
		t.facets = append(t.facets, r.column(rows))
	}
	t.dates, t.meetings = r.column(rows), r.column(rows)
	t.order = r.below(rows)
	t.keys.keys = r.strings()
	t.keys.rows = r.lists(t.keys.keys.len(), rows<<exactBits)
	t.complete = r.completions(rows)
	t.names = r.suggestions()
	t.glossary = r.abbreviations()
	t.vocabulary = r.vocabulary()
	for range rareFields() {
		t.present = append(t.present, r.presence())
	}
	if len(t.order) != rows || t.complete.named != len(t.names) || len(r.numbers) > 0 || len(r.text) > 0 {
		r.damaged()
	}
	if r.err != nil {
		return nil, r.err
	}
	t.ranks = make([]uint32, rows)
	for rank, row := range t.order {
		t.ranks[row] = uint32(rank)
	}
	return t, nil
}

func (r *reader) suggestions() []Suggestion {
	ids, kinds, titles, urls := r.strings(), r.strings(), r.strings(), r.strings()
	all := make([]Suggestion, ids.len())
	if kinds.len() != len(all) || titles.len() != len(all) || urls.len() != len(all) {
		r.damaged()
		return nil
	}
	for i := range all {
		all[i] = Suggestion{ids.at(i), kinds.at(i), titles.at(i), urls.at(i)}
	}
	return all
}

func (r *reader) abbreviations() []Abbreviation {
	short, long := r.strings(), r.strings()
	all := make([]Abbreviation, short.len())
	if long.len() != len(all) {
		r.damaged()
		return nil
	}
	for i := range all {
		all[i] = Abbreviation{short.at(i), long.at(i)}
	}
	return all
}
