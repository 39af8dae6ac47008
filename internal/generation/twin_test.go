package generation

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// place is where generations of a site are put, with the twin of the one in place.
type place struct {
	t                   testing.TB
	live, twin, staging string
	state               []byte
}

func newPlace(t testing.TB) *place {
	t.Helper()
	dir, err := os.MkdirTemp("", "minutebook-test-")
	if err != nil {
		t.Fatal(err)
	}
	return &place{t: t, live: filepath.Join(dir, "live"), twin: filepath.Join(dir, "twin"), staging: filepath.Join(dir, "staging")}
}

func (p *place) end() { os.RemoveAll(filepath.Dir(p.live)) }

// tree is one for the next generation.
func (p *place) tree() *Tree {
	if os.Rename(p.twin, p.staging) == nil {
		if t, err := TakeTwin(p.staging, p.live, p.state); err == nil {
			return t
		}
	}
	former, err := OpenFormer(p.live, p.state)
	if err != nil {
		former = nil
	}
	if err := errors.Join(os.RemoveAll(p.staging), os.Mkdir(p.staging, 0o755)); err != nil {
		p.t.Fatal(err)
	}
	return New(p.staging, former)
}

// put makes a generation of the files and puts it in place. It says whether it was made of a twin.
func (p *place) put(files map[string]string, keep bool) bool {
	t := p.tree()
	for name, text := range files {
		if was, ok := t.Former(name); keep && ok && was == sumOf(text) {
			if ok, err := t.Keep(name); err != nil {
				p.t.Fatal(err)
			} else if ok {
				continue
			}
		}
		if err := t.Write(name, []byte(text)); err != nil {
			p.t.Fatal(err)
		}
	}
	if err := t.Sweep(); err != nil {
		p.t.Fatal(err)
	}
	p.state = t.State()
	old := p.staging + "-old"
	if err := os.Rename(p.live, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		p.t.Fatal(err)
	}
	if err := os.Rename(p.staging, p.live); err != nil {
		p.t.Fatal(err)
	}
	ok, err := t.Follow(old, p.live, p.state)
	if err != nil {
		p.t.Fatal(err)
	}
	if ok {
		err = os.Rename(old, p.twin)
	} else {
		err = os.RemoveAll(old)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return t.isTwin
}

// below are the files and the empty folders in a folder.
func below(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, at)
		if !d.IsDir() {
			data, err := os.ReadFile(at)
			all[filepath.ToSlash(name)] = string(data)
			return err
		}
		if entries, err := os.ReadDir(at); err == nil && len(entries) == 0 && at != dir {
			all[filepath.ToSlash(name)+"/"] = ""
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sumOf(text string) Sum { return sha256.Sum256([]byte(text)) }

// Whatever generations follow each other, and whatever others do in between to the one in place or to its twin, a generation holds
// what was written to it and nothing else, and its twin the same.
func TestTwins(t *testing.T) {
	names := []string{"words.json", "index/x", "www/a", "www/b/c", "www/b/d", "www/e/f/g", "www/e/h", "www/i", "www/i/j", "www/k/l", "www/m/n", "www/o", "packed/a", "packed/b/c"}
	twins := 0
	rapid.Check(t, func(r *rapid.T) {
		p := newPlace(t)
		defer p.end()
		files := map[string]string{}
		for _, name := range names {
			if name != "www/i/j" { // which cannot be beside www/i
				files[name] = "one"
			}
		}
		harmless := true // what others did is found when the twin is taken
		for range 5 {
			for range rapid.IntRange(0, 2).Draw(r, "edits") {
				edit(r, files, names)
			}
			if p.put(files, rapid.Bool().Draw(r, "keep")) {
				twins++
			}
			if got := below(t, p.live); !maps.Equal(got, files) {
				r.Fatalf("the generation holds %q, not %q", got, files)
			}
			if _, err := os.Stat(p.twin); err == nil && harmless {
				want := maps.Clone(files)
				maps.DeleteFunc(want, func(name, _ string) bool { return !many(name) })
				got := below(t, p.twin)
				delete(got, MarkFile)
				if !maps.Equal(got, want) {
					r.Fatalf("the twin holds %q, not %q", got, want)
				}
			}
			if rapid.IntRange(0, 2).Draw(r, "harm") == 0 {
				harmless = false
				harm(r, rapid.SampledFrom([]string{p.live, p.twin}).Draw(r, "where"), names)
			}
		}
	})
	if twins < 50 {
		t.Errorf("only %d generations were made of a twin", twins)
	}
}

func edit(r *rapid.T, files map[string]string, names []string) {
	name := rapid.SampledFrom(names).Draw(r, "name")
	switch text := rapid.SampledFrom([]string{"", "one", "two", "three"}).Draw(r, "text"); {
	case text == "":
		delete(files, name)
	case name == "www/i":
		delete(files, "www/i/j")
		files[name] = text
	case name == "www/i/j":
		delete(files, "www/i")
		files[name] = text
	default:
		files[name] = text
	}
}

// harm does something to a folder that a build left.
func harm(r *rapid.T, dir string, names []string) {
	at := filepath.Join(dir, rapid.SampledFrom(names).Draw(r, "harmed"))
	switch rapid.IntRange(0, 7).Draw(r, "kind") {
	case 0:
		_ = os.WriteFile(at, []byte("longer"), 0o644)
	case 1:
		_ = os.Remove(at)
	case 2:
		_ = errors.Join(os.Remove(at), os.Symlink("/etc/hostname", at))
	case 3:
		_ = errors.Join(os.Remove(at), os.MkdirAll(filepath.Join(at, "x"), 0o755))
	case 4:
		_ = os.WriteFile(filepath.Join(filepath.Dir(at), "stray"), []byte("stray"), 0o644)
	case 5:
		_ = os.RemoveAll(filepath.Dir(at))
	case 6:
		_ = os.WriteFile(filepath.Join(dir, MarkFile), []byte("no mark"), 0o644)
	case 7:
		elsewhere := filepath.Join(filepath.Dir(dir), "elsewhere")
		_ = errors.Join(os.RemoveAll(elsewhere), os.Rename(filepath.Dir(at), elsewhere), os.Symlink(elsewhere, filepath.Dir(at)))
	}
}

// What a link in place of a folder leads to is nobody's to change.
func TestLinksLeadNobodyOutOfATwin(t *testing.T) {
	for _, where := range []string{"live", "twin"} {
		p := newPlace(t)
		defer p.end()
		files := map[string]string{}
		for _, name := range []string{"www/a/x", "www/a/y", "www/b/z", "www/c", "www/d", "www/e", "www/f"} {
			files[name] = "one"
		}
		p.put(files, false)
		files["www/c"] = "two"
		p.put(files, false)
		elsewhere := t.TempDir()
		for _, name := range []string{"x", "y", "mine"} {
			if err := os.WriteFile(filepath.Join(elsewhere, name), []byte("kept"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		dir := map[string]string{"live": p.live, "twin": p.twin}[where]
		if err := errors.Join(os.RemoveAll(filepath.Join(dir, "www/a")), os.Symlink(elsewhere, filepath.Join(dir, "www/a"))); err != nil {
			t.Fatal(err)
		}
		files["www/a/x"] = "two"
		delete(files, "www/a/y")
		if p.put(files, true); !maps.Equal(below(t, p.live), files) {
			t.Errorf("%s: %q", where, below(t, p.live))
		}
		if got := below(t, elsewhere); len(got) != 3 || got["x"] != "kept" || got["mine"] != "kept" {
			t.Errorf("%s: what the link leads to is %q", where, got)
		}
	}
}

// What others write goes into a folder that was freed, and into no file of the former generation.
func TestFreedFoldersAreOfOthers(t *testing.T) {
	p := newPlace(t)
	defer p.end()
	files := map[string]string{"www/s/ids/1": "one", "www/s/ids/2": "one", "www/a": "one", "www/b": "one", "www/c": "one"}
	p.put(files, false)
	files["www/a"] = "two"
	p.put(files, false)
	tree := p.tree()
	if !tree.isTwin {
		t.Fatal("no twin")
	}
	if err := tree.Free("www/s/ids"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.MkdirAll(tree.Path("www/s/ids"), 0o755), os.WriteFile(tree.Path("www/s/ids/1"), []byte("two"), 0o644), tree.AdoptRest()); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(p.live, "www/s/ids/1")); err != nil || string(got) != "one" {
		t.Errorf("in place is %q, %v", got, err)
	}
	if got := tree.Names(); !slices.Equal(got, []string{"www/s/ids/1"}) {
		t.Errorf("the tree has %q", got)
	}
}

// Folders are in one order, however they are asked for.
func TestFolders(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		names := rapid.SliceOfDistinct(rapid.StringMatching(`(www|packed|index)(/[a+./-]{1,3}){1,3}`), func(s string) string { return s }).Draw(r, "names")
		names = slices.DeleteFunc(names, func(name string) bool { return !fs.ValidPath(name) })
		slices.Sort(names)
		want := map[string]bool{}
		for _, name := range names {
			if many(name) {
				touch(want, name)
			}
		}
		got := foldersOf(names)
		if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(maps.Keys(want))) {
			r.Fatalf("%q of %q", got, names)
		}
		for i, folder := range got {
			if !has(got, folder) || has(got, folder+"x") != want[folder+"x"] || i > 0 && (!isBefore(got[i-1], folder) || isBefore(folder, got[i-1])) {
				r.Fatalf("%q", got)
			}
		}
	})
}

// What a twin was made of costs what changed: folders that nothing was put into are as they were.
func TestATwinIsLeftAlone(t *testing.T) {
	p := newPlace(t)
	defer p.end()
	files := map[string]string{}
	for i := range 50 {
		files["www/p/"+strings.Repeat("x", i)+"y/index.html"] = "one"
	}
	p.put(files, false)
	files["www/p/y/index.html"] = "two"
	p.put(files, false)
	before := inode(t, filepath.Join(p.twin, "www/p/xy"))
	files["www/p/y/index.html"] = "three"
	if !p.put(files, true) {
		t.Fatal("no twin")
	}
	if after := inode(t, filepath.Join(p.live, "www/p/xy")); !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("a folder of the twin was touched")
	}
}

func FuzzTakeTwin(f *testing.F) {
	p := newPlace(f)
	f.Cleanup(p.end)
	p.put(map[string]string{"www/a": "one", "www/b/c": "one"}, false)
	p.put(map[string]string{"www/a": "one", "www/b/c": "one"}, false)
	data, err := os.ReadFile(filepath.Join(p.twin, MarkFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, p.state)
	f.Fuzz(func(t *testing.T, mark, state []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, MarkFile), mark, 0o600); err != nil {
			t.Fatal(err)
		}
		if tree, err := TakeTwin(dir, dir, state); err == nil && len(tree.Names()) > 0 {
			t.Error("files of nothing")
		}
	})
}
