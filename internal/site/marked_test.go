package site

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/hit"
	madeup "minutebook/internal/marked"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// Every page is the same value, and everything that can be found the same document, whether a site is made of the whole
// archive or of what its audience may see, printed by somebody who did not ask minutebook.
func TestMarkedPartsChangeNoValue(t *testing.T) {
	archives, values := madeup.Many(1000, 15), 0
	for seed := range uint64(archives) {
		a := madeup.New(seed, madeup.Shape{})
		for _, s := range madeup.Sites {
			whole := valuesOf(t, a.Files(nil), s)
			if d := cmp.Diff(valuesOf(t, a.Files(&s), s), whole); d != "" {
				a = a.Smaller(func(a *madeup.Archive) bool {
					return cmp.Diff(valuesOf(t, a.Files(&s), s), valuesOf(t, a.Files(nil), s)) != ""
				})
				t.Fatalf("seed %d, %s:\n%s\nthe smallest archive that shows it:\n%s", seed, s.Name, cmp.Diff(valuesOf(t, a.Files(&s), s), valuesOf(t, a.Files(nil), s)), a)
			}
			values += len(whole)
		}
	}
	t.Logf("%d archives: %d pages and hits, none of which depends on what its site does not show", archives, values)
}

// valuesOf are the values of all pages of a site, and its documents to be found, by their addresses.
func valuesOf(t *testing.T, files []madeup.File, s madeup.Site) map[string]string {
	t.Helper()
	dir, fsys := t.TempDir(), fstest.MapFS{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		if f.Name == archive.ConfigFile {
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	var sources []edition.Source
	for _, f := range files {
		switch {
		case path.Ext(f.Name) != ".md":
		case minutes.IsPage(f.Data):
			sources = append(sources, edition.Source{Page: minutes.ParsePage(f.Name, f.Data, a.Rules), Text: f.Data})
		default:
			sources = append(sources, edition.Source{Minutes: minutes.Parse(f.Name, f.Data, a.Rules), Text: f.Data})
		}
	}
	audience, _ := a.Rules.Policy.Site(s.Name)
	e := edition.Of(audience, sources, a.Rules, fsys)
	r := record.Link(e)
	values := map[string]string{"edition": e.Hash()}
	for _, p := range newBuilder(Options{Record: r, Edition: e, Policy: a.Rules.Policy, Rules: a.Rules, Look: Look{Words: a.Words}}).all() {
		sheet, err := sheetOf(p)
		if err != nil {
			t.Fatal(err)
		}
		values["page "+p.path] = string(sheet.front)
	}
	for _, d := range hit.Documents(r, a.Words) {
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		values["hit "+d.Kind+" "+d.ID+" "+d.Date+" "+d.URL] = string(text)
	}
	return values
}
