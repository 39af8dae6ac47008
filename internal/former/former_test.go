package former

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/generation"
)

var some = List{Redirects: map[string]string{"/a/b/": "/c/#d", "/old.html": "/"}, Withdrawn: []string{"/w/", "/w/x/", "/z.html"}}

func TestRedirect(t *testing.T) {
	for address, want := range map[string]string{"/a/b/": "/c/#d", "/a/b": "/c/#d", "/old.html": "/", "/a/": "", "/a/b/c/": "", "": "", "/": "", "a/b": ""} {
		if got, ok := some.Redirect(address); got != want || ok != (want != "") {
			t.Errorf("%q leads to %q", address, got)
		}
	}
}

func TestGone(t *testing.T) {
	for address, want := range map[string]string{"/w/": "/w/", "/w": "/w/", "/w/y/z/": "/w/", "/w/x/source/": "/w/x/", "/w/x/f.csv": "/w/x/", "/z.html": "/z.html",
		"/": "", "": "", "/ww/": "", "w/": "", "/w/../a/": "", "//": "", "/a/../w": ""} {
		if got, ok := some.Gone(address); got != want || ok != (want != "") {
			t.Errorf("%q is answered by %q", address, got)
		}
	}
	if _, ok := (List{}).Gone("/w/"); ok {
		t.Error("an empty list has something withdrawn")
	}
}

func TestWrittenAndReadBack(t *testing.T) {
	dir := t.TempDir()
	if got, err := Read(dir); err != nil || len(got.Redirects)+len(got.Withdrawn) != 0 {
		t.Errorf("of nothing: %v, %v", got, err)
	}
	if err := Write(generation.New(dir, nil).Below("."), some); err != nil {
		t.Fatal(err)
	}
	got, err := Read(dir)
	if diff := cmp.Diff(some, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if err := os.WriteFile(filepath.Join(dir, File), []byte("[]"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(dir); err == nil {
		t.Error("a list of another shape is read")
	}
}
