// Package release puts a finished build of a site where its readers are (internal/publication), by the rules of minutes:
//
//   - What a build no longer shows of what is published (a passage, a paper, a page, or to whom) is withdrawn: it sets the floor.
//   - Going back to an older generation asks the sources and the policy of today whether that may still be shown.
package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"minutebook/internal/build"
	"minutebook/internal/depot"
	"minutebook/internal/exposure"
	"minutebook/internal/former"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
)

// ErrNoBuild is the cause when there is no finished build of a site to publish.
var ErrNoBuild = errors.New("not a finished build of the site; make one with minutebook build")

// At opens the place of a site in a depot that a person named.
func At(dest, site string) (*publication.Place, error) {
	d, err := depot.Open(dest)
	if err != nil {
		return nil, err
	}
	return publication.At(depot.Below(d, site), depot.Usual), nil
}

// Build is a finished build that is open for publishing.
type Build struct {
	publication.Build
	root *os.Root
}

// Open opens the build of a site in its folder.
func Open(dir, site string) (*Build, error) {
	m, err := publish.ReadManifest(dir)
	if err != nil {
		return nil, fmt.Errorf("%s is %w: %w", dir, ErrNoBuild, err)
	}
	if m.Site != site {
		return nil, fmt.Errorf("%s is %w: it is of site %s", dir, ErrNoBuild, m.Site)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Build{publication.Build{Manifest: m, Files: root.FS()}, root}, nil
}

// Close lets go of the folder.
func (b *Build) Close() error { return b.root.Close() }

// Withdraws says whether the build no longer shows something that a published generation shows.
func (b *Build) Withdraws(ctx context.Context, before *publication.Snapshot) (bool, error) {
	if before.Manifest.Online && !b.Manifest.Online {
		return true, nil
	}
	for name, f := range before.Files {
		if strings.HasPrefix(name, papers) && b.Manifest.Files[name] != f.Sum {
			return true, nil
		}
	}
	was := func(name string) ([]byte, error) { return before.Read(ctx, name) }
	now := func(name string) ([]byte, error) { return fs.ReadFile(b.Files, name) }
	for file, withdraws := range map[string]func(before, next exposure.Read) (bool, error){exposure.File: exposure.Withdraws, former.File: withdrawsPages} {
		f, known := before.Files[file]
		if !known {
			return true, nil
		}
		if f.Sum == b.Manifest.Files[file] {
			continue
		}
		if withdrawn, err := withdraws(was, now); withdrawn || err != nil {
			return true, err
		}
	}
	return false, nil
}

// papers are the files of others that pages link to.
const papers = "www/files/"

// withdrawsPages says whether a list has withdrawn pages that the one before has not.
func withdrawsPages(before, next exposure.Read) (bool, error) {
	data, err := next(former.File)
	if err != nil {
		return true, err
	}
	var was, now former.List
	if err := json.Unmarshal(data, &now); err != nil {
		return true, fmt.Errorf("%s: %w", former.File, err)
	}
	if data, err = before(former.File); err != nil {
		return true, err
	}
	if json.Unmarshal(data, &was) != nil {
		return true, nil
	}
	known := map[string]bool{}
	for _, at := range was.Withdrawn {
		known[at] = true
	}
	for _, at := range now.Withdrawn {
		if !known[at] {
			return true, nil
		}
	}
	return false, nil
}

// BackOptions say to what a site goes back.
type BackOptions struct {
	Archive, Site, AsOf string
	To                  int64 // a sequence; 0 for the generation before what is published
	Keep                time.Duration
	DryRun              bool
}

// Back is what going back came to.
type Back struct {
	From, To, Sequence int64 // Sequence is that under which the older one is published now
	Floor              bool
	Left               error
}

// ErrNarrowed is the cause when an older generation was for more readers than the site is for today.
var ErrNarrowed = errors.New("it was published for readers whom the policy does not let in today")

// GoBack publishes an older generation again, if today's sources and policy have nothing against it. The error may be a build.LeakError.
func GoBack(ctx context.Context, p *publication.Place, o BackOptions) (done Back, err error) {
	ptr, err := p.Pointer(ctx)
	if err != nil {
		return done, err
	}
	if ptr.Now == nil {
		return done, publication.ErrNothing
	}
	g, err := ptr.Kept(o.To)
	if err != nil {
		return done, err
	}
	done.From, done.To = ptr.Now.Sequence, g.Sequence
	s, err := p.Snapshot(ctx, g, nil)
	if err != nil {
		return done, err
	}
	dir, err := os.MkdirTemp("", "minutebook-rollback-")
	if err != nil {
		return done, err
	}
	defer os.RemoveAll(dir)
	if err := fetch(ctx, s, dir); err != nil {
		return done, err
	}
	if err := mayBeShown(ctx, s, dir, o); err != nil {
		return done, fmt.Errorf("generation %d: %w", g.Sequence, err)
	}
	now, err := p.Snapshot(ctx, *ptr.Now, nil)
	if err != nil {
		return done, err
	}
	older, err := Open(dir, o.Site)
	if err != nil {
		return done, err
	}
	defer older.Close()
	if done.Floor, err = older.Withdraws(ctx, now); err != nil || o.DryRun {
		return done, err
	}
	if done.Sequence, err = p.GoBack(ctx, s, *ptr.Now, done.Floor); err != nil {
		return done, err
	}
	done.Left = p.Collect(ctx, o.Keep)
	return done, nil
}

// mayBeShown asks the archive as it is today.
func mayBeShown(ctx context.Context, s *publication.Snapshot, dir string, o BackOptions) error {
	clearance, online, err := build.Standing(o.Archive, o.Site)
	if err != nil {
		return err
	}
	if s.Manifest.Clearance != clearance || s.Manifest.Online && !online {
		return ErrNarrowed
	}
	a, err := build.AuditFormer(ctx, build.AuditOptions{Archive: o.Archive, Site: o.Site, Dir: dir, AsOf: o.AsOf})
	if err == nil && len(a.Search.Leaks) > 0 {
		err = build.LeakError(a.Search.Leaks)
	}
	return err
}

// fetch writes a generation into an empty folder.
func fetch(ctx context.Context, s *publication.Snapshot, dir string) error {
	m := s.Manifest
	m.Files = map[string]string{}
	for name, f := range s.Files {
		m.Files[name] = f.Sum
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			return err
		}
		if err := s.Copy(ctx, name, func() (io.WriteCloser, error) { return os.Create(at) }); err != nil {
			return err
		}
	}
	data, err := m.Marshal()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, publish.ManifestFile), data, 0o600)
}
