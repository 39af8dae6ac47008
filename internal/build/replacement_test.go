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

// What a build would expose stops it before anything changes; sites at the root of a host of ours replace nothing.
func TestExposureStopsABuild(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	lowered(t, dir, "Red")
	mustBuild(t, dir, out)
	before := everyFile(t, out)
	lowered(t, dir, "Clear")
	_, err := build.Run(context.Background(), build.Options{Archive: dir, Out: out})
	var exposed build.ExposureError
	if !errors.As(err, &exposed) || len(exposed) != 3 {
		t.Fatalf("exposed %+v, %v", exposed, err)
	}
	after := everyFile(t, out)
	if !maps.Equal(before, after) {
		t.Error("the output changed")
	}
	if _, err := build.Run(context.Background(), build.Options{Archive: dir, Out: out, Confirmed: exposure.List(exposed[:1]).Hash()}); !errors.As(err, &exposed) {
		t.Errorf("with the hash of a part: %v", err)
	}
	for _, o := range []build.Options{{Archive: dir, Out: out, AtRoot: true}, {Archive: dir, Out: out, Confirmed: exposure.List(exposed).Hash()}} {
		copied := filepath.Join(t.TempDir(), "out")
		if err := os.CopyFS(copied, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		o.Out = copied
		if !o.AtRoot {
			o.Out = out
		}
		if res, err := build.Run(context.Background(), o); err != nil || len(res.Sites) != 3 || res.Forgot != nil {
			t.Errorf("%+v: %v, %v", o, err, res.Forgot)
		}
	}
}

// An archive that cannot be written to is built all the same, and the build says what that costs.
func TestAnArchiveThatCannotRemember(t *testing.T) {
	dir := t.TempDir()
	lowered(t, dir, "Clear")
	if err := os.Symlink("nowhere", filepath.Join(dir, ".minutebook")); err != nil {
		t.Fatal(err)
	}
	res, err := build.Run(context.Background(), build.Options{Archive: dir, Out: filepath.Join(dir, "out"), Sites: []string{"public"}})
	if err != nil || res.Forgot == nil {
		t.Errorf("%v; forgot %v", err, res.Forgot)
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
	for _, out := range []string{"one", "two"} {
		if _, err := build.Run(context.Background(), build.Options{Archive: dir, Out: filepath.Join(dir, out), Sites: []string{"public"}}); err != nil {
			t.Fatal(err)
		}
	}
	if n := memories(); n != 2 {
		t.Errorf("%d memories, want 2", n)
	}
	if err := os.RemoveAll(filepath.Join(dir, "one")); err != nil {
		t.Fatal(err)
	}
	if _, err := build.Run(context.Background(), build.Options{Archive: dir, Out: filepath.Join(dir, "two"), Sites: []string{"parties"}}); err != nil {
		t.Fatal(err)
	}
	if n := memories(); n != 1 {
		t.Errorf("%d memories, want 1", n)
	}
	// What was noted of a site stays until that site is built again.
	lowered(t, dir, "Clear")
	_, err := build.Run(context.Background(), build.Options{Archive: dir, Out: filepath.Join(dir, "two"), Sites: []string{"public"}})
	if !errors.As(err, new(build.ExposureError)) {
		t.Errorf("public: %v", err)
	}
}

// The addresses to purge are those of files that are gone or changed, and no others, and none is missing.
func TestPurgesAreWhatChanged(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	lowered(t, dir, "Clear")
	mustBuild(t, dir, out)
	before := everyFile(t, filepath.Join(out, "public", "www"))
	lowered(t, dir, "White")
	res, err := build.Run(context.Background(), build.Options{Archive: dir, Out: out, PurgeList: build.NoFile})
	if err != nil {
		t.Fatal(err)
	}
	after := everyFile(t, filepath.Join(out, "public", "www"))
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
