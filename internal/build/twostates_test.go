package build_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"minutebook/internal/build"
	"minutebook/internal/cache"
	"minutebook/internal/marked"
)

// twoStates is an archive that goes to and fro between two states, and what a fresh build makes of each.
type twoStates struct {
	desk
	sources, built [2]string
	now            int
}

func newTwoStates(t *testing.T) *twoStates {
	dir := t.TempDir()
	s := &twoStates{desk: desk{Rand: rand.New(rand.NewPCG(11, 1)), root: filepath.Join(dir, "archive"), out: filepath.Join(dir, "out")}}
	if marked.Many(1, 0) == 0 { // one site is cheaper
		s.options.Sites = []string{"members"}
	}
	for _, f := range marked.New(91, marked.Shape{Meetings: marked.Many(8, 4)}).Files(nil) {
		s.write(f.Name, f.Data)
	}
	for i := range s.sources {
		s.sources[i] = filepath.Join(dir, fmt.Sprint("sources-", i))
		copySources(t, s.root, s.sources[i])
		s.built[i] = filepath.Join(s.sources[i], "out")
		if _, err := run(s.options, s.sources[i], s.built[i]); err != nil {
			t.Fatal(err)
		}
		for _, change := range []func(*desk) string{(*desk).remove, (*desk).reword, (*desk).lengthen, (*desk).rename, (*desk).layout, (*desk).shorten} {
			if i == 0 && change(&s.desk) == "" {
				t.Fatal("nothing to change")
			}
		}
	}
	s.now = 1
	return s
}

// turn brings the archive into its other state.
func (s *twoStates) turn(t *testing.T) {
	t.Helper()
	s.now = 1 - s.now
	s.fresh = s.sources[s.now]
	s.restore(t)
}

// build goes on from what is there, and must come to what a fresh build comes to.
func (s *twoStates) build(t *testing.T) build.Result {
	t.Helper()
	res, err := run(s.options, s.root, s.out)
	if err != nil {
		t.Fatal(err)
	}
	sameBuild(t, s.out, s.built[s.now])
	return res
}

func (s *twoStates) cache() string { return cache.Folder(s.root) }

// cached are the files of the cache.
func (s *twoStates) cached(t *testing.T) (all []string) {
	t.Helper()
	_ = filepath.WalkDir(s.cache(), func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all = append(all, path)
		}
		return nil
	})
	return all
}
