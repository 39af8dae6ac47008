package site

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/policy"
)

// openSite is a site for everybody of what somebody may write into any title.
func openSite(t *testing.T, address string) Options {
	t.Helper()
	o := bees(t, address)
	rungs := []policy.Rung{}
	for _, l := range o.Policy.Levels() {
		rung, _ := o.Policy.Rung(l)
		rung.Online = true
		rungs = append(rungs, rung)
	}
	p, err := policy.New(rungs, []policy.Site{o.Record.Site})
	if err != nil {
		t.Fatal(err)
	}
	o.Policy = p
	return o
}

// data are the JSON-LD objects of a page, by their type.
func data(t *testing.T, doc *goquery.Document) map[string]map[string]any {
	t.Helper()
	all := map[string]map[string]any{}
	doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		var one map[string]any
		if err := json.Unmarshal([]byte(s.Text()), &one); err != nil {
			t.Fatalf("%v: %s", err, s.Text())
		}
		all[one["@type"].(string)] = one
	})
	return all
}

func TestPagesSayWhatTheyAreAndWhere(t *testing.T) {
	o := openSite(t, "https://host.example/m")
	o.Look.Title = `Bees </script><script>alert(1)</script> "&"`
	mustRender(t, o)
	files := written(t, o.Out.Dir())
	front := parsed(t, files["index.html"])
	site := data(t, front)["WebSite"]
	if site["name"] != o.Look.Title || site["url"] != "https://host.example/m/" {
		t.Errorf("the site is %v", site)
	}
	if target, _ := json.Marshal(site["potentialAction"]); !strings.Contains(string(target), "https://host.example/m/search?q={words}") {
		t.Errorf("it is searched by %s", target)
	}
	for name, file := range files {
		if !strings.HasSuffix(name, "index.html") {
			continue
		}
		doc := parsed(t, file)
		if doc.Find("meta[http-equiv=refresh]").Length() > 0 {
			continue // it has the address of where it leads
		}
		at, _ := doc.Find(`link[rel=canonical]`).Attr("href")
		if hidden := doc.Find(`meta[name=robots]`).Length() > 0; hidden != (at == "") || !hidden && at != "https://host.example/m/"+strings.TrimSuffix(name, "index.html") {
			t.Errorf("%s says that it is %q", name, at)
		}
		if got := doc.Find(`meta[property="og:url"]`).AttrOr("content", ""); got != at {
			t.Errorf("%s is linked to as %q", name, got)
		}
		if n := doc.Find("script:not([src]):not([type='application/ld+json'])").Length(); n != 0 {
			t.Errorf("%s has %d scripts of its own", name, n)
		}
	}
	trail, _ := json.Marshal(data(t, parsed(t, files["meetings/bee-7/index.html"]))["BreadcrumbList"]["itemListElement"])
	if !strings.Contains(string(trail), `"item":"https://host.example/m/meetings/","name":"Meetings","position":2`) || strings.Count(string(trail), "ListItem") < 3 {
		t.Errorf("the way to a meeting is %s", trail)
	}
}

// What may not be online says nothing of itself to anybody who does not read it.
func TestRestrictedPagesHaveNoMetadata(t *testing.T) {
	o := bees(t, "https://host.example/m")
	mustRender(t, o)
	for name, file := range written(t, o.Out.Dir()) {
		for _, tells := range []string{`rel="canonical"`, `property="og:`, `ld+json`, `name="description"`} {
			if strings.HasSuffix(name, ".html") && strings.Contains(file, tells) && !strings.Contains(file, "http-equiv=\"refresh\"") {
				t.Errorf("%s has %s", name, tells)
			}
		}
	}
}

// A tab shows the beginning of a long title, and then whose it is.
func TestTitlesFitATab(t *testing.T) {
	o := openSite(t, "")
	o.Record.Modifications[0].Title = strings.Repeat("& so <b>forth</b> ", 30)
	mustRender(t, o)
	for name, file := range written(t, o.Out.Dir()) {
		title := ""
		if strings.HasSuffix(name, ".html") {
			title = parsed(t, file).Find("head title").Text()
		}
		if n := len([]rune(title)); n > 90+len(" – Bee minutes") || n == 0 && title != "" {
			t.Errorf("%s has a title of %d characters: %s", name, n, title)
		}
		if strings.Contains(title, "&amp;") || strings.Contains(title, "&lt;") {
			t.Errorf("%s is escaped twice: %s", name, title)
		}
		if strings.HasSuffix(name, "index.html") && parsed(t, file).Find(`link[rel=canonical][href^="/"] ~ meta[property], meta[property="og:url"]`).Length() > 0 {
			t.Errorf("%s has an address, and nobody said where the site is", name)
		}
	}
}
