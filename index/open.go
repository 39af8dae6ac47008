package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	api "github.com/blevesearch/bleve_index_api"
)

// Index is an open index. It may be used from several goroutines at once, but not after Close.
type Index struct {
	info   info
	closer func() error
	reader api.IndexReader // nil in an index of nothing
	// mapping and stats are what bleve's queries and BM25 ask for.
	mapping mapping.IndexMapping
	stats   *search.BM25Stats

	facets map[string]column // by the names of Facets
	dates  column
	ranks  []uint32 // of each row, its place among all by date, kind and id: 0 comes first

	titles func() *completions
}

// ErrNotIndex means that a folder holds no index, or one that another version of this program wrote.
var ErrNotIndex = errors.New("not an index of this version")

// Open opens the index that Build wrote into dir, for reading only; several processes may have it open.
// An error wraps ErrNotIndex or fs.ErrNotExist where those are the reason.
func Open(dir string) (x *Index, err error) {
	in, err := readInfo(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", dir, err)
	}
	x = &Index{info: in, closer: func() error { return nil }}
	x.titles = sync.OnceValue(x.loadCompletions)
	if in.Documents == 0 {
		return x, nil
	}
	defer func() { // a file cut short is mapped into memory all the same, and read beyond its end
		if r := recover(); r != nil {
			err = fmt.Errorf("opening the index %s: its files are damaged (%v)", dir, r)
		}
	}()
	if err := x.open(dir); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the index %s: %w", dir, err), x.closer())
	}
	return x, nil
}

// Info says what the index holds.
func (x *Index) Info() Info { return Info{x.info.Hash, x.info.Documents} }

// Close lets go of the files.
func (x *Index) Close() error { return x.closer() }

func readInfo(dir string) (info, error) {
	var in info
	data, err := os.ReadFile(filepath.Join(dir, infoFile))
	if errors.Is(err, fs.ErrNotExist) {
		if _, statErr := os.Stat(dir); statErr == nil {
			return in, ErrNotIndex
		}
	}
	if err != nil {
		return in, err
	}
	if json.Unmarshal(data, &in) != nil || in.Schema != schema {
		return in, ErrNotIndex
	}
	return in, nil
}

func (x *Index) open(dir string) error {
	b, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return err
	}
	x.closer = b.Close
	inner, err := b.Advanced()
	if err != nil {
		return err
	}
	if x.reader, err = inner.Reader(); err != nil {
		return err
	}
	x.closer = func() error { return errors.Join(x.reader.Close(), b.Close()) }
	x.mapping = b.Mapping()
	x.stats = x.bm25()
	return x.loadColumns()
}

func (x *Index) bm25() *search.BM25Stats {
	s := &search.BM25Stats{DocCount: float64(x.info.Documents), FieldCardinality: map[string]int{}}
	for _, f := range textFields() {
		s.FieldCardinality[f] = max(x.info.Lengths[f], 1)
	}
	return s
}

func (x *Index) loadColumns() error {
	count, err := x.reader.DocCount()
	if err != nil {
		return err
	}
	if int(count) != x.info.Documents {
		return fmt.Errorf("%w: it holds %d documents and says %d", ErrNotIndex, count, x.info.Documents)
	}
	x.facets = map[string]column{}
	for _, name := range Facets() {
		if x.facets[name], err = loadColumn(x.reader, name, x.info.Documents); err != nil {
			return err
		}
	}
	if x.dates, err = loadColumn(x.reader, fieldDate, x.info.Documents); err != nil {
		return err
	}
	x.ranks, err = loadRanks(x.reader, x.info.Documents)
	return err
}
