package hit

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/index"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

var update = flag.Bool("update", false, "rewrite the expected documents")

// Each file of testdata is an archive and, last, all that its site "members" is found by.
func TestDocuments(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(a.Files) - 1
			content := Content(recordOf(a.Files[:last], site()), wordtest.English(t))
			got := dump(whole(t, content).Documents) + dumpRest(content)
			if *update {
				a.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(a.Files[last].Data), got); diff != "" {
				t.Error(diff)
			}
			if _, err := index.Build(t.TempDir(), content); err != nil {
				t.Error(err)
			}
		})
	}
}

func site() policy.Site {
	s, _ := policy.Default().Site("members")
	s.URL = "https://minutes.example/orchard/"
	return s
}

func recordOf(files []txtar.File, s policy.Site) *record.Record {
	return record.Link(edition.Of(s, sourcesOf(files), minutes.DefaultRules(), nil))
}

func sourcesOf(files []txtar.File) []edition.Source {
	rules := minutes.DefaultRules()
	var sources []edition.Source
	for _, f := range files {
		if strings.Contains(string(f.Data), "kind: page") {
			sources = append(sources, edition.Source{Page: minutes.ParsePage(f.Name, f.Data, rules), Text: f.Data})
		} else {
			sources = append(sources, edition.Source{Minutes: minutes.Parse(f.Name, f.Data, rules), Text: f.Data})
		}
	}
	return sources
}

func dump(docs []index.Document) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "%s %q %q\n  %s\n", d.Kind, d.ID, d.Title, d.URL)
		for _, f := range [][2]string{{"date", d.Date}, {"meeting", d.Meeting}, {"group", d.Group}, {"groups", strings.Join(d.Groups, ", ")},
			{"status", d.Status}, {"owners", strings.Join(d.Owners, ", ")}, {"aliases", strings.Join(d.Aliases, ", ")},
			{"mentions", strings.Join(d.Mentions, ", ")}, {"modifications", strings.Join(d.Modifications, ", ")}} {
			if f[1] != "" {
				fmt.Fprintf(&b, "  %s %s\n", f[0], f[1])
			}
		}
		for line := range strings.Lines(d.Text) {
			fmt.Fprintf(&b, "  | %s\n", strings.TrimSpace(line))
		}
	}
	return b.String()
}

func dumpRest(c index.Content) string {
	var b strings.Builder
	for _, a := range c.Glossary {
		fmt.Fprintf(&b, "term %q %q\n", a.Term, a.Expansion)
	}
	for _, n := range c.Names {
		fmt.Fprintf(&b, "name %s %q %q\n  %s\n", n.Kind, n.ID, n.Title, n.URL)
	}
	return b.String()
}

// A site that does not show who attended is not found by their names either.
func TestPeople(t *testing.T) {
	a, err := txtar.ParseFile("testdata/orchard.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for people, found := range map[policy.People]bool{policy.PeopleNames: true, policy.PeopleOrganisations: false, policy.PeopleCounts: false, "": false} {
		s := site()
		s.People = people
		docs := dump(Documents(recordOf(a.Files[:len(a.Files)-1], s), wordtest.English(t)))
		if strings.Contains(docs, "Ada Pippin") != found || !strings.Contains(docs, "count the baskets") {
			t.Errorf("people shown as %q: found by name is not %v", people, found)
		}
	}
}

