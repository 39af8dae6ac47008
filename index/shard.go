package index

import (
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// openedShard is one of bleve's indexes, open for reading.
type openedShard struct {
	reader   api.IndexReader
	segments []segment.Segment
	close    func() error
}

func openShard(dir string) (*openedShard, error) {
	b, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return nil, err
	}
	s, err := readShard(b)
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return s, nil
}

func readShard(b bleve.Index) (*openedShard, error) {
	inner, err := b.Advanced()
	if err != nil {
		return nil, err
	}
	r, err := inner.Reader()
	if err != nil {
		return nil, err
	}
	s := &openedShard{reader: r, close: func() error { return errors.Join(r.Close(), b.Close()) }}
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(ErrNotIndex, r.Close())
	}
	for _, one := range snapshot.Segments() {
		s.segments = append(s.segments, one.Segment())
	}
	return s, nil
}

// count is how many documents the shard's files hold, deleted ones too.
func (s *openedShard) count() int {
	n := 0
	for _, one := range s.segments {
		n += int(one.Count())
	}
	return n
}

// live says whether all of them are to be found: what was deleted would be counted and shown.
func (s *openedShard) live() error {
	n, err := s.reader.DocCount()
	if err == nil && int(n) != s.count() {
		err = fmt.Errorf("%w: some of its documents were deleted", ErrNotIndex)
	}
	return err
}
