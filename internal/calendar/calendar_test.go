package calendar

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
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

const golden = "testdata/harbour.txtar"

// TestCalendars compares what is read from the calendars with what is expected.
func TestCalendars(t *testing.T) {
	a, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	paths, files := written(t, options(harbour(t, "https://host.example/book/")))
	var s strings.Builder
	for _, path := range paths {
		cal := parsed(t, files[path])
		fmt.Fprintf(&s, "%s %s\n", path, nameOf(cal))
		for _, e := range cal.Events() {
			for _, p := range e.Properties {
				if p.IANAToken == "UID" {
					continue
				}
				value := ""
				if v := p.ICalParameters["VALUE"]; len(v) == 1 {
					value = " " + v[0]
				}
				fmt.Fprintf(&s, "  %s%s: %s\n", p.IANAToken, value, strings.ReplaceAll(p.Value, "\n", "\n    "))
			}
			s.WriteByte('\n')
		}
	}
	last := len(a.Files) - 1
	if *updating {
		if a.Files[last].Name != "want" {
			a.Files = append(a.Files, txtar.File{Name: "want"})
			last++
		}
		a.Files[last].Data = []byte(s.String())
		if err := os.WriteFile(golden, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(a.Files[last].Data), s.String()); diff != "" {
		t.Errorf("run with -update, and read the difference, if this is as it should be:\n%s", diff)
	}
}

// harbour is the record of the case, for the parties.
func harbour(t *testing.T, url string) *record.Record {
	t.Helper()
	a, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	rules := minutes.DefaultRules()
	rules.Groups = []minutes.Group{{ID: "HWC", Name: "Harbour Watch Committee", Series: []string{"main", "reporting"}}}
	rules.Owners = []string{"Pilots", "Office"}
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

// written is every calendar by its path, in the order of Write.
func written(t *testing.T, o Options) (paths []string, files map[string]string) {
	t.Helper()
	www := t.TempDir()
	calendars, err := Write(o, generation.New(www, nil).Below("."))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, c := range calendars {
		data, err := os.ReadFile(filepath.Join(www, filepath.FromSlash(c.Path)))
		if err != nil {
			t.Fatal(err)
		}
		paths, files[c.Path] = append(paths, c.Path), string(data)
	}
	return paths, files
}

func nameOf(c *ics.Calendar) string {
	for _, p := range c.CalendarProperties {
		if p.IANAToken == "X-WR-CALNAME" {
			return p.Value
		}
	}
	return ""
}

// parsed reads a calendar and checks what RFC 5545 demands of every one.
func parsed(t interface {
	Helper()
	Fatalf(string, ...any)
	Errorf(string, ...any)
}, text string) *ics.Calendar {
	t.Helper()
	if why := malformed(text); why != "" {
		t.Fatalf("%s:\n%q", why, text)
	}
	cal, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	if len(cal.Components) == 0 {
		t.Errorf("a calendar without a component:\n%s", text)
	}
	seen := map[string]bool{}
	for _, e := range cal.Events() {
		if seen[e.Id()] || e.Id() == "" {
			t.Errorf("the UID %q stands twice, or is none", e.Id())
		}
		seen[e.Id()] = true
		for _, needed := range []ics.ComponentProperty{ics.ComponentPropertyDtstamp, ics.ComponentPropertyDtStart, ics.ComponentPropertySummary} {
			if n := len(e.GetProperties(needed)); n != 1 {
				t.Errorf("an event has %d of %s", n, needed)
			}
		}
	}
	return cal
}

// A site without a url has no URL to give, and names its events otherwise than another site does.
func TestSitesWithoutAnAddress(t *testing.T) {
	r := harbour(t, "")
	_, files := written(t, options(r))
	events := parsed(t, files["/calendars/meetings.ics"]).Events()
	for _, e := range events {
		if p := e.GetProperty(ics.ComponentPropertyUrl); p != nil {
			t.Errorf("URL %s", p.Value)
		}
	}
	r.Site.Name = "members"
	_, others := written(t, options(r))
	if other := parsed(t, others["/calendars/meetings.ics"]).Events(); other[0].Id() == events[0].Id() {
		t.Error("two sites call different things by one name")
	}
}

// No calendar tells who was there.
func TestNobodyIsNamed(t *testing.T) {
	r := harbour(t, "")
	if n := len(r.Meetings[0].Minutes.Attendance); n != 1 {
		t.Fatalf("%d attendees", n)
	}
	_, files := written(t, options(r))
	for path, text := range files {
		if whole := strings.ReplaceAll(text, "\r\n ", ""); strings.Contains(whole, "Brackwater") || strings.Contains(whole, "ATTENDEE") {
			t.Errorf("%s names who was there", path)
		}
	}
}

// A meeting held takes the place of the one announced: the same event, which happened after all.
func TestHeldAsAnnounced(t *testing.T) {
	r := harbour(t, "")
	group := *r.Groups[0]
	all := group.Meetings
	group.Meetings = all[:2]
	early := *r
	early.Groups = []*record.Group{&group}
	_, files := written(t, options(&early))
	_, later := written(t, options(r))
	before, after := eventOn(t, files, "20240520"), eventOn(t, later, "20240520")
	if before.Id() != after.Id() || before.GetProperty(ics.ComponentPropertyStatus).Value != "TENTATIVE" || after.GetProperty(ics.ComponentPropertyStatus).Value != "CONFIRMED" {
		t.Errorf("announced %v, held %v", before.Properties, after.Properties)
	}
}

func eventOn(t *testing.T, files map[string]string, day string) *ics.VEvent {
	t.Helper()
	for _, e := range parsed(t, files["/groups/hwc/meetings.ics"]).Events() {
		if e.GetProperty(ics.ComponentPropertyDtStart).Value == day {
			return e
		}
	}
	t.Fatalf("nothing on %s", day)
	return nil
}

// An archive without minutes has a calendar that is one, and no event.
func TestEmptyArchive(t *testing.T) {
	paths, files := written(t, Options{Record: &record.Record{}, Policy: policy.Default(), Words: english()})
	if len(paths) != 1 || len(parsed(t, files[paths[0]]).Events()) != 0 {
		t.Errorf("calendars %v\n%s", paths, files[paths[0]])
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

// However many meetings a group held, its calendar has the newest.
func TestCalendarsAreBounded(t *testing.T) {
	g := &record.Group{ID: "HARB", Path: "/groups/harb/"}
	for i := range newestMeetings + 5 {
		date := time.Date(2031, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		g.Meetings = append(g.Meetings, &record.Meeting{ID: fmt.Sprint("HARB_", i), Path: fmt.Sprintf("/meetings/harb-%d/", i), Group: g, Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Date: date}}})
	}
	m := &maker{options(&record.Record{Groups: []*record.Group{g}}), map[*record.Meeting]policy.Level{}}
	events := m.meetings(g)
	if len(events) != newestMeetings || !strings.Contains(events[len(events)-1].Serialize(&ics.SerializationConfiguration{MaxLength: 75, NewLine: "\n"}), fmt.Sprint("HARB_", newestMeetings+4)) {
		t.Errorf("%d events", len(events))
	}
}
