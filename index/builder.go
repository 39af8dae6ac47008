package index

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// builder is one build of an index.
type builder struct {
	Place
	content  Content
	docs     []*Document // sorted
	known    *naming
	segments *segmenter
	frame    frame
	framed   bool

	counting sync.Mutex
	done     int
}

func newBuilder(at Place, c Content, docs []*Document) *builder {
	known := namingOf(c)
	b := &builder{Place: at, content: c, docs: docs, known: known, segments: newSegmenter(c, known)}
	b.segments.done = b.progress
	return b
}

// progress notes rows that are where they belong.
func (b *builder) progress(rows int) {
	b.counting.Lock()
	defer b.counting.Unlock()
	b.done += rows
	if b.Progress != nil {
		b.Progress(b.done, len(b.docs))
	}
}

func (b *builder) build() (info, error) {
	shards, of := deal(b.docs, b.content.Shard)
	in := info{Schema: schema, Documents: len(b.docs), Shards: []string{}, Glossary: b.content.Glossary, Names: hashOfNames(b.content.Names)}
	var parts []*part
	for _, r := range b.renewals(shards) {
		hash, p, err := b.shard(r)
		if err != nil {
			return in, err
		}
		in.Shards, parts = append(in.Shards, hash), append(parts, p)
	}
	in.Lengths = newMerger(parts, of).lengths()
	in.Hash = in.named()
	text, numbers := tablesOf(b.content, parts, of)
	data, err := json.Marshal(in)
	return in, errors.Join(err, b.write(infoFile, append(data, '\n')), b.write(wordsFile, text), b.write(numbersFile, numbers))
}

// write writes a file, in place of one that may be another index's as well.
func (b *builder) write(name string, data []byte) error {
	at := filepath.Join(b.Dir, filepath.FromSlash(name))
	err := os.WriteFile(at+".new", data, 0o600)
	if err == nil {
		err = os.Rename(at+".new", at)
	}
	return errors.Join(err, b.wrote(name))
}

func (b *builder) wrote(name string) error {
	if b.Wrote == nil {
		return nil
	}
	return b.Wrote(name)
}

// renewals say what each shard takes from the former index.
func (b *builder) renewals(shards []shard) []*renewal {
	if b.Keep == nil {
		b.Former = ""
	}
	f := openFormer(b.Former)
	all := each(shards, func(s shard) *renewal { return renewalOf(s, f.shards[s.name]) })
	if len(f.shards) > 0 && !settle(all, f, b.known.glossary) {
		for _, r := range all {
			r.nothing()
		}
	}
	return all
}

// shard takes a shard over, makes it of the rows that stay and of new ones, or builds it.
func (b *builder) shard(r *renewal) (hash string, p *part, err error) {
	if r.whole() {
		if ok, err := b.keep(r.from.hash); ok || err != nil {
			b.progress(len(r.docs))
			return r.from.hash, r.from.part, err
		}
		r.nothing()
	}
	added := r.fresh()
	if r.from == nil || 2*len(added) > len(r.docs) || !r.from.intact() {
		r.nothing()
		added = r.docs
	}
	b.progress(len(r.docs) - len(added))
	dir, err := b.begin()
	if err != nil {
		return "", nil, err
	}
	files, facts, err := b.segments.batches(dir, added)
	if err != nil {
		return "", nil, err
	}
	pieces := each(files, func(name string) piece { return piece{file: name} })
	return b.finish(dir, r, r.pieces(pieces), facts)
}

// keep takes over the files of a shard that is the same.
func (b *builder) keep(hash string) (bool, error) {
	for _, name := range shardFiles() {
		if ok, err := b.Keep(path.Join(shardFolder, hash, name)); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// begin makes the folder of a shard that has no name yet. All that is written on the way lies below it.
func (b *builder) begin() (string, error) {
	dir := filepath.Join(b.Dir, shardFolder, "new")
	return dir, errors.Join(os.RemoveAll(dir), os.MkdirAll(filepath.Join(dir, storeFolder), 0o700))
}

// finish makes a shard of pieces, whose last rows are those of the facts.
func (b *builder) finish(dir string, r *renewal, pieces []piece, facts []rowFacts) (hash string, p *part, err error) {
	file := filepath.Join(dir, filepath.FromSlash(segmentFile))
	if err := mergeSegments(file, pieces); err != nil {
		return "", nil, err
	}
	docs, facts, order := r.laidOut(facts)
	if p, err = partOf(r.name, docs, facts, order, file); err != nil {
		return "", nil, err
	}
	if p.segment, err = hashOfFile(file); err != nil {
		return "", nil, err
	}
	if err := errors.Join(b.enframe(dir), p.write(dir)); err != nil {
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
	to := filepath.Join(b.Dir, shardFolder, hash)
	if err := errors.Join(os.RemoveAll(to), os.Rename(dir, to)); err != nil {
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
