package record

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/internal/minutes"
)

var updating = flag.Bool("update", false, "rewrite the expected records")

// TestLink compares the records of notes with what is expected of them. Each case is named by the sentence
// that it proves.
func TestLink(t *testing.T) {
	files, err := filepath.Glob("testdata/link/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { compareCase(t, file, func(a *txtar.Archive) *Record { return linkedCase(a) }) })
	}
}

func linkedCase(a *txtar.Archive) *Record {
	var pages []*minutes.Page
	for _, f := range a.Files {
		if filepath.Ext(f.Name) == ".md" {
			pages = append(pages, &minutes.Page{File: f.Name})
		}
	}
	return linked(string(section(a, "notes").Data), pages...)
}

// compareCase compares the last sections of a case with the record made of the others: "record", and in cases
// that have it "redirects".
func compareCase(t *testing.T, file string, make func(*txtar.Archive) *Record) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := make(a)
	got := map[string]string{"record": dump(r)}
	if slices.ContainsFunc(a.Files, func(f txtar.File) bool { return f.Name == "redirects" }) {
		got["redirects"] = dumpRedirects(r)
	}
	for name, text := range got {
		if *updating {
			section(a, name).Data = []byte(text)
		}
		if diff := cmp.Diff(string(section(a, name).Data), text); diff != "" {
			t.Errorf("run with -update, and read the difference, if this is as it should be:\n%s", diff)
		}
	}
	if *updating {
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func section(a *txtar.Archive, name string) *txtar.File {
	for i := range a.Files {
		if a.Files[i].Name == name {
			return &a.Files[i]
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name})
	return &a.Files[len(a.Files)-1]
}
