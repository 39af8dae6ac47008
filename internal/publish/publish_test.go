package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// stageOne puts a site of one page into a staging folder, complete with its manifest.
func stageOne(t *testing.T, out, text string) *Staging {
	t.Helper()
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := s.Site("public")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "www", "index.html"), text)
	if err := WriteManifest(dir, Manifest{Site: "public"}); err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestPublishReplacesWhole(t *testing.T) {
	out := t.TempDir()
	for _, text := range []string{"first", "second"} {
		s := stageOne(t, out, text)
		if err := s.Publish([]string{"public"}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if got := read(t, filepath.Join(out, "public", "www", "index.html")); got != text {
			t.Errorf("the page says %q, want %q", got, text)
		}
	}
	if got := names(t, out); len(got) != 2 || got[0] != ".minutebook-lock" || got[1] != "public" {
		t.Errorf("the output folder holds %q, want the lock and the site", got)
	}
}

func TestUnfinishedBuildChangesNothing(t *testing.T) {
	out := t.TempDir()
	s := stageOne(t, out, "first")
	if err := errors.Join(s.Publish([]string{"public"}), s.Close()); err != nil {
		t.Fatal(err)
	}
	if err := stageOne(t, out, "second").Close(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(out, "public", "www", "index.html")); got != "first" {
		t.Errorf("the page says %q, want that of the build before", got)
	}
}

func TestStageRemovesLeftovers(t *testing.T) {
	out := t.TempDir()
	write(t, filepath.Join(out, stagingPrefix+"123", "public", "www", "index.html"), "of a killed build")
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(filepath.Join(out, stagingPrefix+"123")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the staging folder of the killed build is still there (%v)", err)
	}
}

// A build killed between two renames has moved the old site aside; the next build puts it back.
func TestStageRecoversASiteMovedAside(t *testing.T) {
	out := t.TempDir()
	write(t, filepath.Join(out, stagingPrefix+"123", "public"+asideSuffix, "www", "index.html"), "old")
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := read(t, filepath.Join(out, "public", "www", "index.html")); got != "old" {
		t.Errorf("the page says %q, want the old one", got)
	}
}

func TestMoveAsideExchanges(t *testing.T) {
	dir := t.TempDir()
	staged, place := filepath.Join(dir, "staged"), filepath.Join(dir, "place")
	write(t, filepath.Join(staged, "f"), "new")
	write(t, filepath.Join(place, "f"), "old")
	if err := moveAside(staged, place); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(place, "f")); got != "new" {
		t.Errorf("place holds %q, want new", got)
	}
	if got := read(t, filepath.Join(staged+asideSuffix, "f")); got != "old" {
		t.Errorf("aside holds %q, want old", got)
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	out := t.TempDir()
	write(t, filepath.Join(out, "public", "thesis.txt"), "years of work")
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Site("public"); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v, want ErrForeign", err)
	}
	if got := read(t, filepath.Join(out, "public", "thesis.txt")); got != "years of work" {
		t.Errorf("the file holds %q", got)
	}
}

// What is no folder is never replaced, nor is a link that leads to one.
func TestFilesAndLinksAreRefused(t *testing.T) {
	out, elsewhere := t.TempDir(), t.TempDir()
	write(t, filepath.Join(out, "public"), "a letter")
	if err := os.Symlink(elsewhere, filepath.Join(out, "parties")); err != nil {
		t.Fatal(err)
	}
	s, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, name := range []string{"public", "parties"} {
		if _, err := s.Site(name); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: got %v, want ErrForeign", name, err)
		}
	}
}

func TestOneBuildAtATime(t *testing.T) {
	out := t.TempDir()
	first, err := Stage(out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Stage(out); !errors.Is(err, ErrBusy) {
		t.Errorf("a second build got %v, want ErrBusy", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := Stage(out)
	if err != nil {
		t.Fatalf("after the first build ended: %v", err)
	}
	second.Close()
}
