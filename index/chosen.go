package index

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
)

// Shards are the names of the shards, which are those of their folders.
func (x *Index) Shards() []string { return slices.Clone(x.info.Shards) }

// OpenPart opens an index as if it had only some of its shards, and no tables: for Terms, Stored and Values, and to be closed. So whoever
// wants to know all that an index gives away, shard by shard, has no more than one of them in memory. A name that is no shard's is an error.
func OpenPart(dir string, shards ...string) (part *Index, err error) {
	part = &Index{}
	known, err := readInfo(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", dir, err)
	}
	for _, name := range shards {
		if !slices.Contains(known.Shards, name) {
			return nil, errors.Join(fmt.Errorf("the index has no shard %s", name), part.Close())
		}
		s, err := openSafely(filepath.Join(dir, shardFolder, filepath.Base(name)))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("opening the index %s: %w", dir, err), part.Close())
		}
		part.shards, part.info.Shards = append(part.shards, s), append(part.info.Shards, name)
	}
	return part, nil
}
