package index

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
)

// builder is one build of an index.
type builder struct {
	Place
	content  Content
	docs     []*Document // sorted
	segments *segmenter
	frame    frame
	framed   bool
}

func newBuilder(at Place, c Content, docs []*Document) *builder {
	return &builder{Place: at, content: c, docs: docs, segments: newSegmenter(c, namingOf(c))}
}

func (b *builder) build() (info, error) {
	shards, of := deal(b.docs, b.content.Shard)
	in := info{Schema: schema, Documents: len(b.docs), Shards: []string{}}
	var parts []*part
	for _, s := range shards {
		hash, p, err := b.fresh(s)
		if err != nil {
			return in, err
		}
		in.Shards, parts = append(in.Shards, hash), append(parts, p)
	}
	in.Lengths = newMerger(parts, of).lengths()
	in.Hash = hashOf(b.content, in.Shards)
	if err := writeTables(b.Dir, b.content, parts, of); err != nil {
		return in, err
	}
	data, err := json.Marshal(in)
	if err == nil {
		err = os.WriteFile(filepath.Join(b.Dir, infoFile), append(data, '\n'), 0o600)
	}
	return in, errors.Join(err, b.wrote(infoFile), b.wrote(wordsFile), b.wrote(numbersFile))
}

func (b *builder) wrote(name string) error {
	if b.Wrote == nil {
		return nil
	}
	return b.Wrote(name)
}

// fresh builds a shard of all its documents.
func (b *builder) fresh(s shard) (hash string, p *part, err error) {
	dir, err := b.begin()
	if err != nil {
		return "", nil, err
	}
	files, facts, err := b.segments.batches(dir, s.docs)
	if err != nil {
		return "", nil, err
	}
	pieces := each(files, func(name string) piece { return piece{file: name} })
	order := make([]uint32, len(s.docs))
	for i := range order {
		order[i] = uint32(i)
	}
	return b.finish(s.name, dir, pieces, s.docs, facts, order)
}

// begin makes the folder of a shard that has no name yet. All that is written on the way lies below it.
func (b *builder) begin() (string, error) {
	dir := filepath.Join(b.Dir, shardFolder, "new")
	return dir, os.MkdirAll(filepath.Join(dir, storeFolder), 0o700)
}

// finish makes a shard of pieces, whose rows together are the documents.
func (b *builder) finish(name, dir string, pieces []piece, docs []*Document, facts []rowFacts, order []uint32) (hash string, p *part, err error) {
	file := filepath.Join(dir, filepath.FromSlash(segmentFile))
	if err := mergeSegments(file, pieces); err != nil {
		return "", nil, err
	}
	if p, err = partOf(name, docs, facts, order, file); err != nil {
		return "", nil, err
	}
	if p.segment, err = hashOfFile(file); err != nil {
		return "", nil, err
	}
	if err := b.enframe(dir); err != nil {
		return "", nil, err
	}
	if err := p.write(dir); err != nil {
		return "", nil, err
	}
	hash = shardName(each(order, func(row uint32) sum { return facts[row].sum }))
	return hash, p, b.name(dir, hash, pieces)
}

// enframe writes what bleve has beside a segment.
func (b *builder) enframe(dir string) (err error) {
	if !b.framed {
		if b.frame, err = newFrame(b.Dir); err != nil {
			return err
		}
		b.framed = true
	}
	return b.frame.write(dir)
}

// name gives a finished shard its name, and removes what it was made of.
func (b *builder) name(dir, hash string, pieces []piece) error {
	for _, p := range pieces {
		if filepath.Dir(p.file) == dir {
			if err := os.RemoveAll(p.file); err != nil {
				return err
			}
		}
	}
	if err := os.Rename(dir, filepath.Join(b.Dir, shardFolder, hash)); err != nil {
		return err
	}
	for _, name := range shardFiles() {
		if err := b.wrote(path.Join(shardFolder, hash, name)); err != nil {
			return err
		}
	}
	return nil
}

func hashOfFile(name string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err = io.Copy(h, f); err == nil {
		h.Sum(sum[:0])
	}
	return sum, err
}
