package generation

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// made writes a generation and gives what the next build knows of it.
func made(t testing.TB, former *Former, files map[string]string) (*Tree, *Former) {
	t.Helper()
	dir, err := os.MkdirTemp("", "minutebook-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	tree := New(dir, former)
	for name, text := range files {
		if err := tree.Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	next, err := OpenFormer(dir, tree.State())
	if err != nil {
		t.Fatal(err)
	}
	return tree, next
}

func inode(t testing.TB, path string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// A generation holds what was written to it, whatever the former was; what is the same in both is the same file.
func TestGenerations(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		files := rapid.MapOf(rapid.SampledFrom([]string{"a", "www/a", "www/b/c", "www/b/d", "index/x"}), rapid.SampledFrom([]string{"", "one", "two"}))
		before, after := files.Draw(r, "before"), files.Draw(r, "after")
		old, former := made(t, nil, before)
		tree, _ := made(t, former, after)
		var changed, gone []string
		for name, text := range after {
			got, err := tree.Read(name)
			if err != nil || string(got) != text {
				t.Fatalf("%s holds %q: %v", name, got, err)
			}
			was, had := before[name]
			if !had || was != text {
				changed = append(changed, name)
			}
			if same := had && os.SameFile(inode(t, old.Path(name)), inode(t, tree.Path(name))); same != (had && was == text) {
				t.Fatalf("%s: one file with the former: %v", name, same)
			}
		}
		for name := range before {
			if _, ok := after[name]; !ok {
				gone = append(gone, name)
			}
		}
		slices.Sort(changed)
		slices.Sort(gone)
		if !slices.Equal(changed, tree.Changed()) || !slices.Equal(gone, tree.Gone()) || !slices.Equal(slices.Sorted(maps.Keys(after)), tree.Names()) {
			t.Fatalf("changed %q, gone %q, all %q", tree.Changed(), tree.Gone(), tree.Names())
		}
	})
}

func TestWhatIsKeptIsAsTheBuildLeftIt(t *testing.T) {
	old, former := made(t, nil, map[string]string{"a": "one", "b": "one", "c": "one", "d/e": "one", "d/f/g": "two"})
	if err := os.WriteFile(old.Path("b"), []byte("longer"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(old.Path("c"), time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	tree := New(t.TempDir(), former)
	for name, want := range map[string]bool{"a": true, "b": false, "c": false, "z": false} {
		if ok, err := tree.Keep(name); ok != want || err != nil {
			t.Errorf("keeping %s: %v, %v", name, ok, err)
		}
	}
	if ok, err := tree.KeepBelow("d"); !ok || err != nil || !tree.Has("d/f/g") {
		t.Error("a folder is not kept", err)
	}
	if err := tree.Write("b", []byte("one")); err != nil { // as the former once was, but no more
		t.Fatal(err)
	}
	if got, _ := tree.Read("b"); string(got) != "one" {
		t.Errorf("b holds %q", got)
	}
	if err := tree.Write("a", []byte("two")); err != nil {
		t.Fatal(err)
	}
	if got, _ := old.Read("a"); string(got) != "one" {
		t.Errorf("writing over a kept file changed that of the former generation to %q", got)
	}
	if got := tree.Changed(); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("changed %q", got)
	}
}

func TestFilesOfOthersAreAdopted(t *testing.T) {
	_, former := made(t, nil, map[string]string{"index/a": "one", "index/b": "one"})
	tree := New(t.TempDir(), former)
	for name, text := range map[string]string{"index/a": "one", "index/b": "two"} {
		if err := os.MkdirAll(filepath.Dir(tree.Path(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(tree.Path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := tree.AdoptBelow("index"); err != nil {
		t.Fatal(err)
	}
	if got := tree.Changed(); !slices.Equal(got, []string{"index/b"}) {
		t.Errorf("changed %q", got)
	}
	want, _ := made(t, nil, map[string]string{"index/a": "one", "index/b": "two"})
	if !maps.Equal(tree.Sums(), want.Sums()) {
		t.Error("adopted files have other sums than written ones")
	}
}

func TestNamesLeadNowhereElse(t *testing.T) {
	tree := New(t.TempDir(), nil)
	for _, name := range []string{"", ".", "../a", "/a", "a/../../b", "a//b"} {
		if err := tree.Write(name, nil); err == nil {
			t.Errorf("%q is written", name)
		}
	}
}

func FuzzOpenFormer(f *testing.F) {
	_, former := made(f, nil, map[string]string{"a": "one", "b/b": "two", "ba": ""})
	tree := New(f.TempDir(), former)
	f.Add(tree.State())
	f.Add([]byte{2, 0, 1, 'a'})
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, state []byte) {
		if read, err := OpenFormer("x", state); err == nil {
			_ = fmt.Sprint(read.Sums())
		}
	})
}
