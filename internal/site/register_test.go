package site

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// A register of 20,000 rows is read page by page, and none of them is heavy.
func TestALongRegisterStaysLight(t *testing.T) {
	o := bees(t, "https://host.example/")
	text := strings.Repeat("to count the frames of every hive and to write down what is found ", 4)
	for n := range 20_000 {
		o.Record.Actions = append(o.Record.Actions, &record.Action{ID: fmt.Sprintf("BEE %d/%05d", n/24, n), Group: "BEE", Text: text, Path: fmt.Sprintf("/actions/bee-%d-%05d/", n/24, n),
			Raised: fmt.Sprintf("%d-%02d-02", 1990+n/800, 1+n%12), Due: "2020-01-02", Status: []minutes.Status{minutes.Open, minutes.Closed}[n%2], OwnedBy: o.Record.Owners})
	}
	b := newBuilder(o)
	p, err := newPrinter(o.Layouts, b.frame(nil), b.words.Texts(), o.Out)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"/actions/": true, "/actions/group/bee/open/": true, "/actions/years/2001-part-3/": true, "/actions/closed/years/1990-part-8/": true}
	var chosen []page
	for _, l := range b.listings() {
		for _, pg := range b.registerPages(l) {
			if want[pg.path] {
				chosen = append(chosen, pg)
			}
		}
	}
	if len(chosen) != len(want) {
		t.Fatalf("%d of %d pages are there", len(chosen), len(want))
	}
	if err := printAll(context.Background(), p, newReuse(b, key{}, chosen, nil, o.Out), o); err != nil {
		t.Fatal(err)
	}
	files := written(t, o.Out.Dir())
	for at := range want {
		if n := len(files[path.Join(at, "index.html")[1:]]); n == 0 || n > pageWeight {
			t.Errorf("%s: %d bytes", at, n)
		}
	}
	expect(t, documents(t, files), "/actions/", ".lede", "20,002 actions, here the newest 50. As of 4 May 2026, the newest meeting here.")
}

// A choice is taken away by one link, on every page of the view.
func TestEachChoiceLeadsToTheViewWithoutIt(t *testing.T) {
	o := bees(t, "")
	mustRender(t, o)
	files := documents(t, written(t, o.Out.Dir()))
	expect(t, files, "/actions/group/bee/open/", ".chosen li", "Status: Open, take this filter away ×\nGroup: Beekeepers, take this filter away ×")
	leadsTo(t, files, "/actions/group/bee/open/", "Status: Open, take this filter away ×", "/actions/group/bee/")
	leadsTo(t, files, "/actions/group/bee/open/", "Group: Beekeepers, take this filter away ×", "/actions/open/")
	expect(t, files, "/actions/", ".chosen", "")
	expect(t, files, "/actions/", "th[data-key]", "Action\nWhat is to be done\nOwner\nStatus\nDue\nRaised")
}

// A register without a row leads to those that have some; without minutes it says so.
func TestAnEmptyRegisterLeadsOn(t *testing.T) {
	o := bees(t, "")
	o.Record.Incidents = nil
	b := newBuilder(o)
	for _, l := range b.listings() {
		if l.of.Path != "/incidents/" {
			continue
		}
		p := b.registerPages(l)[0].value().(registerPage)
		if p.Nothing != "The minutes here have none." || len(p.Instead) != 4 || p.Instead[1].Link != (Link{"Actions", "/actions/"}) || p.Instead[1].Count != "2" {
			t.Errorf("%q, see %v", p.Nothing, p.Instead)
		}
		o.Record.Meetings = nil
		if p := b.registerPages(l)[0].value().(registerPage); !strings.HasPrefix(p.Nothing, "There are no minutes here") {
			t.Errorf("without minutes: %q", p.Nothing)
		}
	}
}

// Machines read what the data of a register are, and no text of it ends the element that holds it.
func TestARegisterIsADataset(t *testing.T) {
	o := publicBees(t, "https://host.example/m/")
	o.Data = map[string][]string{"actions": {"actions.csv", "actions.json"}}
	o.Look.Title = "</script><script>alert(1)</script>"
	mustRender(t, o)
	html := written(t, o.Out.Dir())["actions/index.html"]
	found := parsed(t, html).Find(`head script[type="application/ld+json"]`).FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "Dataset") })
	var d dataset
	if err := json.Unmarshal([]byte(found.Text()), &d); err != nil {
		t.Fatalf("%v in %q", err, found.Text())
	}
	if d.Name != "Actions, "+o.Look.Title || d.URL != "https://host.example/m/actions/" || d.Coverage != "2026-04-06/2026-05-04" {
		t.Errorf("%+v", d)
	}
	if want := (download{"DataDownload", "text/csv", "https://host.example/m/data/actions.csv"}); len(d.Distribution) != 2 || d.Distribution[0] != want {
		t.Errorf("distribution %v", d.Distribution)
	}
	if strings.Contains(html, "<script>alert") {
		t.Error("a title became a script")
	}
}

// A restricted site tells nobody from outside what it holds.
func TestARestrictedRegisterIsNoDataset(t *testing.T) {
	o := bees(t, "https://host.example/m/")
	mustRender(t, o)
	if html := written(t, o.Out.Dir())["actions/index.html"]; strings.Contains(html, "Dataset") {
		t.Error("a restricted site describes its data")
	}
}

// publicBees is the options of a site that anyone may read, with two meetings.
func publicBees(t *testing.T, address string) Options {
	t.Helper()
	o := bees(t, address)
	clear, _ := o.Policy.Level("Clear")
	where, _ := o.Policy.Site("public")
	where.URL = address
	o.Edition = edition.Of(where, []edition.Source{{Minutes: firstMeeting(clear)}, {Minutes: secondMeeting(clear)}}, &minutes.Rules{Policy: o.Policy}, nil)
	o.Record = record.Link(o.Edition)
	return o
}

// documents are the written pages by their addresses.
func documents(t *testing.T, files map[string]string) map[string]*goquery.Document {
	t.Helper()
	pages := map[string]*goquery.Document{}
	for name, html := range files {
		if at, ok := strings.CutSuffix("/"+name, "index.html"); ok {
			pages[at] = parsed(t, html)
		}
	}
	return pages
}
