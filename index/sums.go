package index

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
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
	if x.reader == nil {
		return all, nil
	}
	lines := summing{}
	err := x.Terms(func(field, term string) error {
		all.Terms++
		postings, err := x.postings(field, term)
		lines.note("terms of "+field, "%q %q", term, postings)
		return err
	})
	if err == nil {
		err = x.Stored(func(id, field, value string) error { lines.note("stored "+field, "%q %q", id, value); return nil })
	}
	if err == nil {
		err = x.Values(func(field, value string) error { lines.note("values of "+field, "%q", value); return nil })
	}
	for part := range lines {
		all.Parts[part] = lines.sum(part)
	}
	return all, err
}

// postings are the documents that have a term, how often and where, in order of their keys: bleve numbers documents
// as it likes.
func (x *Index) postings(field, term string) ([]string, error) {
	postings, err := x.reader.TermFieldReader(context.Background(), []byte(term), field, true, false, true)
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
		row := p.ID.Value()
		if row >= uint64(len(x.ranks)) {
			return nil, ErrNotIndex
		}
		all = append(all, posting{x.ranks[row], occurrences(p)})
	}
	slices.SortFunc(all, func(a, b posting) int { return cmp.Compare(a.rank, b.rank) })
	texts := make([]string, len(all))
	for i, p := range all {
		texts[i] = fmt.Sprint(p.rank, p.text)
	}
	return texts, nil
}

func occurrences(p *api.TermFieldDoc) string {
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
