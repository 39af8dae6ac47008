package build_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/archive"
	"minutebook/internal/build"
	"minutebook/internal/edition"
	"minutebook/internal/former"
	"minutebook/internal/publish"
)

// The promise of the product, for whole sites: the redacted files of an edition, as an archive of their own
// without anything that was withheld, give the same site to the byte, and an index of the same documents; and nothing that was
// withheld stands in it. An audience that may read nothing has a site that says so.
func TestAuditsOfWholeSites(t *testing.T) {
	for _, s := range allSites(t) {
		root := archives[s.archive](t)
		a, err := build.Audit(context.Background(), build.AuditOptions{Archive: root, Site: s.name, Dir: s.dir})
		if err != nil {
			t.Fatalf("%s %s: %v", s.archive, s.name, err)
		}
		if !a.Clean() {
			t.Errorf("%s %s: differences %q, leaks %v", s.archive, s.name, a.Proof.Differences, a.Search.Leaks)
		}
		if a.Proof.Files < len(s.files) || a.Search.Files < len(s.files) || (a.Proof.Terms == 0) != (a.Proof.Found == 0) {
			t.Errorf("%s %s: %d files: %+v", s.archive, s.name, len(s.files), a)
		}
		if s.archive == "demo" && s.name == "public" && (a.Looked.Runs < 1000 || a.Looked.IDs == 0 || a.Looked.Words == 0 || a.Looked.Stems == 0) {
			t.Errorf("little is withheld from the public site, so this proves little: %+v", a.Looked)
		}
	}
}

// writeRedacted writes the edition of one site as an archive.
func writeRedacted(t *testing.T, root, site, to string) {
	t.Helper()
	e := editionOf(t, root, site)
	for _, r := range e.Redacted() {
		put(t, filepath.Join(to, r.File), r.Text)
	}
	kept := []string{"minutebook.yaml"}
	for _, f := range e.Files() {
		kept = append(kept, f.Source)
	}
	for _, name := range kept {
		text, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(to, name), text)
	}
}

// editionOf reads an archive and makes the edition of one of its sites.
func editionOf(t *testing.T, root, site string) edition.Edition {
	t.Helper()
	a, sources := readArchive(t, root)
	s, ok := a.Rules.Policy.Site(site)
	if !ok {
		t.Fatalf("no site %s", site)
	}
	return edition.Of(s, sources, a.Rules, a.Files())
}

func readArchive(t *testing.T, root string) (*archive.Archive, []edition.Source) {
	t.Helper()
	a, err := archive.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	sources, err := a.Read(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return a, sources.Documents
}

func put(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// sameManifest compares all that two manifests say: former.json is among their files. Those of the index are bleve's,
// which differ from build to build; what went into it has a hash.
func sameManifest(t *testing.T, s *built, dir string) {
	t.Helper()
	withoutSegments := func(dir string) publish.Manifest {
		m := mustManifest(t, dir)
		maps.DeleteFunc(m.Files, func(name, _ string) bool { return strings.HasPrefix(name, "index/") })
		return m
	}
	a, b := withoutSegments(s.dir), withoutSegments(dir)
	if _, ok := a.Files[former.File]; !ok || len(a.Files) < len(s.files) {
		t.Errorf("%s %s: the manifest has only %d files", s.archive, s.name, len(a.Files))
	}
	if d := cmp.Diff(a, b); d != "" {
		t.Errorf("%s %s: the manifests differ:\n%s", s.archive, s.name, d)
	}
}
