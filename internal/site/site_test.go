package site

import (
	"context"
	"errors"
	"flag"
	"maps"
	"net/url"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

func parsed(t *testing.T, html string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

var updating = flag.Bool("update", false, "rewrite the expected list of files")

func TestEveryPageIsThere(t *testing.T) {
	o := bees(t, "")
	mustRender(t, o)
	got := strings.Join(slices.Sorted(maps.Keys(written(t, o.Out.Dir()))), "\n") + "\n"
	if *updating {
		if err := os.WriteFile("testdata/pages.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("run with -update, and read the difference, if this is as it should be:\n%s", diff)
	}
}

// Every page has one h1, its landmarks, a level in words, no id twice, and links that lead somewhere; on
// a site below a path, every one of them below that path.
func TestPagesAreWhole(t *testing.T) {
	for _, address := range []string{"", "https://host.example/minutes/of"} {
		o := bees(t, address)
		mustRender(t, o)
		base := strings.TrimSuffix(strings.TrimPrefix(address, "https://host.example"), "/") + "/"
		files := written(t, o.Out.Dir())
		for name, html := range files {
			if strings.HasSuffix(name, ".html") {
				wholePage(t, name, base, parsed(t, html), files)
			}
		}
	}
}

func wholePage(t *testing.T, name, base string, doc *goquery.Document, files map[string]string) {
	t.Helper()
	for selector, want := range map[string]int{"h1": 1, "main": 1, "body > header": 1, "body > footer": 1, "nav[aria-label=Site]": 1,
		"html[lang=en-GB]": 1, "a.skip": 1, "p.band strong": 1, "script:not([src]), style, [style]": 0, "table:not(:has(caption)):not(.minutes table)": 0} {
		if got := doc.Find(selector).Length(); got != want {
			t.Errorf("%s: %d of %s, wanted %d", name, got, selector, want)
		}
	}
	main := doc.Find("main").Clone()
	main.Find("h1, .band").Remove()
	if text := strings.TrimSpace(main.Text()); len(text) < 10 {
		t.Errorf("%s: nothing under its heading but %q", name, text)
	}
	if title := doc.Find("head > title").Text(); !strings.HasSuffix(title, "Bee minutes") {
		t.Errorf("%s: title %q", name, title)
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		if id := e.AttrOr("id", ""); id == "" || ids[id] {
			t.Errorf("%s: id %q is empty or stands twice", name, id)
		} else {
			ids[id] = true
		}
	})
	doc.Find("[href], [src], [action]").Each(func(_ int, e *goquery.Selection) {
		to := e.AttrOr("href", e.AttrOr("src", e.AttrOr("action", "")))
		if why := broken(to, base, ids, files); why != "" {
			t.Errorf("%s: %s %s", name, to, why)
		}
	})
}

func broken(to, base string, ids map[string]bool, files map[string]string) string {
	u, err := url.Parse(to)
	switch {
	case err != nil || u.Host != "" || u.Scheme != "":
		return "leads out"
	case u.Path == "":
		if !ids[u.Fragment] {
			return "names nothing on its page"
		}
		return ""
	case !strings.HasPrefix(u.Path, base):
		return "leaves " + base
	}
	name := strings.TrimPrefix(u.Path, base)
	if strings.HasPrefix(name, "data/") || name == "search" || name == "opensearch.xml" {
		return "" // written by others, or answered by the search service
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name = path.Join(name, "index.html")
	}
	html, ok := files[name]
	if !ok {
		return "leads nowhere"
	}
	if u.Fragment != "" && !strings.Contains(html, ` id="`+u.Fragment+`"`) {
		return "names nothing on that page"
	}
	return ""
}

// A site whose audience may read nothing has its pages all the same.
func TestEmptySite(t *testing.T) {
	o := bees(t, "")
	public, _ := o.Policy.Site("public")
	o.Edition = edition.Of(public, nil, &minutes.Rules{Policy: o.Policy}, nil)
	o.Record = record.Link(o.Edition)
	mustRender(t, o)
	files := written(t, o.Out.Dir())
	for _, name := range []string{"index.html", "meetings/index.html", "actions/index.html", "about/index.html", "search/index.html"} {
		if n := parsed(t, files[name]).Find("h1").Length(); n != 1 {
			t.Errorf("%s: %d h1", name, n)
		}
	}
	for _, name := range []string{"index.html", "meetings/index.html", "actions/index.html", "decisions/index.html"} {
		if text := parsed(t, files[name]).Find("main").Text(); !strings.Contains(text, "There are no minutes here that readers of this site may read") {
			t.Errorf("%s does not say why it is empty: %s", name, text)
		}
	}
	if n := parsed(t, files["index.html"]).Find("meta[name=robots]").Length(); n != 0 {
		t.Error("a public site asks not to be found")
	}
}

// What somebody wrote into a title, a text, an owner or a finding is text wherever it is shown.
func TestHostileTextStaysText(t *testing.T) {
	o := bees(t, "")
	o.Look.Title += hostile
	o.Look.Footer = []Link{{Text: hostile, Href: "/about/"}}
	mustRender(t, o)
	shown := 0
	for name, html := range written(t, o.Out.Dir()) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		doc := parsed(t, html)
		if n := doc.Find("script:not([src])").Length(); n > 0 {
			t.Errorf("%s: %d scripts", name, n)
		}
		shown += strings.Count(doc.Find("main").Text(), hostile)
	}
	if shown < 8 {
		t.Errorf("the text is shown in %d places only", shown)
	}
}

func TestBytesDependOnTheOptionsAlone(t *testing.T) {
	one := bees(t, "")
	mustRender(t, one)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	two := bees(t, "")
	two.Batch = 5
	var done []int
	two.Progress = func(n, total int) { done = append(done, n, total) }
	mustRender(t, two)
	a, b := written(t, one.Out.Dir()), written(t, two.Out.Dir())
	if !maps.Equal(a, b) {
		for name := range a {
			if a[name] != b[name] {
				t.Errorf("%s differs", name)
			}
		}
	}
	pages := strings.Count(strings.Join(slices.Collect(maps.Keys(a)), "\n"), ".html")
	var want []int
	for n := 5; n < pages+5; n += 5 {
		want = append(want, min(n, pages), pages)
	}
	if !slices.Equal(done, want) {
		t.Errorf("progress %v, wanted %v", done, want)
	}
}

func TestErrorsNameTemplateAndPage(t *testing.T) {
	for layout, c := range map[string]struct{ text, want string }{
		"fails":    {`{{ define "main" }}{{ .Params.page.title.no.such }}{{ end }}`, "layouts/action.html"},
		"calls":    {`{{ define "main" }}{{ errorf "no good" }}{{ end }}`, "no good"},
		"unclosed": {`{{ define "main" }}{{ if }}`, "action.html"},
		"reads":    {`{{ define "main" }}{{ getenv "HOME" }}{{ end }}`, "getenv"},
		"fetches":  {`{{ define "main" }}{{ with try (resources.GetRemote "https://host.example/") }}{{ with .Err }}{{ errorf "%s" . }}{{ end }}{{ end }}{{ end }}`, "http"},
	} {
		o := bees(t, "")
		layouts := fstest.MapFS{"action.html": {Data: []byte(c.text)}}
		for _, f := range mustReadAll(t, o) {
			if f.name != "action.html" {
				layouts[f.name] = &fstest.MapFile{Data: f.data}
			}
		}
		o.Layouts = layouts
		err := Render(context.Background(), o)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, wanted one line with %q", layout, err, c.want)
		}
		if layout == "fails" && !strings.Contains(err.Error(), "/actions/bee-7-0") {
			t.Errorf("%s: error %v does not name the page", layout, err)
		}
	}
}

