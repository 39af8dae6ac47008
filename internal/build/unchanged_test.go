package build_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"minutebook/internal/build"
)

// Where nothing changed, a build touches no file and no folder of a site; where somebody changed what a build left, or there is
// anything else that a build depends on, it is done.
func TestNothingChanged(t *testing.T) {
	s := newTwoStates(t)
	s.build(t)
	before := lying(t, s.out)
	s.build(t)
	if after := lying(t, s.out); after != before {
		t.Error("a build of the same touched something")
	}
	site := filepath.Join(s.out, "members")
	for _, c := range []struct {
		what  string
		spoil func() error
	}{
		{"a page that is gone", func() error { return os.Remove(filepath.Join(site, "www", "index.html")) }},
		{"a page that is another", func() error {
			return os.WriteFile(filepath.Join(site, "www", "about", "index.html"), []byte("zq"), 0o644)
		}},
		{"an index that is another", func() error { return os.WriteFile(filepath.Join(site, "index", "index.json"), []byte("{}"), 0o644) }},
		{"a manifest with a blank more", func() error {
			at := filepath.Join(site, "manifest.json")
			data, err := os.ReadFile(at)
			return errors.Join(err, os.WriteFile(at, append(data, ' '), 0o644))
		}},
	} {
		check(t, c.spoil())
		if s.build(t); t.Failed() {
			t.Fatal(c.what)
		}
	}
	memories := filepath.Join(s.root, ".minutebook", "withheld")
	check(t, os.RemoveAll(memories))
	if s.build(t); len(everyFile(t, memories)) == 0 {
		t.Error("what is withheld is forgotten for ever")
	}
}

// What was built once is no reason to let through what stops a strict build.
func TestNothingChangedIsNoExcuse(t *testing.T) {
	dir := t.TempDir()
	lowered(t, dir, "Violet")
	put(t, filepath.Join(dir, "content", "b.md"), []byte(strings.NewReplacer("**Violet**", "**Clear**", "07", "08").Replace(
		"This document is classified as **Violet**.\n\nHarbour Watch Committee Meeting\n\n12 March 2024, HWC_07_1203\n\nFinal Minutes\n\n1. Lamps\n\nFour.\n")))
	mustBuildPublic(t, dir, "out")
	for range 2 {
		if _, err := buildPublic(dir, "out", func(o *build.Options) { o.Strict = true }); !errors.Is(err, build.ErrFindings) {
			t.Errorf("a strict build: %v", err)
		}
		if res := mustBuildPublic(t, dir, "out"); len(res.Findings) == 0 {
			t.Error("the findings are gone")
		}
	}
	if _, err := buildPublic(dir, "out", func(o *build.Options) { o.Sites = []string{"crew"} }); !errors.Is(err, build.ErrUnknownSite) {
		t.Errorf("a site that is none: %v", err)
	}
}

// lying says how all below a folder lies on the disk: inodes, times and lengths. What a build locks does not count.
func lying(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir || strings.HasSuffix(path, ".minutebook-lock") {
			return err
		}
		var st unix.Stat_t
		if err := unix.Lstat(path, &st); err != nil {
			return err
		}
		fmt.Fprintln(&all, path[len(dir):], st.Ino, st.Nlink, st.Mtim.Nano(), st.Ctim.Nano(), st.Size)
		return nil
	})
	check(t, err)
	return all.String()
}
