package index

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"golang.org/x/sync/errgroup"
)

// batchRows is how many documents are analysed at a time: their terms with all places are in memory then, which is many times
// what their texts are.
const batchRows = 1000

// maxWorkers bounds how many batches there are at a time.
const maxWorkers = 4

// rowFacts is what is to be known of a row once it is in a segment.
type rowFacts struct {
	stamp, sum sum
	lengths    [4]uint32
}

// segmenter turns documents into bleve's segments.
type segmenter struct {
	text  func([]Document) ([]string, error)
	idle  chan *lexicon
	limit int
	done  func(rows int) // is told of rows that are in a segment
}

func newSegmenter(c Content, known *naming) *segmenter {
	s := &segmenter{text: c.Text, limit: min(maxWorkers, runtime.GOMAXPROCS(0))}
	s.idle = make(chan *lexicon, s.limit)
	for range s.limit {
		s.idle <- newLexicon(known)
	}
	return s
}

// batches writes documents into files of a folder, some in each, in their order.
func (s *segmenter) batches(dir string, docs []*Document) (files []string, facts []rowFacts, err error) {
	facts = make([]rowFacts, len(docs))
	var work errgroup.Group
	work.SetLimit(s.limit)
	for from := 0; from < len(docs); from += batchRows {
		to := min(from+batchRows, len(docs))
		name := filepath.Join(dir, fmt.Sprintf("batch-%d.zap", len(files)))
		files = append(files, name)
		work.Go(func() error { return s.batch(name, docs[from:to], facts[from:to]) })
	}
	return files, facts, work.Wait()
}

func (s *segmenter) batch(name string, docs []*Document, facts []rowFacts) error {
	docs, err := s.loaded(docs)
	if err != nil {
		return err
	}
	l := <-s.idle
	rows := make([]api.Document, len(docs))
	for i := range docs {
		r := l.row(docs[i])
		rows[i], facts[i] = &r.entry, r.facts
	}
	s.idle <- l
	defer s.done(len(docs))
	made, _, err := (&zap.ZapPlugin{}).New(rows)
	if err != nil {
		return err
	}
	return errors.Join(persist(made, name), made.Close())
}

// loaded are documents with the texts of those that came without.
func (s *segmenter) loaded(docs []*Document) ([]*Document, error) {
	docs = slices.Clone(docs)
	return docs, load(docs, s.text)
}

// persist writes a segment without waiting for the disk, as bleve's own function does: whoever publishes waits once for all.
func persist(s segment.Segment, name string) error {
	from, ok := s.(io.WriterTo)
	if !ok {
		return fmt.Errorf("bleve's segments cannot be written: %T", s)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = from.WriteTo(f)
	return errors.Join(err, f.Close())
}

// piece is a file that goes into a segment, and which of its rows do not.
type piece struct {
	file  string
	drops *roaring.Bitmap // nil drops nothing
}

// mergeSegments makes one segment of some, in their order. Of the rows that are dropped nothing is left.
func mergeSegments(to string, pieces []piece) error {
	if len(pieces) == 1 && pieces[0].drops == nil {
		return os.Rename(pieces[0].file, to)
	}
	plugin := &zap.ZapPlugin{}
	var opened []segment.Segment
	var drops []*roaring.Bitmap
	var err error
	for _, p := range pieces {
		s, failed := plugin.Open(p.file)
		if failed != nil {
			err = failed
			break
		}
		opened, drops = append(opened, s), append(drops, p.drops)
	}
	if err == nil {
		_, _, err = plugin.Merge(opened, drops, to, nil, nil)
	}
	for _, s := range opened {
		err = errors.Join(err, s.Close())
	}
	return err
}