// Minutes that number items alike, or twice as if they had been numbered for us, can still be indexed.
func TestTwins(t *testing.T) {
	item := func(number string) *minutes.Item { return &minutes.Item{Number: number, Title: "Twin"} }
	m := &record.Meeting{ID: "A_1", Path: "/meetings/a-1/", Minutes: &minutes.Minutes{
		Items: []*minutes.Item{item("1"), item("1"), item("1 (2)"), item("1 (2)"), item("")}}}
	docs := Documents(&record.Record{Meetings: []*record.Meeting{m}}, wordtest.English(t))
	var got []string
	for _, d := range docs {
		got = append(got, d.ID)
	}
	want := []string{"A_1", "A_1 item 1", "A_1 item 1 (2)", "A_1 item 1 (2) (2)", "A_1 item 1 (2) (3)", "A_1 item "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := index.Build(t.TempDir(), index.Content{Documents: docs}); err != nil {
		t.Error(err)
	}
}

// facts are what is known of real minutes that are not part of the project.
type facts struct {
	Meeting struct{ ID string }
	Items   []string
	Raised  map[string]struct{ Written string } `json:"actions_raised"`
	Updated map[string]any                      `json:"actions_updated"`

	Decisions     map[string]int
	Incidents     map[string]any
	Modifications map[string]any
}

// The real minutes have every item, action and incident as a document of its own, and each is the first
// hit for its id, however that is spelt.
func TestRealMinutes(t *testing.T) {
	text, known := realMinutes(t)
	docs := Documents(recordOf([]txtar.File{{Name: "real.md", Data: text}}, site()), wordtest.English(t))
	checkKinds(t, docs, known)
	x := built(t, docs)
	first := func(query string) index.Hit {
		r, err := x.Search(t.Context(), index.Query{Text: query})
		if err != nil || r.Total == 0 {
			t.Errorf("%s: %d found, %v", query, r.Total, err)
			return index.Hit{}
		}
		return r.Hits[0]
	}
	wants := func(query, kind, id string) {
		if h := first(query); h.Kind != kind || id != "" && h.ID != id {
			t.Errorf("%s: %s %s is first, want %s %s", query, h.Kind, h.ID, kind, id)
		}
	}
	for id, a := range known.Raised {
		if a.Written != "" {
			wants(a.Written, "action", id)
		}
		wantsSpellings(wants, "action", id)
	}
	for id := range known.Updated {
		wantsSpellings(wants, "action", id)
	}
	for id := range known.Incidents {
		wantsSpellings(wants, "incident", id)
		wants(strings.TrimLeft(id, "INC0"), "incident", id)
		wants("inc "+strings.TrimLeft(id, "INC0"), "incident", id)
	}
	for id := range known.Modifications {
		wantsSpellings(wants, "modification", "MP"+strings.TrimLeft(id, "SECMDP"))
		wants(id, "modification", "MP"+strings.TrimLeft(id, "SECMDP"))
		wants("SECMP0"+strings.TrimLeft(id, "SECMDP"), "modification", "MP"+strings.TrimLeft(id, "SECMDP"))
	}
	wantsSpellings(wants, "meeting", known.Meeting.ID)
	if h := first("communications hub returns"); h.Kind != "item" || !strings.Contains(h.Title, "Returns") {
		t.Errorf("the item on returns is not first: %+v", h)
	}
	if h := first("open actions DCC coverage checker"); h.Kind != "action" || h.Status != "open" || !strings.Contains(string(h.Snippet), "<mark>coverage</mark>") {
		t.Errorf("the action on coverage is not first: %+v", h)
	}
}

// wantsSpellings asks for an id in small letters, with blanks, underscores and without zeros.
func wantsSpellings(wants func(query, kind, id string), kind, id string) {
	for _, query := range []string{id, strings.ToLower(id), strings.NewReplacer("/", " ", "_", " ").Replace(id),
		strings.ReplaceAll(id, " ", "_"), strings.NewReplacer("/0", "/", " 0", " ").Replace(id)} {
		wants(query, kind, id)
	}
}

func realMinutes(t *testing.T) ([]byte, facts) {
	t.Helper()
	const folder = "../../../shared/acceptance"
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(files) != 1 {
		t.Skip("the real minutes are not here")
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(strings.TrimSuffix(files[0], ".md") + ".expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var known facts
	if err := json.Unmarshal(data, &known); err != nil {
		t.Fatal(err)
	}
	return text, known
}

func checkKinds(t *testing.T, docs []index.Document, known facts) {
	t.Helper()
	count := map[string]int{}
	for _, d := range docs {
		count[d.Kind]++
	}
	decisions := 0
	for _, n := range known.Decisions {
		decisions += n
	}
	for kind, n := range map[string]int{"meeting": 1, "item": len(known.Items), "action": len(known.Raised) + len(known.Updated),
		"decision": decisions, "incident": len(known.Incidents), "modification": len(known.Modifications)} {
		if count[kind] != n || n == 0 {
			t.Errorf("%d documents of kind %s, want %d", count[kind], kind, n)
		}
	}
}

func built(t *testing.T, docs []index.Document) *index.Index {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := index.Build(dir, index.Content{Documents: docs}); err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}
