// Package publish puts a finished build in place, whole or not at all.
//
// A build is written into a staging folder beside the output, on the same file system. When it is
// complete each site is exchanged with the one it replaces in a single step of the file system. A process
// killed at any moment leaves every site as it was or as it is to be; the next build removes what the
// killed one left behind.
//
// A site's folder that minutebook did not write is never replaced.
//
// What was replaced is removed, or becomes the twin of what replaced it (internal/generation), where the two differ little:
//
//	out/public                      the site
//	out/.minutebook-twin-public     the same pages under the same names, hard links, for the next build to begin with
//
// A twin has nothing that its site has not, is read by nobody, and may be removed at any time.
package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"minutebook/internal/generation"
)

// Prefixes of the names of folders in the output folder: of every staging folder, and of every twin.
const (
	stagingPrefix = ".minutebook-staging-"
	twinPrefix    = ".minutebook-twin-"
)

// ErrBusy is the cause when another build writes to the same output folder.
var ErrBusy = errors.New("another build is writing there")

// ErrForeign is the cause when a folder that minutebook did not write stands where a site is to go.
var ErrForeign = errors.New("not written by minutebook")

// Staging is a build in progress: a folder for each site that nobody reads yet. It holds a lock on the
// output folder until Close.
type Staging struct {
	out   string
	dir   string
	lock  *Lock
	trees map[string]*generation.Tree // by site
	brief bool
}

// Brief says that what is put in place need not outlast a machine that loses power, so that Publish does not wait for the disk.
func (s *Staging) Brief() { s.brief = true }

// Stage prepares the output folder out, making it if need be: it takes the lock, removes what killed
// builds left, and makes an empty staging folder.
func Stage(out string) (*Staging, error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, fmt.Errorf("make the output folder: %w", err)
	}
	lock, err := LockFolder(out)
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", out, err)
	}
	s := &Staging{out: out, lock: lock, trees: map[string]*generation.Tree{}}
	if err := s.removeLeftovers(); err != nil {
		return nil, errors.Join(fmt.Errorf("clean up after an earlier build: %w", err), s.Close())
	}
	if s.dir, err = os.MkdirTemp(out, stagingPrefix); err != nil {
		return nil, errors.Join(fmt.Errorf("make a staging folder: %w", err), s.Close())
	}
	return s, nil
}

// Site makes the folder in which a site is to be built. It refuses at once if the site cannot be put in
// place later.
func (s *Staging) Site(name string) (string, error) {
	if err := s.ours(name); err != nil {
		return "", err
	}
	dir := filepath.Join(s.dir, name)
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", fmt.Errorf("make a staging folder: %w", err)
	}
	return dir, nil
}

// Tree is the tree in which a site is to be built. state is what the build of the site that is in place left (generation.Tree.State), or
// nil where that is not known. It refuses as Site does.
func (s *Staging) Tree(name string, state []byte) (*generation.Tree, error) {
	if err := s.ours(name); err != nil {
		return nil, err
	}
	dir, twin, live := filepath.Join(s.dir, name), filepath.Join(s.out, twinPrefix+name), filepath.Join(s.out, name)
	if os.Rename(twin, dir) == nil {
		tree, err := generation.TakeTwin(dir, live, state)
		if err == nil {
			s.trees[name] = tree
			return tree, os.Chmod(dir, 0o755)
		}
		if err := removeAll(dir); err != nil {
			return nil, fmt.Errorf("remove what an earlier build left: %w", err)
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make a staging folder: %w", err)
	}
	former, err := generation.OpenFormer(live, state)
	if err != nil {
		former = nil // nothing is known of it
	}
	s.trees[name] = generation.New(dir, former)
	return s.trees[name], nil
}

// Publish puts the named sites in place, one after the other, each in one step. All of them must be
// complete: Publish is the first moment at which anybody sees anything of the build.
func (s *Staging) Publish(names []string) error {
	if !s.brief {
		if err := flush(s.dir); err != nil {
			return fmt.Errorf("write the build to disk: %w", err)
		}
	}
	for _, name := range names {
		if err := s.ours(name); err != nil {
			return err
		}
		if err := exchange(filepath.Join(s.dir, name), filepath.Join(s.out, name)); err != nil {
			return fmt.Errorf("put site %s in place: %w", name, err)
		}
	}
	for _, name := range names {
		if tree := s.trees[name]; tree != nil {
			s.twin(name, tree)
		}
	}
	return nil
}

// twin makes the twin of a site of what it replaced. Where that fails there is none, and what was replaced is removed with the
// staging folder.
func (s *Staging) twin(name string, tree *generation.Tree) {
	old := filepath.Join(s.dir, name)
	if ok, err := tree.Follow(old, filepath.Join(s.out, name), tree.State()); !ok || err != nil {
		return
	}
	if os.Chmod(old, 0o700) == nil {
		_ = os.Rename(old, filepath.Join(s.out, twinPrefix+name))
	}
}

// Close removes the staging folder with what it holds (an unfinished build, or what a published one
// replaced) and gives the lock back.
func (s *Staging) Close() error {
	var err error
	if s.dir != "" {
		err = removeAll(s.dir)
	}
	return errors.Join(err, s.lock.Close())
}

func (s *Staging) removeLeftovers() error {
	entries, err := os.ReadDir(s.out)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), stagingPrefix) {
			if err := s.recover(filepath.Join(s.out, e.Name())); err != nil {
				return err
			}
		}
	}
	return s.removeTwins(entries)
}

// removeTwins removes the twins of sites that are there no more.
func (s *Staging) removeTwins(entries []os.DirEntry) error {
	for _, e := range entries {
		site, twin := strings.CutPrefix(e.Name(), twinPrefix)
		if !twin {
			continue
		}
		if _, err := os.Lstat(filepath.Join(s.out, site)); !errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := removeAll(filepath.Join(s.out, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// recover removes the staging folder of a killed build. Where sites cannot be exchanged in one step, the
// killed build may have moved the old site aside and not yet put the new one in place: the old one goes back.
func (s *Staging) recover(staging string) error {
	entries, err := os.ReadDir(staging)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name, aside := strings.CutSuffix(e.Name(), asideSuffix)
		if !aside {
			continue
		}
		if _, err := os.Lstat(filepath.Join(s.out, name)); errors.Is(err, os.ErrNotExist) {
			if err := os.Rename(filepath.Join(staging, e.Name()), filepath.Join(s.out, name)); err != nil {
				return err
			}
		}
	}
	return removeAll(staging)
}

// ours says whether a site's place is free or holds a build of minutebook.
func (s *Staging) ours(name string) error {
	place := filepath.Join(s.out, name)
	if info, err := os.Lstat(place); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is no folder, and so %w; move it away or choose another --out", place, ErrForeign)
	}
	entries, err := os.ReadDir(place)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", place, errors.Join(ErrForeign, err))
	}
	if _, err := ReadHead(place); err != nil {
		return fmt.Errorf("%s holds files that are %w; empty it or choose another --out", place, ErrForeign)
	}
	return nil
}
