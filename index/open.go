package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Index is an open index. It may be used from several goroutines at once, but not after Close.
type Index struct {
	info   info
	shards []*openedShard
	leaves []leaf
	*tables
	meanings glossary
	weights  []float32 // of each row, how much more than another its matches count
	every    Results   // what no restriction at all finds: totals and facets
	tallies  sync.Pool // of *tally
}

// ErrNotIndex means that a folder holds no index, or one that another version of this program wrote.
var ErrNotIndex = errors.New("not an index of this version")

// Open opens the index that Build wrote into dir, for reading only; several processes may have it open.
// An error wraps ErrNotIndex or fs.ErrNotExist where those are the reason.
func Open(dir string) (x *Index, err error) {
	x = &Index{}
	if x.info, err = readInfo(dir); err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", dir, err)
	}
	if err := x.open(dir); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the index %s: %w", dir, err), x.Close())
	}
	return x, nil
}

// Info says what the index holds.
func (x *Index) Info() Info { return Info{x.info.Hash, x.info.Documents} }

// Close lets go of the files.
func (x *Index) Close() error {
	var all []error
	for _, s := range x.shards {
		if s != nil {
			all = append(all, s.close())
		}
	}
	return errors.Join(all...)
}

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
	x.shards = make([]*openedShard, len(x.info.Shards))
	var work errgroup.Group
	work.SetLimit(4)
	for i, hash := range x.info.Shards {
		work.Go(func() (err error) {
			x.shards[i], err = openSafely(filepath.Join(dir, shardFolder, filepath.Base(hash)))
			return err
		})
	}
	var err error
	if x.tables, err = readTables(dir, x.info.Documents); err != nil {
		return errors.Join(err, work.Wait())
	}
	if err := work.Wait(); err != nil {
		return err
	}
	return x.prepare()
}

// openSafely opens a shard: a file cut short is mapped into memory all the same, and read beyond its end.
func openSafely(dir string) (s *openedShard, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("shard %s: its files are damaged (%v)", filepath.Base(dir), r)
		}
	}()
	if s, err = openShard(dir); err != nil {
		return nil, fmt.Errorf("shard %s: %w", filepath.Base(dir), err)
	}
	if err := s.live(); err != nil {
		return nil, errors.Join(fmt.Errorf("shard %s: %w", filepath.Base(dir), err), s.close())
	}
	return s, nil
}

// prepare makes what searches look up, out of what was read.
func (x *Index) prepare() error {
	row := 0
	for _, s := range x.shards {
		for _, one := range s.segments {
			x.leaves = append(x.leaves, leaf{one, uint32(row)})
			row += int(one.Count())
		}
	}
	if row != x.info.Documents {
		return fmt.Errorf("%w: it holds %d documents and says %d", ErrNotIndex, row, x.info.Documents)
	}
	x.meanings = newGlossary(x.glossary)
	x.weights = x.priors()
	x.tallies.New = func() any { return newTally(x) }
	f := x.newFilter(Query{})
	all := x.everyRow()
	x.every = Results{Total: row, Facets: f.values(f.counts(all, f.pass(all)))}
	return nil
}

func (x *Index) everyRow() []uint32 {
	all := make([]uint32, x.rows)
	for i := range all {
		all[i] = uint32(i)
	}
	return all
}

// How much more than others the matches of some documents count.
const (
	priorDecision = 1.2
	priorOpen     = 1.2 // an open action
)

func (x *Index) priors() []float32 {
	kinds, statuses := x.facet(FacetKind), x.facet(FacetStatus)
	all := make([]float32, x.rows)
	for row := range all {
		all[row] = 1
		switch kinds.value(uint32(row)) {
		case "decision":
			all[row] = priorDecision
		case "action":
			if statuses.value(uint32(row)) == "open" {
				all[row] = priorOpen
			}
		}
	}
	return all
}

func (x *Index) facet(name string) column { return x.facets[slices.Index(Facets(), name)] }

// Warm reads once what a first reader would wait for.
func (x *Index) Warm(ctx context.Context) error {
	_, err := x.Search(ctx, Query{Text: "minutes of the meeting"})
	x.Suggest("a")
	return err
}
