package index

import (
	"cmp"
	"errors"
	"fmt"
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

// writeTables looks up how bleve numbered the documents of the shards, and writes what an open index keeps in memory.
func writeTables(dir string, c Content, shards []string) error {
	words, rare := map[string]uint32{}, make([][]uint32, len(rareFields()))
	docs, err := numbered(dir, c.Documents, shards, words, rare)
	if err != nil {
		return err
	}
	w := &writer{}
	w.tables(docs, c)
	w.vocabulary(words)
	for _, numbers := range rare {
		w.list(presenceOf(numbers))
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, wordsFile), w.text, 0o600),
		os.WriteFile(filepath.Join(dir, numbersFile), w.bytes(), 0o600))
}

// numbered are the documents by row. It counts the documents of each word as well, and numbers the terms of the rare fields.
func numbered(dir string, sorted []Document, shards []string, words map[string]uint32, rare [][]uint32) ([]Document, error) {
	byKey := make(map[string]Document, len(sorted))
	for _, d := range sorted {
		byKey[documentKey(d)] = d
	}
	var docs []Document
	for _, hash := range shards {
		s, err := openShard(filepath.Join(dir, shardFolder, hash))
		if err != nil {
			return nil, err
		}
		err = errors.Join(
			s.eachKey(func(key string) { docs = append(docs, byKey[key]) }),
			eachTerm(s.reader, fieldWords, func(word string, documents uint64) error { words[word] += uint32(documents); return nil }))
		for i, field := range rareFields() {
			err = errors.Join(err, eachTerm(s.reader, field, func(term string, _ uint64) error {
				rare[i] = append(rare[i], numberOf(term))
				return nil
			}))
		}
		if err := errors.Join(err, s.close()); err != nil {
			return nil, err
		}
	}
	if len(docs) != len(sorted) {
		return nil, fmt.Errorf("bleve has %d documents of %d", len(docs), len(sorted))
	}
	return docs, nil
}

func (w *writer) tables(docs []Document, c Content) {
	order := orderOf(docs)
	for _, name := range Facets() {
		w.column(newColumn(each(docs, func(d Document) []string { return facetValues(d, name) })))
	}
	w.column(newColumn(each(docs, func(d Document) []string { return distinct([]string{d.Date}) })))
	w.column(newColumn(each(docs, func(d Document) []string { return distinct([]string{d.Meeting}) })))
	w.list(order)
	table, keys := newKeyTable(docs)
	w.strings(keys)
	w.lists(table.rows)
	w.completions(docs, order, c.Names)
	for _, field := range []func(s Suggestion) string{
		func(s Suggestion) string { return s.ID }, func(s Suggestion) string { return s.Kind },
		func(s Suggestion) string { return s.Title }, func(s Suggestion) string { return s.URL }} {
		w.strings(each(c.Names, field))
	}
	w.strings(each(c.Glossary, func(a Abbreviation) string { return a.Term }))
	w.strings(each(c.Glossary, func(a Abbreviation) string { return a.Expansion }))
}

func each[T, R any](all []T, f func(T) R) []R {
	out := make([]R, len(all))
	for i, one := range all {
		out[i] = f(one)
	}
	return out
}

func facetValues(d Document, facet string) []string {
	switch facet {
	case FacetKind:
		return distinct([]string{d.Kind})
	case FacetGroup:
		return groupsOf(d)
	case FacetStatus:
		return distinct([]string{d.Status})
	case FacetOwner:
		return distinct(slices.Clone(d.Owners))
	case FacetYear:
		return distinct([]string{yearOf(d.Date)})
	}
	return distinct(slices.Clone(d.Modifications))
}

// orderOf are the rows, newest first, then by kind and id.
func orderOf(docs []Document) []uint32 {
	order := make([]uint32, len(docs))
	for i := range order {
		order[i] = uint32(i)
	}
	keys := each(docs, documentKey)
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Or(compareKeys(keys[a], keys[b]), cmp.Compare(a, b)) })
	return order
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
