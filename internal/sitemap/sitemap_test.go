package sitemap

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/former"
	"minutebook/internal/generation"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

func site(t testing.TB, files ...string) *generation.Folder {
	t.Helper()
	www := generation.New(t.TempDir(), nil).Below("www")
	for _, name := range files {
		if err := www.Write(name, []byte("own")); err != nil {
			t.Fatal(err)
		}
	}
	return www
}

func harbour(url string, level string) *record.Record {
	l, _ := policy.Default().Level(level)
	m := &record.Meeting{ID: "HARB_7", Path: "/meetings/harb-7/", Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Date: "2031-01-10"}}}
	return &record.Record{Site: policy.Site{Name: "public", URL: url, Clearance: policy.ClearedTo(l)}, Meetings: []*record.Meeting{m}}
}

// set is a sitemap or a list of them, as others read it.
type set struct {
	XMLName xml.Name
	Pages   []page `xml:"url"`
	Parts   []page `xml:"sitemap"`
}

type page struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
}

func read(t testing.TB, www *generation.Folder, name string) (s set) {
	t.Helper()
	data, err := www.Read(name)
	if err == nil {
		err = xml.Unmarshal(data, &s)
	}
	if err != nil || s.XMLName.Space != schema {
		t.Fatalf("%s: %v %v", name, s.XMLName, err)
	}
	return s
}

func TestWhatIsListed(t *testing.T) {
	www := site(t, "index.html", "404.html", "site.css", "actions/index.html", "actions/open/index.html", "actions/a&b-1/index.html", "meetings/harb-7/index.html",
		"meetings/harb-7/changes/index.html", "meetings/harb-7/source/index.html", "meetings/harb-7/draft/index.html", "meetings/harb-6/index.html",
		"meetings/gone/index.html", "search/index.html", "files/paper/index.html", "data/actions.json", "decisions/agreed/index.html", "über uns/index.html")
	moved := former.List{Redirects: map[string]string{"/meetings/harb-6/": "/meetings/harb-7/"}, Withdrawn: []string{"/meetings/gone/"}}
	if err := Write(harbour("https://harbour.example", "Clear"), policy.Default(), moved, www); err != nil {
		t.Fatal(err)
	}
	const host = "https://harbour.example"
	want := []page{{host + "/", ""}, {host + "/actions/", ""}, {host + "/%C3%BCber%20uns/", ""}, {host + "/actions/a&b-1/", ""},
		{host + "/meetings/harb-7/changes/", "2031-01-10"}, {host + "/meetings/harb-7/", "2031-01-10"}}
	got := read(t, www, File).Pages
	sorted := func(p []page) []page {
		return slices.SortedFunc(slices.Values(p), func(a, b page) int { return strings.Compare(a.Loc, b.Loc) })
	}
	if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
		t.Error(diff)
	}
	if text, _ := www.Read(Robots); !strings.HasSuffix(string(text), "\nSitemap: https://harbour.example/sitemap.xml\n") {
		t.Errorf("%s", text)
	}
}

// A site for some, one of which nobody knows where it is, and an archive that has its own get nothing of ours.
func TestWhereThereIsNone(t *testing.T) {
	for about, r := range map[string]*record.Record{"restricted": harbour("https://harbour.example", "Green"), "no url": harbour("", "Clear")} {
		www := site(t, "index.html")
		if err := Write(r, policy.Default(), former.List{}, www); err != nil || www.Has(File) || www.Has(Robots) {
			t.Errorf("%s: there is one: %v", about, err)
		}
	}
	www := site(t, "index.html", File, Robots)
	if err := Write(harbour("https://harbour.example", "Clear"), policy.Default(), former.List{}, www); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{File, Robots} {
		if text, _ := www.Read(name); string(text) != "own" {
			t.Errorf("%s is %s", name, text)
		}
	}
	below := site(t, "index.html")
	if err := Write(harbour("https://harbour.example/book/", "Clear"), policy.Default(), former.List{}, below); err != nil || below.Has(Robots) {
		t.Errorf("a site below its host's root has a robots.txt: %v", err)
	}
	if got := read(t, below, File).Pages; len(got) != 1 || got[0].Loc != "https://harbour.example/book/" {
		t.Errorf("%+v", got)
	}
}

// However many pages there are, each is listed once, and no file is beyond the limits.
func TestSitemapsAreSplit(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var files []string
		for _, section := range []string{"actions", "meetings", "owners"} {
			for i := range rapid.IntRange(0, 30).Draw(r, section) {
				files = append(files, fmt.Sprintf("%s/%s-%d/index.html", section, strings.Repeat("é", i%7), i))
			}
			files = append(files, section+"/index.html")
		}
		most := limits{rapid.IntRange(1, 120).Draw(r, "pages"), rapid.IntRange(600, 9000).Draw(r, "bytes")}
		www := site(t, files...)
		if err := write(harbour("https://harbour.example", "Clear"), policy.Default(), former.List{}, www, most); err != nil {
			t.Fatal(err)
		}
		top := read(t, www, File)
		parts := []string{File}
		for i, p := range top.Parts {
			name, ok := strings.CutPrefix(p.Loc, "https://harbour.example/")
			if !ok {
				r.Fatalf("%q", p.Loc)
			}
			parts = append(parts[:i], name)
		}
		seen := map[string]bool{}
		for _, name := range parts {
			data, _ := www.Read(name)
			s := read(t, www, name)
			if len(s.Pages) == 0 || len(s.Pages) > most.pages || len(data) > most.bytes {
				r.Fatalf("%s has %d pages, %d bytes", name, len(s.Pages), len(data))
			}
			for _, p := range s.Pages {
				if seen[p.Loc] {
					r.Fatalf("%s is there twice", p.Loc)
				}
				seen[p.Loc] = true
			}
		}
		if len(seen) != len(files) {
			r.Fatalf("%d of %d pages are listed", len(seen), len(files))
		}
	})
}
