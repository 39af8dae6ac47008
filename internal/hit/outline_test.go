package hit

import (
	"crypto/sha256"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/internal/cache"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

// What is found of documents that come as outlines is what is found of whole ones: the same stamps, and the same texts when
// they are asked for.
func TestOutlinesAreFoundAsTheWhole(t *testing.T) {
	archives := [][]txtar.File{demoFiles(t)}
	for _, name := range []string{"orchard", "spoken"} {
		a, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		archives = append(archives, a.Files[:len(a.Files)-1])
	}
	for _, files := range archives {
		sources := sourcesOf(files)
		kept := outlined(t, sources)
		for _, s := range policy.Default().Sites {
			link := func(sources []edition.Source) *record.Record {
				return record.Link(edition.Of(s, sources, minutes.DefaultRules(), nil))
			}
			r, o := link(sources), link(kept)
			if len(o.Meetings) > 0 && !o.Meetings[0].Minutes.IsOutline() {
				t.Fatal("nothing is an outline")
			}
			want, got := Content(r, wordtest.English(t)), Content(o, wordtest.English(t))
			for _, d := range got.Documents {
				if (d.Kind == "meeting" || d.Kind == "item") && d.Text != "" {
					t.Fatalf("%s has its text before anybody asks", d.ID)
				}
			}
			if d := cmp.Diff(whole(t, want), whole(t, got)); d != "" {
				t.Errorf("%s: %s", s.Name, d)
			}
		}
	}
}

// outlined are the sources as a build has them that read them before.
func outlined(t *testing.T, sources []edition.Source) []edition.Source {
	t.Helper()
	c, err := cache.Open(t.TempDir(), [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	shelf := edition.NewShelf(c, [32]byte{2})
	var kept []edition.Source
	for _, s := range sources {
		if s.Page == nil {
			sum := sha256.Sum256(s.Text)
			if !shelf.Put(s.Minutes, s.Text, sum) {
				t.Fatal("the shelf takes nothing")
			}
			s = edition.Kept(s.Minutes.Head(), shelf, sum, nil)
		}
		kept = append(kept, s)
	}
	return kept
}
