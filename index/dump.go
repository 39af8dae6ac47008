package index

import (
	"errors"
	"path"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Terms calls f for every term of every field's dictionary, the documents' keys ("_id") among them, by
// field and term, for those who must know all that an index could give away. It stops at f's first error.
func (x *Index) Terms(f func(field, term string) error) error {
	if x.reader == nil {
		return nil
	}
	fields, err := x.reader.Fields()
	if err != nil {
		return err
	}
	for _, field := range distinct(fields) {
		if err := eachTerm(x.reader, field, func(term string) error { return f(field, term) }); err != nil {
			return err
		}
	}
	return nil
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

// Segments are bleve's files whose terms, stored fields and doc values Terms, Stored and Values hand out, below the
// folder of the index. Another file that lies beside them is none of this index.
func (x *Index) Segments() ([]string, error) {
	var all []string
	err := x.eachSegment(func(s segment.Segment) error {
		if kept, ok := s.(segment.PersistedSegment); ok {
			all = append(all, path.Join(storeFolder, filepath.Base(kept.Path())))
		}
		return nil
	})
	return all, err
}

// storeFolder is where bleve keeps its segments, below the folder of an index.
const storeFolder = "store"

func (x *Index) eachSegment(f func(segment.Segment) error) error {
	if x.reader == nil {
		return nil
	}
	snapshot, ok := x.reader.(*scorch.IndexSnapshot)
	if !ok {
		return ErrNotIndex
	}
	for _, s := range snapshot.Segments() {
		if err := f(s.Segment()); err != nil {
			return err
		}
	}
	return nil
}

// load reads the stored fields of a row.
func (x *Index) load(row uint32) (Document, error) {
	var d Document
	id, err := x.reader.ExternalID(api.NewIndexInternalID(nil, uint64(row)))
	if err != nil {
		return d, err
	}
	doc, err := x.reader.Document(id)
	if err != nil || doc == nil {
		return d, err
	}
	doc.VisitFields(func(field api.Field) { d.set(field.Name(), string(field.Value())) })
	return d, nil
}

func (d *Document) set(field, value string) {
	switch field {
	case storedID:
		d.ID = value
	case storedHeading:
		d.Title = value
	case storedURL:
		d.URL = value
	case storedMeeting:
		d.Meeting = value
	case storedText:
		d.Text = value
	case storedAlias:
		d.Aliases = append(d.Aliases, value)
	case fieldKind:
		d.Kind = value
	case fieldGroup:
		d.Groups = append(d.Groups, value)
	case fieldStatus:
		d.Status = value
	case fieldDate:
		d.Date = value
	case fieldOwner:
		d.Owners = append(d.Owners, value)
	}
}
