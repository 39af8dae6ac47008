package feed

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed/atom"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/generation"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wording"
)

var updating = flag.Bool("update", false, "rewrite the expected files")

// TestFeeds compares what a reader reads with what is expected.
func TestFeeds(t *testing.T) {
	const golden = "testdata/harbour.txtar"
	a, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, options(linked(t, a, "https://host.example/book/")))
	var sources []txtar.File
	var want string
	for _, f := range a.Files {
		if f.Name == "want" {
			want = string(f.Data)
		} else {
			sources = append(sources, f)
		}
	}
	if *updating {
		a.Files = append(sources, txtar.File{Name: "want", Data: []byte(got)})
		if err := os.WriteFile(golden, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("run with -update, and read the difference, if this is as it should be:\n%s", diff)
	}
}

// linked is the record of the documents of a case, for the parties.
func linked(t *testing.T, a *txtar.Archive, url string) *record.Record {
	t.Helper()
	rules := minutes.DefaultRules()
	rules.Groups = []minutes.Group{{ID: "HWC", Name: "Harbour Watch Committee"}}
	rules.Owners = []string{"Pilots", "Office"}
	rules.Kinds = append(rules.Kinds, minutes.KindRule{Kind: "risk", Pattern: regexp.MustCompile(`\bRISK-\d+\b`), Label: "Risk", Plural: "Risks", Page: true})
	site, _ := rules.Policy.Site("parties")
	site.URL = url
	var sources []edition.Source
	for _, f := range a.Files {
		if filepath.Ext(f.Name) == ".md" {
			sources = append(sources, edition.Source{Minutes: minutes.Parse("content/"+f.Name, f.Data, rules), Text: f.Data})
		}
	}
	return record.Link(edition.Of(site, sources, rules, nil))
}

func options(r *record.Record) Options {
	return Options{Record: r, Policy: policy.Default(), Words: english(), Title: "Harbour minutes"}
}

