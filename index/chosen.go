package index

import (
	"fmt"
	"slices"
)

// Shards are the names of the shards, which are those of their folders.
func (x *Index) Shards() []string { return slices.Clone(x.info.Shards) }

// Part is the index as if it had only some of its shards, for Terms, Stored, Values, Segments and Roots. It is good until x is closed,
// and must not be closed itself. A name that is no shard's is an error.
func (x *Index) Part(shards ...string) (*Index, error) {
	part := &Index{}
	for _, name := range shards {
		i := slices.Index(x.info.Shards, name)
		if i < 0 {
			return nil, fmt.Errorf("the index has no shard %s", name)
		}
		part.shards, part.info.Shards = append(part.shards, x.shards[i]), append(part.info.Shards, name)
	}
	return part, nil
}
