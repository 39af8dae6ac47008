package index

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	api "github.com/blevesearch/bleve_index_api"
)

// Sums is all that an index holds, a hash for each part of it: "terms of FIELD" (the dictionary, with the documents of
// every term, how often it stands in them and where), "stored FIELD" and "values of FIELD". Two indexes of the same
// documents have the same sums, though their files differ. An index of nothing has none.
type Sums struct {
	Parts map[string]string
	Terms int // of all dictionaries
}

// Sums reads the whole index.
func (x *Index) Sums() (Sums, error) {
	all := Sums{Parts: map[string]string{}}
	if len(x.shards) == 0 {
		return all, nil
	}
	lines := summing{}
	base := uint32(0)
	for _, s := range x.shards {
		fields, err := s.reader.Fields()
		if err != nil {
			return all, err
		}
		for _, field := range distinct(fields) {
			err := eachTerm(s.reader, field, func(term string, _ uint64) error {
				all.Terms++
				postings, err := x.occurrences(s, base, field, term)
				lines.note("terms of "+field, "%q %q", term, postings)
				return err
			})
			if err != nil {
				return all, err
			}
		}
		base += uint32(s.count())
	}
	x.noteTables(lines)
	err := errors.Join(
		x.Stored(func(id, field, value string) error { lines.note("stored "+field, "%q %q", id, value); return nil }),
		x.Values(func(field, value string) error { lines.note("values of "+field, "%q", value); return nil }))
	for part := range lines {
		all.Parts[part] = lines.sum(part)
	}
	return all, err
}

// noteTables notes what the tables say of each document, by its rank.
func (x *Index) noteTables(lines summing) {
	for i, c := range append(slices.Clone(x.facets), x.dates, x.meetings) {
		for row, rank := range x.ranks {
			values := []string{c.value(uint32(row))}
			for _, slot := range c.others(uint32(row)) {
				values = append(values, c.values[slot])
			}
			lines.note("tables", "%d %d %q", i, rank, values)
		}
	}
	for i := range x.keys.keys.len() {
		for _, one := range x.keys.rows.at(i) {
			lines.note("tables", "key %q %d %d", x.keys.keys.at(i), x.ranks[reference(one).row()], reference(one).exactly())
		}
	}
	for i := range x.complete.words.len() {
		lines.note("tables", "word %q %d", x.complete.words.at(i), x.complete.found.at(i))
	}
	for place, number := range x.complete.entries {
		if int(number) < x.rows {
			number = x.ranks[number]
		}
		lines.note("tables", "entry %d %d", place, number)
	}
	lines.note("tables", "vocabulary %q %d", x.vocabulary.words.slice(), x.vocabulary.counts)
	lines.note("tables", "present %d", x.present)
	lines.note("tables", "%q %q %v", x.names, x.glossary, x.info.Lengths)
}

// occurrences are the documents of a shard that have a term, how often and where, in order of their keys: bleve numbers
// documents as it likes.
func (x *Index) occurrences(s *openedShard, base uint32, field, term string) ([]string, error) {
	postings, err := s.reader.TermFieldReader(context.Background(), []byte(term), field, true, false, true)
	if err != nil {
		return nil, err
	}
	defer postings.Close()
	type posting struct {
		rank uint32
		text string
	}
	var all []posting
	for {
		p, err := postings.Next(nil)
		if err != nil {
			return nil, err
		}
		if p == nil {
			break
		}
		row := uint64(base) + p.ID.Value()
		if row >= uint64(len(x.ranks)) {
			return nil, ErrNotIndex
		}
		all = append(all, posting{x.ranks[row], placesOf(p)})
	}
	slices.SortFunc(all, func(a, b posting) int { return cmp.Compare(a.rank, b.rank) })
	texts := make([]string, len(all))
	for i, p := range all {
		texts[i] = fmt.Sprint(p.rank, p.text)
	}
	return texts, nil
}

func placesOf(p *api.TermFieldDoc) string {
	text := fmt.Sprint(" ", p.Freq)
	for _, at := range p.Vectors {
		text += fmt.Sprintf(" %s:%d:%d-%d", at.Field, at.Pos, at.Start, at.End)
	}
	return text
}

// summing are the hashes of the lines of each part.
type summing map[string][][sha256.Size]byte

func (s summing) note(part, format string, args ...any) {
	s[part] = append(s[part], sha256.Sum256(fmt.Appendf(nil, format, args...)))
}

// sum is the same whatever the order of the lines.
func (s summing) sum(part string) string {
	h := sha256.New()
	slices.SortFunc(s[part], func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	for _, line := range s[part] {
		h.Write(line[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}
