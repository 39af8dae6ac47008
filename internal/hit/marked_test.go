package hit

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/marked"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

// All that an index is made of is the same, glossary and names too, whether a site is made of the whole archive or of
// what its audience may see, printed by somebody who did not ask minutebook.
func TestMarkedPartsChangeNoContent(t *testing.T) {
	archives := marked.Many(500, 10)
	documents, mentions, names, terms := 0, 0, 0, 0
	for seed := range uint64(archives) {
		a := marked.New(seed, marked.Shape{})
		for _, s := range marked.Sites {
			got, want := contentOf(t, a.Files(nil), s), contentOf(t, a.Files(&s), s)
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("seed %d, %s:\n%s\n%s", seed, s.Name, d, a)
			}
			documents, names, terms = documents+len(got.Documents), names+len(got.Names), terms+len(got.Glossary)
			for _, d := range got.Documents {
				mentions += len(d.Mentions)
			}
		}
	}
	if documents == 0 || mentions == 0 || names == 0 || terms == 0 {
		t.Errorf("%d documents, %d mentions, %d names, %d terms: nothing of a kind proves nothing", documents, mentions, names, terms)
	}
}

func contentOf(t *testing.T, files []marked.File, s marked.Site) index.Content {
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
	return whole(t, Content(record.Link(edition.Of(audience, sources, a.Rules, fsys)), a.Words))
}

// whole is content with all its texts, and nothing to ask for more.
func whole(t *testing.T, c index.Content) index.Content {
	t.Helper()
	c, err := c.Whole()
	if err != nil {
		t.Fatal(err)
	}
	c.Text = nil
	return c
}

// Of minutes that a site may not see nothing is found, mentioned, spelt out or suggested there: no action, no incident, no
// owner, no standing item that only they have, and no meaning of a term. Who may see them has it all.
func TestNoTraceOfWithheldMinutes(t *testing.T) {
	a, err := txtar.ParseFile("testdata/spoken.txtar")
	if err != nil {
		t.Fatal(err)
	}
	only := []string{"Secret Orchard Key", "SOK", "Hidden Barn", "PRUG 9/01", "PRUG 14/01", "PRUG_15", "Key Report", "MP99", "INC000000004713"}
	members, inside := policy.Default().Sites[2], policy.Default().Sites[2]
	red, _ := policy.Default().Level("Red")
	inside.Clearance = policy.ClearedTo(red)
	for s, has := range map[*policy.Site]bool{&members: false, &inside: true} {
		c := whole(t, Content(recordOf(a.Files[:len(a.Files)-1], *s), wordtest.English(t)))
		for i := range c.Documents {
			c.Documents[i].Text = strings.ReplaceAll(c.Documents[i].Text, "Action PRUG 9/01 is not known here", "") // an open text speaks of it
		}
		all := dump(c.Documents) + dumpRest(c)
		for _, word := range only {
			if strings.Contains(all, word) != has {
				t.Errorf("%q: in what is found is not %v", word, has)
			}
		}
	}
}

// A withheld item of which the number is shown is found by nothing but that.
func TestStub(t *testing.T) {
	head := &minutes.Block{Kind: minutes.Heading, ID: "item-3", Spans: []minutes.Span{{Text: "3. " + minutes.Withheld}}}
	m := &record.Meeting{ID: "A_1", Path: "/meetings/a-1/", Minutes: &minutes.Minutes{
		Items: []*minutes.Item{{Number: "3", Title: minutes.Withheld, Head: head, Stub: true}}}}
	d := Documents(&record.Record{Meetings: []*record.Meeting{m}}, wordtest.English(t))[1]
	want := index.Document{ID: "A_1 item 3", Kind: "item", Title: "Item 3 is withheld from the readers of this site.", Meeting: "A_1", URL: "/meetings/a-1/#item-3"}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
}
