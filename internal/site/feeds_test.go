package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/record"
)

// beeFeeds are feeds as the build hands them over.
func beeFeeds() []Feed {
	return []Feed{
		{Link{"What each meeting did", "/feeds/archive.atom"}, "/", "Each meeting.", false},
		{Link{"Actions", "/feeds/actions.atom"}, "/actions/", "Each action.", false},
		{Link{"Beekeepers", "/groups/bee/feed.atom"}, "/groups/bee/", "Each meeting.", false},
		{Link{"Actions of Hive", "/owners/hive/feed.atom"}, "/owners/hive/", "Each action.", false},
		{Link{"Meetings of the Beekeepers", "/groups/bee/meetings.ics"}, "/groups/bee/", "", true},
		{Link{"Due dates of Hive", "/owners/hive/due.ics"}, "/owners/hive/", "", true},
	}
}

func TestPagesNameTheirFeeds(t *testing.T) {
	o := bees(t, "https://host.example/m/")
	o.Feeds = beeFeeds()
	mustRender(t, o)
	files := written(t, o.Out.Dir())
	for name, want := range map[string]string{
		"index.html":                       "application/atom+xml What each meeting did /m/feeds/archive.atom",
		"groups/bee/index.html":            "application/atom+xml Beekeepers /m/groups/bee/feed.atom; text/calendar Meetings of the Beekeepers /m/groups/bee/meetings.ics",
		"actions/index.html":               "application/atom+xml Actions /m/feeds/actions.atom",
		"actions/open/index.html":          "application/atom+xml Actions /m/feeds/actions.atom",
		"decisions/index.html":             "",
		"meetings/bee-7/index.html":        "",
		"actions/bee-7-01/index.html":      "",
		"feeds/index.html":                 "application/atom+xml What each meeting did /m/feeds/archive.atom",
		"glossary/index.html":              "",
		"modifications/mp7/index.html":     "",
		"meetings/bee-7/source/index.html": "",
	} {
		var got []string
		parsed(t, files[name]).Find("head link[rel=alternate]").Each(func(_ int, l *goquery.Selection) {
			got = append(got, l.AttrOr("type", "")+" "+l.AttrOr("title", "")+" "+l.AttrOr("href", ""))
		})
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: %s, wanted %s", name, s, want)
		}
	}
	for name, html := range files {
		if strings.HasSuffix(name, ".html") && parsed(t, html).Find(`footer a[href="/m/feeds/"]`).Length() != 1 {
			t.Errorf("%s does not lead to the feeds", name)
		}
	}
	if got := parsed(t, files["groups/bee/index.html"]).Find(`main a[href$=".atom"], main a[href$=".ics"]`).Text(); got != "feedcalendar" {
		t.Errorf("the group's page shows %q", got)
	}
}

func TestFeedsPageListsThemAll(t *testing.T) {
	o := bees(t, "")
	o.Feeds = beeFeeds()
	mustRender(t, o)
	main := parsed(t, written(t, o.Out.Dir())["feeds/index.html"]).Find("main")
	if got := strings.Join(main.Find("h2").Map(func(_ int, h *goquery.Selection) string { return h.Text() }), "; "); got != "The whole archive; Kinds of record; Groups; Owners of actions" {
		t.Errorf("parts %s", got)
	}
	for _, f := range o.Feeds {
		if n := main.Find(fmt.Sprintf("a[href=%q]", f.Href)).Length(); n != 1 {
			t.Errorf("%s is linked %d times", f.Href, n)
		}
	}
}

// Of many owners the page names the number only, and a register lists them.
func TestManyOwnersHaveARegister(t *testing.T) {
	b := beeBuilder(t, "")
	b.record.Owners = nil
	for i := range 401 {
		o := &record.Owner{Name: fmt.Sprint("Owner ", i), Path: fmt.Sprintf("/owners/o-%d/", i)}
		b.record.Owners = append(b.record.Owners, o)
		b.feeds = append(b.feeds, Feed{Link{o.Name, o.Path + "feed.atom"}, o.Path, "", false}, Feed{Link{o.Name, o.Path + "due.ics"}, o.Path, "", true})
	}
	b.feedsOf = byPage(b.feeds)
	if p := b.feedsPage(); len(p.Parts) != 0 || p.More == nil || !strings.HasPrefix(p.More.Text, "401 ") || p.More.Href != "/feeds/owners/" {
		t.Errorf("page %+v", p)
	}
	pages := b.feedPages()
	if len(pages) != 10 || pages[9].path != "/feeds/owners/page-9/" {
		t.Fatalf("pages %+v", pages)
	}
	last := pages[9].value().(registerPage)
	if len(last.Rows) != 1 || !strings.Contains(string(last.Rows[0]), ">Owner 400</td>") || !strings.Contains(string(last.Rows[0]), `"/owners/o-400/feed.atom"`) || !strings.Contains(string(last.Rows[0]), `"/owners/o-400/due.ics"`) {
		t.Errorf("rows %+v", last.Rows)
	}
}
