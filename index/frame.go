package index

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
)

// The files of a shard, below its folder. Those below storeFolder are numbered as its rows are, which depends on what was built
// before; the others are the same for the same rows.
const (
	metaFile    = "index_meta.json"
	rootFile    = storeFolder + "/root.bolt"
	segmentFile = storeFolder + "/000000000002.zap"
	partWords   = "tables.txt"
	partNumbers = storeFolder + "/tables.bin"
)

func shardFiles() []string { return []string{metaFile, rootFile, segmentFile, partWords, partNumbers} }

// frame is what bleve keeps of an index beside its segment, as its own builder writes it. It names the segment and knows
// nothing of what is in it, so one fits all shards.
type frame struct{ meta, root []byte }

// newFrame has bleve build an index of one document without words, below dir.
func newFrame(dir string) (f frame, err error) {
	m, err := newMapping()
	if err != nil {
		return f, err
	}
	at, err := os.MkdirTemp(dir, "frame")
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(at)) }()
	in := filepath.Join(at, "index")
	b, err := bleve.NewBuilder(in, m, map[string]any{"buildPathPrefix": at})
	if err != nil {
		return f, err
	}
	if err := errors.Join(b.Index("none", map[string]any{}), b.Close()); err != nil {
		return f, err
	}
	f.meta, err = os.ReadFile(filepath.Join(in, metaFile))
	if err == nil {
		f.root, err = os.ReadFile(filepath.Join(in, filepath.FromSlash(rootFile)))
	}
	return f, err
}

func (f frame) write(dir string) error {
	return errors.Join(
		os.WriteFile(filepath.Join(dir, metaFile), f.meta, 0o600),
		os.WriteFile(filepath.Join(dir, filepath.FromSlash(rootFile)), f.root, 0o600))
}
