package build_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// feedSize is what the page of the feeds promises.
const feedSize = 50

// table is the rows of a data table: what a feed holds is compared with what another package says.
func (s *built) table(t *testing.T, name string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	if err := json.Unmarshal(s.read(t, "/data/"+name+".json"), &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func (s *built) read(t *testing.T, at string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, "www", filepath.FromSlash(at)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (s *built) named(suffix string) []string {
	var all []string
	for f := range s.files {
		if strings.HasSuffix(f, suffix) {
			all = append(all, f)
		}
	}
	slices.Sort(all)
	return all
}

func (s *built) feed(t *testing.T, at string) *gofeed.Feed {
	t.Helper()
	f, err := gofeed.NewParser().ParseString(string(s.read(t, at)))
	if err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	return f
}

func (s *built) events(t *testing.T, at string) []*ics.VEvent {
	t.Helper()
	c, err := ics.ParseCalendar(strings.NewReader(string(s.read(t, at))))
	if err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	return c.Events()
}

// Every feed can be read, its ids are its own, and every link of it and within it leads to a page of the site.
func TestFeedsLeadSomewhere(t *testing.T) {
	for _, s := range allSites(t) {
		links, where := 0, s.archive+" "+s.name
		check := func(at, to string) {
			links++
			if why := s.broken(&page{path: at}, to); why != "" {
				t.Errorf("%s %s: link %q %s", where, at, to, why)
			}
		}
		for _, at := range s.named(".atom") {
			f, ids := s.feed(t, at), map[string]bool{}
			check(at, f.FeedLink)
			check(at, f.Link)
			if f.FeedLink != at || f.UpdatedParsed == nil {
				t.Errorf("%s %s: says that it is %s, updated %s", where, at, f.FeedLink, f.Updated)
			}
			for _, e := range f.Items {
				if ids[e.GUID] || !strings.HasPrefix(e.GUID, "urn:uuid:") {
					t.Errorf("%s %s: id %q", where, at, e.GUID)
				}
				ids[e.GUID] = true
				for _, to := range append(e.Links, linksWithin(t, e.Content)...) {
					check(at, to)
				}
			}
		}
		if s.archive != "acceptance" && links < 50 {
			t.Errorf("%s: only %d links were looked at", where, links)
		}
	}
}

func linksWithin(t *testing.T, content string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" {
				all = append(all, a.Val)
			}
		}
	}
	return all
}

// The feeds of meetings and decisions hold the newest rows of their tables, with their dates and words.
func TestFeedsTellTheRecord(t *testing.T) {
	for _, s := range allSites(t) {
		meetings := newestRows(s.table(t, "meetings"))
		items := s.feed(t, "/feeds/meetings.atom").Items
		if len(items) != min(feedSize, len(meetings)) {
			t.Errorf("%s %s: %d meetings in the feed, %d in the table", s.archive, s.name, len(items), len(meetings))
		}
		for i, e := range items {
			if row := meetings[i]; e.Link != row["url"] || e.UpdatedParsed.Format(time.DateOnly) != row["date"] || !strings.HasPrefix(e.Title, row["id"].(string)+", ") {
				t.Errorf("%s %s: entry %q of %s, row %v", s.archive, s.name, e.Title, e.Updated, row["id"])
			}
		}
		decisions := newestRows(s.table(t, "decisions"))
		items = s.feed(t, "/feeds/decisions.atom").Items
		if len(items) != min(feedSize, len(decisions)) {
			t.Errorf("%s %s: %d decisions in the feed, %d in the table", s.archive, s.name, len(items), len(decisions))
		}
		for i, e := range items {
			if row := decisions[i]; e.Link != row["url"] || e.Content != strings.TrimSpace(row["text"].(string)) || e.UpdatedParsed.Format(time.DateOnly) != row["date"] {
				t.Errorf("%s %s: entry %q, row %v", s.archive, s.name, e.Content, row)
			}
		}
	}
}

// newestRows are the rows that have a date, newest first, those of one day as they stand.
func newestRows(rows []map[string]any) []map[string]any {
	rows = slices.DeleteFunc(rows, func(r map[string]any) bool { return r["date"] == nil })
	slices.SortStableFunc(rows, func(a, b map[string]any) int { return strings.Compare(b["date"].(string), a["date"].(string)) })
	return rows
}

// The calendar of an owner has the owner's actions that are not closed and due on a day, each on that day; that
// of the meetings has each meeting that has a date.
func TestCalendarsTellTheRecord(t *testing.T) {
	for _, s := range allSites(t) {
		due, owners := map[string]map[string]bool{}, s.named("/due.ics")
		for _, row := range s.table(t, "actions") {
			if row["status"] == "closed" || row["due"] == nil {
				continue
			}
			for _, o := range row["owners"].([]any) {
				name := strings.ToLower(o.(string))
				if due[name] == nil {
					due[name] = map[string]bool{}
				}
				due[name][strings.ReplaceAll(row["due"].(string), "-", "")+" "+row["id"].(string)] = true
			}
		}
		for _, at := range owners {
			want := due[strings.ToLower(s.pages[strings.TrimSuffix(at, "due.ics")].doc.Find("h1").Text())]
			events := s.events(t, at)
			if len(events) != len(want) {
				t.Errorf("%s %s %s: %d events, wanted %v", s.archive, s.name, at, len(events), want)
			}
			for _, e := range events {
				id, _, _ := strings.Cut(e.GetProperty(ics.ComponentPropertySummary).Value, " due: ")
				if day := e.GetProperty(ics.ComponentPropertyDtStart).Value; !want[day+" "+id] {
					t.Errorf("%s %s %s: %s on %s", s.archive, s.name, at, id, day)
				}
			}
		}
		if len(owners) < len(due) {
			t.Errorf("%s %s: %d calendars of %d owners", s.archive, s.name, len(owners), len(due))
		}
		held := map[string]int{}
		for _, e := range s.events(t, "/calendars/meetings.ics") {
			if e.GetProperty(ics.ComponentPropertyStatus).Value == "CONFIRMED" {
				held[e.GetProperty(ics.ComponentPropertyDtStart).Value[:8]]++
			}
		}
		for _, row := range newestRows(s.table(t, "meetings")) {
			held[strings.ReplaceAll(row["date"].(string), "-", "")]--
		}
		for day, n := range held {
			if n != 0 {
				t.Errorf("%s %s: %d meetings too many on %s", s.archive, s.name, n, day)
			}
		}
	}
}

// The page of the feeds links to every one of them, but those of owners where they are many.
func TestEveryFeedIsListed(t *testing.T) {
	for _, s := range allSites(t) {
		list, many := s.pages["/feeds/"].doc, s.pages["/feeds/owners/"] != nil
		for _, at := range append(s.named(".atom"), s.named(".ics")...) {
			if many && strings.HasPrefix(at, "/owners/") {
				continue
			}
			if n := list.Find(`main a[href="` + at + `"]`).Length(); n != 1 {
				t.Errorf("%s %s: %s is linked %d times", s.archive, s.name, at, n)
			}
		}
	}
}
