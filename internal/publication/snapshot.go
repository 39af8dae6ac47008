package publication

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/depot"
	"minutebook/internal/publish"
)

// root is a generation as the depot has it.
type root struct {
	Format   int              `json:"format"`
	Manifest publish.Manifest `json:"manifest"` // without its files
	Parts    []Ref            `json:"parts"`
	IDs      []string         `json:"ids"` // the publishings that brought anything of it, sorted
}

// Snapshot is a generation that was read.
type Snapshot struct {
	Generation
	Manifest publish.Manifest // its head
	Files    map[string]File  // by name below the site's folder; without the manifest itself
	place    *Place
	root     root
}

// Parts may know parts that were read before, by name. It is for several goroutines.
type Parts interface {
	Load(r Ref) ([]byte, bool)
	Keep(r Ref, data []byte)
}

// Snapshot reads a generation. known may be nil. depot.ErrAbsent where it was removed in the meantime.
func (p *Place) Snapshot(ctx context.Context, g Generation, known Parts) (*Snapshot, error) {
	r, err := p.root(ctx, g.Root)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{Generation: g, Manifest: r.Manifest, Files: map[string]File{}, place: p, root: r}
	var mu sync.Mutex
	err = p.each(ctx, r.Parts, func(ctx context.Context, _ int, ref Ref) error {
		data, err := p.part(ctx, ref, known)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		if err := readPart(data, s.Files); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return nil
	})
	return s, err
}

// each calls f for every one of several refs, some at the same time.
func (p *Place) each(ctx context.Context, refs []Ref, f func(ctx context.Context, i int, ref Ref) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.parallel())
	for i, ref := range refs {
		group.Go(func() error { return f(ctx, i, ref) })
	}
	return group.Wait()
}

func (p *Place) part(ctx context.Context, ref Ref, known Parts) ([]byte, error) {
	if known != nil {
		if data, ok := known.Load(ref); ok && sumOf(data) == ref.sum() {
			return data, nil
		}
	}
	data, err := p.load(ctx, ref)
	if err == nil && known != nil {
		known.Keep(ref, data)
	}
	return data, err
}

func (p *Place) root(ctx context.Context, ref Ref) (r root, err error) {
	data, err := p.load(ctx, ref)
	if err != nil {
		return r, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err == nil {
		err = json.NewDecoder(io.LimitReader(z, mostPart)).Decode(&r)
	}
	if err == nil && (len(r.Parts) == 0 || slices.ContainsFunc(r.Parts, func(r Ref) bool { return !r.valid() })) {
		err = errPart
	}
	if err != nil {
		return r, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if r.Format > Format || r.Manifest.Format > publish.Format {
		return r, fmt.Errorf("it was %w", ErrNewer)
	}
	return r, nil
}

func writeRoot(r root) ([]byte, error) {
	r.Format = Format
	r.Manifest.Files = nil
	data, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err = z.Write(data)
	err = errors.Join(err, z.Close())
	return packed.Bytes(), err
}

// mostLoaded bounds what is read into memory at once.
const mostLoaded = 64 << 20

// load reads a part or a root, which must have the bytes that it had.
func (p *Place) load(ctx context.Context, ref Ref) ([]byte, error) {
	return p.verified(ctx, ref.object(), ref.sum(), mostLoaded)
}

// verified reads an object with a given hash. What breaks off or is something else is read again.
func (p *Place) verified(ctx context.Context, object, sum string, most int64) ([]byte, error) {
	for attempt := 0; ; attempt++ {
		data, _, err := depot.Read(ctx, p.bare, object, most)
		if err == nil && sumOf(data) == sum {
			return data, nil
		}
		if err == nil {
			err = ErrDamaged
		}
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, depot.ErrUnavailable) || !p.again(ctx, attempt, p.pauses.Attempts) {
			return nil, err
		}
	}
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Read reads a file of the generation into memory.
func (s *Snapshot) Read(ctx context.Context, name string) ([]byte, error) {
	f, ok := s.Files[name]
	if !ok {
		return nil, depot.ErrAbsent
	}
	return s.place.verified(ctx, f.object(name), f.Sum, max(f.Size, 1))
}

// Copy writes a file of the generation to what open opens, as often as it takes; whatever was written before counts for nothing then.
func (s *Snapshot) Copy(ctx context.Context, name string, open func() (io.WriteCloser, error)) error {
	f := s.Files[name]
	for attempt := 0; ; attempt++ {
		w, err := open()
		if err != nil {
			return err
		}
		err = s.copy(ctx, name, f, w)
		if closing := w.Close(); closing != nil {
			return closing // the disk
		}
		if err == nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, depot.ErrUnavailable) || !s.place.again(ctx, attempt, s.place.pauses.Attempts) {
			return err
		}
	}
}

func (s *Snapshot) copy(ctx context.Context, name string, f File, w io.Writer) error {
	body, _, err := s.place.bare.Get(ctx, f.object(name))
	if err != nil {
		return err
	}
	defer body.Close()
	h := sha256.New()
	local := &noting{w: w}
	n, err := io.Copy(io.MultiWriter(local, h), io.LimitReader(body, f.Size+1))
	switch {
	case local.err != nil:
		return local.err
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("%w: %w", depot.ErrUnavailable, err)
	case n != f.Size || hex.EncodeToString(h.Sum(nil)) != f.Sum:
		return ErrDamaged
	}
	return nil
}

// noting tells an error of writing from one of reading.
type noting struct {
	w   io.Writer
	err error
}

func (n *noting) Write(p []byte) (int, error) {
	written, err := n.w.Write(p)
	n.err = err
	return written, err
}

// Parts are the names of the lists of the generation's files.
func (s *Snapshot) Parts() []Ref { return s.root.Parts }

// Sum is the sha256 of bytes as manifests have it.
func Sum(data []byte) string { return sumOf(data) }
