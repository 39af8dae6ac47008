package build_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/cache"
	"minutebook/internal/marked"
)

// damages are what can befall the cache of an archive, or the sites of the build before.
var damages = []struct {
	name string
	do   func(t *testing.T, s *twoStates)
}{
	{"is cut short", eachCached(func(s *twoStates, data []byte) []byte { return data[:len(data)/2] })},
	{"has a bit turned", eachCached(func(s *twoStates, data []byte) []byte {
		if len(data) > 0 {
			data[s.IntN(len(data))] ^= 1 << s.IntN(8)
		}
		return data
	})},
	{"is empty", eachCached(func(*twoStates, []byte) []byte { return nil })},
	{"is noise", eachCached(func(s *twoStates, data []byte) []byte {
		for i := range data {
			data[i] = byte(s.IntN(256))
		}
		return data
	})},
	{"has its files exchanged", exchangeCached},
	{"is that of another archive", foreignCache},
	{"is of another program", otherProgram},
	{"is old", oldCache},
	{"is folders", folderCache},
	{"cannot be there", noCache},
	{"cannot be written to", noFolder},
	{"is gone", func(t *testing.T, s *twoStates) { check(t, os.RemoveAll(s.cache())) }},
	{"knows pages that were changed", eachPage(func(at string) error { return os.WriteFile(at, []byte("<p>zqlamps"), 0o644) })},
	{"knows pages that are gone", eachPage(os.Remove)},
	{"knows pages that are folders", eachPage(func(at string) error { return errors.Join(os.Remove(at), os.Mkdir(at, 0o755)) })},
	{"knows pages that lead elsewhere", eachPage(func(at string) error { return errors.Join(os.Remove(at), os.Symlink("/etc/passwd", at)) })},
}

// Whatever befalls what a build remembers, the next one comes to what a fresh one comes to.
func TestWhatIsDamagedIsNotBelieved(t *testing.T) {
	s := newTwoStates(t)
	s.build(t)
	all := damages
	if marked.Many(1, 0) == 0 {
		all = []struct {
			name string
			do   func(t *testing.T, s *twoStates)
		}{damages[1], damages[4], damages[5], damages[12]}
	}
	for _, d := range all {
		s.turn(t)
		d.do(t, s)
		s.build(t)
		if t.Failed() {
			t.Fatalf("the cache %s", d.name)
		}
		if info, err := os.Lstat(filepath.Join(s.root, ".minutebook")); err == nil && !info.IsDir() {
			check(t, os.Remove(filepath.Join(s.root, ".minutebook")))
		}
		if info, err := os.Lstat(s.cache()); err == nil && !info.IsDir() {
			check(t, os.Remove(s.cache()))
		}
	}
	t.Logf("%d kinds of damage: each next build is as a fresh one", len(all))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eachCached changes what each file of the cache holds.
func eachCached(change func(*twoStates, []byte) []byte) func(*testing.T, *twoStates) {
	return func(t *testing.T, s *twoStates) {
		for _, at := range s.cached(t) {
			data, err := os.ReadFile(at)
			check(t, err)
			check(t, os.WriteFile(at, change(s, data), 0o600))
		}
	}
}

// exchangeCached gives each file of the cache the name of the next.
func exchangeCached(t *testing.T, s *twoStates) {
	var texts [][]byte
	all := s.cached(t)
	for _, at := range all {
		data, err := os.ReadFile(at)
		check(t, err)
		texts = append(texts, data)
	}
	for i, at := range all {
		check(t, os.WriteFile(at, texts[(i+1)%len(texts)], 0o600))
	}
}

// foreignCache puts in place what another archive remembers.
func foreignCache(t *testing.T, s *twoStates) {
	other := t.TempDir()
	for _, f := range marked.New(92, marked.Shape{Meetings: 4}).Files(nil) {
		put(t, filepath.Join(other, f.Name), f.Data)
	}
	_, err := run(s.options, other, filepath.Join(other, "out"))
	check(t, err)
	check(t, os.RemoveAll(s.cache()))
	copyFolder(t, cache.Folder(other), s.cache())
}

// otherProgram gives each file of the cache the head that another program would give it.
func otherProgram(t *testing.T, s *twoStates) {
	mine, err := cache.Program()
	check(t, err)
	for _, at := range s.cached(t) {
		data, err := os.ReadFile(at)
		check(t, err)
		others := sha256.Sum256(mine[:])
		check(t, os.WriteFile(at, bytes.Replace(data, mine[:], others[:], 1), 0o600))
	}
}

// oldCache puts in place what the archive remembered one state before.
func oldCache(t *testing.T, s *twoStates) {
	old := filepath.Join(t.TempDir(), "old")
	copyFolder(t, s.cache(), old)
	s.build(t)
	s.turn(t)
	check(t, os.RemoveAll(s.cache()))
	copyFolder(t, old, s.cache())
}

// folderCache puts a folder in the place of each file.
func folderCache(t *testing.T, s *twoStates) {
	for _, at := range s.cached(t) {
		check(t, errors.Join(os.Remove(at), os.Mkdir(at, 0o700)))
	}
}

func noCache(t *testing.T, s *twoStates) {
	check(t, errors.Join(os.RemoveAll(s.cache()), os.MkdirAll(filepath.Dir(s.cache()), 0o755), os.WriteFile(s.cache(), nil, 0o400)))
}

func noFolder(t *testing.T, s *twoStates) {
	top := filepath.Join(s.root, ".minutebook")
	check(t, errors.Join(os.RemoveAll(top), os.Symlink("nowhere", top)))
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	if _, err := os.Stat(from); !errors.Is(err, fs.ErrNotExist) {
		check(t, os.CopyFS(to, os.DirFS(from)))
	}
}

// eachPage does something to every third page of the build before, whole and packed.
func eachPage(do func(at string) error) func(*testing.T, *twoStates) {
	return func(t *testing.T, s *twoStates) {
		var all []string
		for name := range treeOf(t, s.out) {
			if strings.Contains(name, ".html") {
				all = append(all, name)
			}
		}
		slices.Sort(all)
		for i, name := range all {
			if i%3 == 0 {
				check(t, do(filepath.Join(s.out, name)))
			}
		}
	}
}