// written is every feed by its path, in the order of Write.
func written(t *testing.T, o Options) (paths []string, files map[string]string) {
	t.Helper()
	www := t.TempDir()
	feeds, err := Write(o, generation.New(www, nil).Below("."))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, f := range feeds {
		data, err := os.ReadFile(filepath.Join(www, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		paths, files[f.Path] = append(paths, f.Path), string(data)
	}
	if len(paths) != len(files) {
		t.Errorf("two feeds have one address: %v", paths)
	}
	return paths, files
}

// read is what gofeed reads in every feed.
func read(t *testing.T, o Options) string {
	t.Helper()
	paths, files := written(t, o)
	var s strings.Builder
	for _, path := range paths {
		f := parsed(t, files[path])
		fmt.Fprintf(&s, "%s %q %s %s\n", path, f.Title, f.Updated, links(f.Links))
		fmt.Fprintf(&s, "   %s\n   %s\n", f.Subtitle, f.Rights)
		for _, e := range f.Entries {
			fmt.Fprintf(&s, "%s %s\n  %s\n  %s; %s; %s\n", e.Updated[:10], e.Title, links(e.Links), e.Authors[0].Name, e.Categories[0].Term, e.Rights)
			for line := range strings.Lines(e.Content.Value) {
				fmt.Fprintf(&s, "  | %s\n", strings.TrimSpace(line))
			}
		}
		s.WriteByte('\n')
	}
	return s.String()
}

func links(all []*atom.Link) string {
	var s []string
	for _, l := range all {
		s = append(s, l.Rel+" "+l.Href)
	}
	return strings.Join(s, ", ")
}

// parsed reads a feed and checks what RFC 4287 demands of every one.
func parsed(t testing.TB, text string) *atom.Feed {
	t.Helper()
	f, err := (&atom.Parser{}).Parse(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if f.ID == "" || f.Title == "" || f.UpdatedParsed == nil || len(f.Authors) != 1 || f.Version != "1.0" {
		t.Errorf("the feed lacks an element: %+v", f)
	}
	ids := map[string]bool{f.ID: true}
	for _, e := range f.Entries {
		if e.ID == "" || e.Title == "" || e.UpdatedParsed == nil || e.Content == nil || len(e.Authors) != 1 || len(e.Categories) != 1 {
			t.Errorf("the entry lacks an element: %+v", e)
		}
		if ids[e.ID] {
			t.Errorf("%s: the id stands twice in %s", e.ID, f.Title)
		}
		ids[e.ID] = true
		if !regexp.MustCompile(`^urn:uuid:[0-9a-f-]{36}$`).MatchString(e.ID) {
			t.Errorf("the id %s is no name", e.ID)
		}
		if e.UpdatedParsed.After(*f.UpdatedParsed) {
			t.Errorf("an entry is newer than its feed %s", f.Title)
		}
	}
	return f
}

// textOf is the text of HTML.
func textOf(t testing.TB, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var s bytes.Buffer
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			s.WriteString(n.Data)
		}
	}
	return s.String()
}

// A site without a url links from its root, and names its entries otherwise than another site does.
func TestSitesWithoutAnAddress(t *testing.T) {
	a, err := txtar.ParseFile("testdata/harbour.txtar")
	if err != nil {
		t.Fatal(err)
	}
	r := linked(t, a, "")
	_, files := written(t, options(r))
	f := parsed(t, files["/feeds/decisions.atom"])
	if got := links(f.Links); got != "self /feeds/decisions.atom, alternate /decisions/" {
		t.Errorf("links %s", got)
	}
	r.Site.Name = "members"
	_, others := written(t, options(r))
	if other := parsed(t, others["/feeds/decisions.atom"]); other.ID == f.ID || other.Entries[0].ID == f.Entries[0].ID {
		t.Error("two sites call different things by one name")
	}
}

// What happened keeps its name when more happens, and has one name in every feed.
func TestNamesStay(t *testing.T) {
	a, err := txtar.ParseFile("testdata/harbour.txtar")
	if err != nil {
		t.Fatal(err)
	}
	early := *a
	early.Files = a.Files[:2]
	_, before := written(t, options(linked(t, &early, "")))
	paths, after := written(t, options(linked(t, a, "")))
	names := map[string]string{}
	for _, path := range paths {
		for _, e := range parsed(t, after[path]).Entries {
			if was := names[e.ID]; was != "" && was != e.Title {
				t.Errorf("%q and %q have one name", was, e.Title)
			}
			names[e.ID] = e.Title
		}
	}
	for path, text := range before {
		for _, e := range parsed(t, text).Entries {
			if names[e.ID] != e.Title {
				t.Errorf("%s: %q was called %s, which is now %q", path, e.Title, e.ID, names[e.ID])
			}
		}
	}
}

// A feed holds the newest 50, newest first, and those of one day in the order of the record.
func TestTheNewest(t *testing.T) {
	var meetings []*record.Meeting
	for i := range newestEntries + 20 {
		meetings = append(meetings, &record.Meeting{ID: fmt.Sprint("G_", i), Path: fmt.Sprintf("/meetings/g-%d/", i),
			Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Date: fmt.Sprintf("2024-01-%02d", 1+i/3)}}})
	}
	_, files := written(t, options(&record.Record{Meetings: meetings}))
	entries := parsed(t, files["/feeds/meetings.atom"]).Entries
	var got []string
	for _, e := range entries {
		id, _, _ := strings.Cut(e.Title, ",")
		got = append(got, id)
	}
	if first := strings.Join(got[:5], " "); len(got) != newestEntries || first != "G_69 G_66 G_67 G_68 G_63" || got[newestEntries-1] != "G_18" {
		t.Errorf("%d entries: %v", len(got), got)
	}
}

// A feed of an archive without minutes is a feed.
func TestEmptyArchive(t *testing.T) {
	paths, files := written(t, Options{Record: &record.Record{Site: policy.Site{Name: "public"}}, Policy: policy.Default(), Words: english()})
	if len(paths) != 6 {
		t.Errorf("feeds %v", paths)
	}
	for path, text := range files {
		if f := parsed(t, text); len(f.Entries) != 0 || !f.UpdatedParsed.Equal(time.Unix(0, 0)) {
			t.Errorf("%s: %d entries, updated %s", path, len(f.Entries), f.Updated)
		}
	}
}

// A kind that is called archives does not take the feed of the archive.
func TestKindsGiveWay(t *testing.T) {
	for plural, want := range map[string]string{"/risks/": "/feeds/risks.atom", "/archive/": "/feeds/kind-archive.atom"} {
		if got := kindPath(record.Kind{Path: plural}); got != want {
			t.Errorf("%s: %s", plural, got)
		}
	}
}

// english are the words of an archive that says nothing of them; a rapid.T cannot ask wordtest for them.
func english() *wording.Words {
	a, err := archive.Open(".")
	if err != nil {
		panic(err)
	}
	defer a.Close()
	return a.Words
}
