package site

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/tools/txtar"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// rendered keeps what wells made, by audience. Its pages are only read.
var rendered = map[string]map[string]*goquery.Document{}

// wells is the site of testdata/wells.txtar for the audience of the given name, rendered: its pages by their address.
func wells(t *testing.T, audience string) map[string]*goquery.Document {
	t.Helper()
	if pages := rendered[audience]; pages != nil {
		return pages
	}
	a, err := txtar.ParseFile(filepath.Join("testdata", "wells.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	rules := minutes.DefaultRules()
	rules.Groups = []minutes.Group{{ID: "WEL", Name: "Wells Group", Series: []string{"main", "reporting"}}}
	rules.Owners = append(rules.Owners, "Warden", "Odo Brack")
	var sources []edition.Source
	for _, f := range a.Files {
		sources = append(sources, edition.Source{Minutes: minutes.Parse(f.Name, f.Data, rules), Text: f.Data})
	}
	o := bees(t, "")
	where, ok := policy.Default().Site(audience)
	if !ok {
		t.Fatalf("no site %s", audience)
	}
	o.Edition = edition.Of(where, sources, rules, nil)
	o.Record = record.Link(o.Edition)
	mustRender(t, o)
	pages := documents(t, written(t, o.Out.Dir()))
	rendered[audience] = pages
	return pages
}

// said is the text of what a selector finds, each element on a line of its own, blanks joined.
func said(in *goquery.Document, selector string) string {
	lines := in.Find(selector).Map(func(_ int, e *goquery.Selection) string {
		return strings.Join(strings.Fields(e.Text()), " ")
	})
	return strings.Join(lines, "\n")
}

func expect(t *testing.T, pages map[string]*goquery.Document, at, selector, want string) {
	t.Helper()
	page := pages[at]
	if page == nil {
		t.Errorf("no page %s", at)
		return
	}
	if got := said(page, selector); got != want {
		t.Errorf("%s %s:\n%s\nwanted:\n%s", at, selector, got, want)
	}
}

func leadsTo(t *testing.T, pages map[string]*goquery.Document, at, text, want string) {
	t.Helper()
	var to []string
	pages[at].Find("main a").Each(func(_ int, a *goquery.Selection) {
		if strings.Join(strings.Fields(a.Text()), " ") == text {
			to = append(to, a.AttrOr("href", ""))
		}
	})
	if !slices.ContainsFunc(to, func(href string) bool { return strings.HasPrefix(href, want) }) {
		t.Errorf("%s: %q leads to %q, wanted %s", at, text, to, want)
	}
}
