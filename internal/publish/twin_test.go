package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/generation"
)

// build puts a site of some pages in place and gives its state.
func build(t *testing.T, out string, state []byte, pages map[string]string) []byte {
	t.Helper()
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := s.Tree("public", state)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range pages {
		if err := tree.Write("www/"+name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := tree.Sweep(); err != nil {
		t.Fatal(err)
	}
	if err := Seal(tree, Manifest{Site: "public"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish([]string{"public"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	former, err := generation.OpenFormer(filepath.Join(out, "public"), tree.State())
	if err != nil || !former.Intact() {
		t.Fatalf("what was put in place is not as its state says: %v", err)
	}
	return tree.State()
}

// A site that is replaced by one that differs little is its twin from then on, and the next site is made of it. No twin has what
// its site has not.
func TestTwins(t *testing.T) {
	out := t.TempDir()
	pages := map[string]string{}
	for i := range 20 {
		pages[fmt.Sprintf("m/%d/index.html", i)] = "as it was"
	}
	state := build(t, out, nil, pages)
	if got := names(t, out); slices.Contains(got, twinPrefix+"public") {
		t.Errorf("a first build leaves %q", got)
	}
	var folders []os.FileInfo
	for i, text := range []string{"secret", "second", "third"} {
		pages["m/7/index.html"] = text
		pages["new.html"] = text
		delete(pages, fmt.Sprintf("m/%d/index.html", i))
		state = build(t, out, state, pages)
		live, twin := filepath.Join(out, "public"), filepath.Join(out, twinPrefix+"public")
		for name, want := range pages {
			a, err := os.Stat(filepath.Join(live, "www", name))
			b, more := os.Stat(filepath.Join(twin, "www", name))
			if err != nil || more != nil || !os.SameFile(a, b) || read(t, filepath.Join(live, "www", name)) != want {
				t.Fatalf("%s: %v %v", name, err, more)
			}
		}
		if got := names(t, filepath.Join(twin, "www/m")); !slices.Equal(got, names(t, filepath.Join(live, "www/m"))) {
			t.Errorf("the twin has %q", got)
		}
		if got := names(t, twin); !slices.Equal(got, []string{"twin", "www"}) {
			t.Errorf("the twin has %q", got)
		}
		if info, err := os.Stat(twin); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%v %v", info.Mode(), err)
		}
		if info, err := os.Stat(live); err != nil || info.Mode().Perm() != 0o755 {
			t.Errorf("%v %v", info.Mode(), err)
		}
		info, err := os.Stat(live)
		if err != nil {
			t.Fatal(err)
		}
		folders = append(folders, info)
	}
	if !os.SameFile(folders[0], folders[2]) || folders[0].ModTime().Equal(folders[2].ModTime()) {
		t.Error("the third site is not made of the twin of the second, or cannot be told from the first")
	}
	if err := os.RemoveAll(filepath.Join(out, "public")); err != nil {
		t.Fatal(err)
	}
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil || slices.ContainsFunc(names(t, out), func(name string) bool { return strings.HasPrefix(name, twinPrefix) }) {
		t.Errorf("the twin of a site that is gone is there: %v", err)
	}
}

// A site is never made of the twin of another state, nor put in place of what is not ours.
func TestNoTwinOfAnotherState(t *testing.T) {
	out := t.TempDir()
	pages := map[string]string{"a": "1", "b": "1", "c": "1", "d": "1", "e": "1"}
	state := build(t, out, nil, pages)
	first := state
	pages["a"] = "2"
	state = build(t, out, state, pages)
	pages["a"] = "3"
	build(t, out, first, pages)
	if got := read(t, filepath.Join(out, "public/www/a")); got != "3" {
		t.Errorf("a holds %q", got)
	}
	if slices.Contains(names(t, out), twinPrefix+"public") {
		t.Error("there is a twin of which nobody knows what it was before")
	}
	write(t, filepath.Join(out, "foreign", "x"), "mine")
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Tree("foreign", state); err == nil {
		t.Error("a folder that is not ours is taken")
	}
}