func mustReadAll(t *testing.T, o Options) []file {
	t.Helper()
	files, err := readAll(o.Layouts)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestPageWithoutTextIsAnError(t *testing.T) {
	o := bees(t, "")
	layouts := fstest.MapFS{}
	for _, f := range mustReadAll(t, o) {
		layouts[f.name] = &fstest.MapFile{Data: f.data}
	}
	o.Layouts = layouts
	layouts["group.html"] = &fstest.MapFile{Data: []byte("{{/* nothing */}}")}
	err := Render(context.Background(), o)
	if err == nil || err.Error() != "layouts/group.html renders the page /groups/bee/ to nothing" {
		t.Errorf("an empty layout: %v", err)
	}
	delete(layouts, "group.html")
	err = Render(context.Background(), o)
	if err == nil || err.Error() != "the page /groups/bee/ needs layouts/group.html, which is not there" {
		t.Errorf("no layout: %v", err)
	}
}

func TestPapersGoWhereTheirLinksLead(t *testing.T) {
	o := beesWithPaper(t)
	mustRender(t, o)
	files := written(t, o.Out.Dir())
	href := parsed(t, files["meetings/bee-7/index.html"]).Find(`.minutes a[href$="plan.pdf"]`).AttrOr("href", "")
	if got := files[strings.TrimPrefix(href, "/m/")]; got != "a plan" {
		t.Errorf("%q leads to %q", href, got)
	}
	o.Out, o.Content = empty(t), fstest.MapFS{}
	if err := Render(context.Background(), o); err == nil || !strings.Contains(err.Error(), "plan.pdf") {
		t.Errorf("a paper that vanished: %v", err)
	}
}

func TestRenderStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Render(ctx, bees(t, "")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestAddressesStandOnce(t *testing.T) {
	err := distinct([]page{newPage("/about/", "page", nil), newPage("/x/", "page", nil), newPage("/about/", "about", nil)})
	if err == nil || !strings.Contains(err.Error(), "/about/") {
		t.Errorf("error %v", err)
	}
}
