package index

import (
	"errors"
	"path"
	"path/filepath"

	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Terms calls f for every term of every field's dictionary, the documents' keys ("_id") among them, by
// field and term, for those who must know all that an index could give away. It stops at f's first error.
func (x *Index) Terms(f func(field, term string) error) error {
	for _, s := range x.shards {
		fields, err := s.reader.Fields()
		if err != nil {
			return err
		}
		for _, field := range distinct(fields) {
			if err := eachTerm(s.reader, field, func(term string, _ uint64) error { return f(field, term) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachTerm walks a field's dictionary in order, with how many documents have each term.
func eachTerm(r api.IndexReader, field string, f func(term string, documents uint64) error) error {
	dict, err := r.FieldDict(field)
	if err != nil {
		return err
	}
	defer dict.Close()
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return err
		}
		if err := f(entry.Term, entry.Count); err != nil {
			return err
		}
	}
}

// Stored calls f for every stored value, document by document, those among them that were deleted and whose bytes are still there;
// id is the document's key. It stops at f's first error.
func (x *Index) Stored(f func(id, field, value string) error) error {
	return x.eachSegment(func(s segment.Segment) error {
		for row := range s.Count() {
			var key string
			var stopped error
			err := s.VisitStoredFields(row, func(field string, _ byte, value []byte, _ []uint64) bool {
				if field == "_id" {
					key = string(value)
				}
				stopped = f(key, field, string(value))
				return stopped == nil
			})
			if err := errors.Join(err, stopped); err != nil {
				return err
			}
		}
		return nil
	})
}

// Values calls f for every doc value, which is a term of a document kept beside the dictionary. The mapping asks for
// none, so an index of ours has none. It stops at f's first error.
func (x *Index) Values(f func(field, value string) error) error {
	return x.eachSegment(func(s segment.Segment) error {
		kept, ok := s.(segment.DocValueVisitable)
		if !ok {
			return nil
		}
		fields, err := kept.VisitableDocValueFields()
		if err != nil || len(fields) == 0 {
			return err
		}
		var state segment.DocVisitState
		var stopped error
		for row := uint64(0); row < s.Count() && err == nil; row++ {
			state, err = kept.VisitDocValues(row, fields, func(field string, term []byte) {
				if stopped == nil {
					stopped = f(field, string(term))
				}
			}, state)
			err = errors.Join(err, stopped)
		}
		return err
	})
}

// Segments are bleve's files whose terms, stored fields and doc values Terms, Stored and Values hand out, and those of the
// numbers in the tables, below the folder of the index. Another file that lies beside them is none of this index.
func (x *Index) Segments() []string {
	all := []string{numbersFile}
	for i, s := range x.shards {
		all = append(all, path.Join(shardFolder, x.info.Shards[i], partNumbers))
		for _, one := range s.segments {
			if kept, ok := one.(segment.PersistedSegment); ok {
				all = append(all, path.Join(shardFolder, x.info.Shards[i], storeFolder, filepath.Base(kept.Path())))
			}
		}
	}
	return all
}

// Roots are the files in which bleve says which segments a shard has, below the folder of the index.
func (x *Index) Roots() []string {
	var all []string
	for _, hash := range x.info.Shards {
		all = append(all, path.Join(shardFolder, hash, storeFolder, "root.bolt"))
	}
	return all
}

// storeFolder is where bleve keeps its segments, below the folder of a shard.
const storeFolder = "store"

func (x *Index) eachSegment(f func(segment.Segment) error) error {
	for _, s := range x.shards {
		for _, one := range s.segments {
			if err := f(one); err != nil {
				return err
			}
		}
	}
	return nil
}
