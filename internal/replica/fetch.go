package replica

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/depot"
	"minutebook/internal/generation"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
)

const (
	atOnce   = 8       // files that are fetched at the same time
	inMemory = 4 << 20 // bytes of a file that is held in memory before it is written
)

// fetch puts what is published in place of what is here.
func (r *Replica) fetch(ctx context.Context, ptr publication.Pointer) error {
	known := &parts{dir: filepath.Join(r.Cache, ".parts-"+r.Site)}
	s, err := r.Place.Snapshot(ctx, *ptr.Now, known)
	if err != nil {
		return err
	}
	if m := s.Manifest; m.Site != r.Site || m.Online != ptr.Online {
		return fmt.Errorf("%w: a generation and the pointer contradict each other", publication.ErrDamaged)
	}
	err = r.assemble(ctx, s, ptr.Floor, r.here.tree)
	if errors.Is(err, errUnfit) && r.here.tree != nil { // perhaps for what is here is damaged
		err = r.assemble(ctx, s, ptr.Floor, nil)
	}
	if err == nil {
		known.keepOnly(s.Parts())
	}
	return nameless(err)
}

// errUnfit is the cause when what was fetched cannot be served.
var errUnfit = errors.New("what was fetched cannot be served")

// assemble makes the folder of a generation beside the one that is here, on top of it as far as its files are as they were left, tries it,
// and exchanges the two.
func (r *Replica) assemble(ctx context.Context, s *publication.Snapshot, floor int64, former []byte) (err error) {
	began := time.Now()
	staging, err := publish.Stage(r.Cache)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, staging.Close()) }()
	if r.Brief {
		staging.Brief()
	}
	tree, err := staging.Tree(r.Site, former)
	if err != nil {
		return err
	}
	fetched, err := fill(ctx, tree, s)
	if err != nil {
		return err
	}
	if err := errors.Join(tree.Sweep(), publish.Seal(tree, s.Manifest)); err != nil {
		return err
	}
	if r.Try != nil {
		if err := r.Try(ctx, tree.Dir()); err != nil {
			return fmt.Errorf("%w: %w", errUnfit, err)
		}
	}
	if ptr, err := r.Place.Pointer(ctx); err == nil && ptr.Floor > s.Sequence {
		return ErrWithdrawn // by now
	}
	if err := r.replace(func() error { return staging.Publish([]string{r.Site}) }); err != nil {
		return err
	}
	sum := tree.Sum(publish.ManifestFile)
	r.here = state{s.Sequence, s.By, max(r.here.Floor, floor), s.Manifest.Online, hex.EncodeToString(sum[:6]), tree.State()}
	r.unsaved = true
	r.note()
	if s.Manifest.Restricted() {
		r.Log.Info("fetched", "site", r.Site, "sequence", s.Sequence, "took", time.Since(began))
	} else {
		r.Log.Info("fetched", "site", r.Site, "sequence", s.Sequence, "took", time.Since(began), "files", fetched)
	}
	return r.remember()
}

// fill puts the files of a generation into a tree, and says how many had to be fetched.
func fill(ctx context.Context, tree *generation.Tree, s *publication.Snapshot) (fetched int, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	var n atomic.Int64
	for name, f := range s.Files {
		if sum, ok := tree.Former(name); ok && hex.EncodeToString(sum[:]) == f.Sum {
			kept, err := tree.Keep(name)
			if err != nil {
				return 0, errors.Join(err, group.Wait())
			}
			if kept {
				continue
			}
		}
		group.Go(func() error {
			n.Add(1)
			return fetchFile(ctx, tree, s, name, f)
		})
	}
	err = group.Wait()
	return int(n.Load()), err
}

func fetchFile(ctx context.Context, tree *generation.Tree, s *publication.Snapshot, name string, f publication.File) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if f.Size <= inMemory {
		data, err := s.Read(ctx, name)
		if err != nil {
			return err
		}
		return tree.Write(name, data)
	}
	if err := tree.Write(name, nil); err != nil { // makes room
		return err
	}
	at := tree.Path(name)
	err := s.Copy(ctx, name, func() (io.WriteCloser, error) {
		if err := os.Remove(at); err != nil { // which may be a link to what others have
			return nil, err
		}
		return os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	})
	if err != nil {
		return err
	}
	return tree.Adopt(name)
}

// ErrFull is the cause when the disk of the cache is full.
var ErrFull = errors.New("the disk of the cache is full; make room")

// nameless is an error without the name of a file: it goes into a log, and of a restricted site names may be what nobody else may know.
func nameless(err error) error {
	switch bare := depot.Nameless(err); {
	case errors.Is(err, depot.ErrAbsent):
		return fmt.Errorf("%w: something of it is not there", publication.ErrDamaged)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrFull
	case bare != err:
		return fmt.Errorf("write to the cache: %w", bare)
	}
	return err
}
