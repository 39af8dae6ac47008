package build_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/build"
	"minutebook/internal/exposure"
)

// lowered is an archive of one document, at a level.
func lowered(t *testing.T, dir, level string) {
	t.Helper()
	put(t, filepath.Join(dir, "content", "a.md"), []byte("This document is classified as **"+level+"**.\n\nHarbour Watch Committee Meeting\n\n12 March 2024, HWC_07_1203\n\nFinal Minutes\n\n1. Quay Lighting\n\nFour lamps were dark on the east quay.\n"))
}

// buildPublic builds one site into the folder out of the archive.
func buildPublic(dir, out string, change func(*build.Options)) (build.Result, error) {
	o := build.Options{Archive: dir, Out: filepath.Join(dir, out), Sites: []string{"public"}}
	if change != nil {
		change(&o)
	}
	return build.Run(context.Background(), o)
}

func mustBuildPublic(t *testing.T, dir, out string) build.Result {
	t.Helper()
	res, err := buildPublic(dir, out, nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// What a build would expose stops it before anything changes; a site at the root of a host of ours replaces nothing.
func TestExposureStopsABuild(t *testing.T) {
	dir := t.TempDir()
	lowered(t, dir, "Red")
	mustBuildPublic(t, dir, "out")
	if err := os.CopyFS(filepath.Join(dir, "copy"), os.DirFS(filepath.Join(dir, "out"))); err != nil {
		t.Fatal(err)
	}
	before := everyFile(t, filepath.Join(dir, "out"))
	lowered(t, dir, "Clear")
	_, err := buildPublic(dir, "out", nil)
	var exposed build.ExposureError
	if !errors.As(err, &exposed) || len(exposed) != 1 || exposed[0].File != "content/a.md" || exposed[0].Was != "Red" {
		t.Fatalf("exposed %+v, %v", exposed, err)
	}
	if !maps.Equal(before, everyFile(t, filepath.Join(dir, "out"))) {
		t.Error("the output changed")
	}
	if _, err := buildPublic(dir, "copy", func(o *build.Options) { o.AtRoot = true }); err != nil {
		t.Errorf("at the root: %v", err)
	}
	res, err := buildPublic(dir, "out", func(o *build.Options) { o.Confirmed = exposure.List(exposed).Hash() })
	if err != nil || res.Forgot != nil {
		t.Errorf("confirmed: %v, %v", err, res.Forgot)
	}
}

// An archive that cannot be written to is built all the same, and the build says what that costs.
func TestAnArchiveThatCannotRemember(t *testing.T) {
	dir := t.TempDir()
	lowered(t, dir, "Clear")
	if err := os.Symlink("nowhere", filepath.Join(dir, ".minutebook")); err != nil {
		t.Fatal(err)
	}
	if res := mustBuildPublic(t, dir, "out"); res.Forgot == nil {
		t.Error("it says that it remembers")
	}
}

// The memories of folders that are gone go with them; those of others stay.
func TestMemoriesOfFormerFoldersGo(t *testing.T) {
	dir := t.TempDir()
	lowered(t, dir, "Red")
	memories := func() int {
		files, err := filepath.Glob(filepath.Join(dir, ".minutebook", "withheld", "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	mustBuildPublic(t, dir, "one")
	mustBuildPublic(t, dir, "two")
	if n := memories(); n != 2 {
		t.Errorf("%d memories, want 2", n)
	}
	if err := os.RemoveAll(filepath.Join(dir, "one")); err != nil {
		t.Fatal(err)
	}
	if _, err := buildPublic(dir, "two", func(o *build.Options) { o.Sites = []string{"parties"} }); err != nil {
		t.Fatal(err)
	}
	if n := memories(); n != 1 {
		t.Errorf("%d memories, want 1", n)
	}
	// What was noted of a site stays until that site is built again.
	lowered(t, dir, "Clear")
	_, err := buildPublic(dir, "two", nil)
	if !errors.As(err, new(build.ExposureError)) {
		t.Errorf("public: %v", err)
	}
}

// The addresses to purge are those of files that are gone or changed, and no others, and none is missing.
func TestPurgesAreWhatChanged(t *testing.T) {
	dir := t.TempDir()
	lowered(t, dir, "Clear")
	mustBuildPublic(t, dir, "out")
	www := filepath.Join(dir, "out", "public", "www")
	before := everyFile(t, www)
	lowered(t, dir, "White")
	res, err := buildPublic(dir, "out", func(o *build.Options) { o.PurgeList = build.NoFile })
	if err != nil {
		t.Fatal(err)
	}
	after := everyFile(t, www)
	var want []string
	for name, text := range before {
		if after[name] != text {
			want = append(want, "/"+strings.TrimSuffix(name, "index.html"))
		}
	}
	slices.Sort(want)
	if len(res.Purges) != 1 || res.Purges[0].Site != "public" || res.Purges[0].Gone == 0 || len(want) == 0 {
		t.Fatalf("purges %+v", res.Purges)
	}
	got := slices.Sorted(slices.Values(res.Purges[0].Addresses))
	if !slices.Equal(got, want) {
		t.Errorf("to purge %v\nchanged %v", got, want)
	}
	for _, at := range want {
		if strings.Contains(strings.ToLower(after[strings.TrimPrefix(at, "/")+"index.html"]), "lamps") {
			t.Errorf("%s still has it", at)
		}
	}
}

func everyFile(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
