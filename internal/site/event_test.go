package site

import (
	"encoding/json"
	"strings"
	"testing"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// A meeting's page tells machines when and where the group met, and nothing that a text in it could turn into markup.
func TestMeetingsAreEvents(t *testing.T) {
	o := publicMeeting(t, func(m *minutes.Minutes) { m.Meeting.Venue, m.Meeting.GroupName = "The shed</script><b>", hostile })
	mustRender(t, o)
	html := written(t, o.Out.Dir())["meetings/bee-7/index.html"]
	found := parsed(t, html).Find(`script[type="application/ld+json"]:contains("Event")`)
	if found.Length() != 1 || parsed(t, html).Find("head b, body > b").Length() != 0 {
		t.Fatalf("%d scripts in %s", found.Length(), html)
	}
	var told map[string]any
	if err := json.Unmarshal([]byte(found.Text()), &told); err != nil {
		t.Fatalf("%v: %s", err, found.Text())
	}
	for key, want := range map[string]any{"@type": "Event", "@context": "https://schema.org", "name": "BEE_7, 6 April 2026", "startDate": "2026-04-06T10:00", "endDate": "2026-04-06T11:30",
		"eventStatus": "https://schema.org/EventScheduled"} {
		if told[key] != want {
			t.Errorf("%s is %v, want %v", key, told[key], want)
		}
	}
	if place := told["location"].(map[string]any); place["name"] != "The shed</script><b>" {
		t.Errorf("location %v", place)
	}
}

func TestEventsTellNothingThatIsNotThere(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*minutes.Minutes)
		want   string // "" for no event
		none   string
	}{
		"no day":              {func(m *minutes.Minutes) { m.Meeting.Date = "" }, "", ""},
		"no time":             {func(m *minutes.Minutes) { m.Meeting.Start = "" }, `"startDate":"2026-04-06"`, "endDate"},
		"a time in words":     {func(m *minutes.Minutes) { m.Meeting.Start = "after tea" }, `"startDate":"2026-04-06"`, "endDate"},
		"an end before start": {func(m *minutes.Minutes) { m.Meeting.End = "09:00" }, `"startDate":"2026-04-06T10:00"`, "endDate"},
		"no place":            {func(m *minutes.Minutes) { m.Meeting.Venue = "" }, `"@type":"Event"`, "location"},
	} {
		b := newBuilder(publicMeeting(t, c.change))
		got := b.eventOf(b.record.Meetings[0])
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) || c.none != "" && strings.Contains(got, c.none) {
			t.Errorf("%s: %s", name, got)
		}
	}
	if b := beeBuilder(t, ""); b.eventOf(b.record.Meetings[0]) != "" {
		t.Error("a site that is not for everybody tells machines of its meetings")
	}
}

// publicMeeting is the site for everybody, of one meeting.
func publicMeeting(t *testing.T, change func(*minutes.Minutes)) Options {
	t.Helper()
	o := bees(t, "")
	p := policy.Default()
	clear, _ := p.Level("Clear")
	m := firstMeeting(clear)
	change(m)
	where, _ := p.Site("public")
	o.Edition = edition.Of(where, []edition.Source{{Minutes: m, Text: []byte("text\n")}}, &minutes.Rules{Policy: p}, nil)
	o.Record = record.Link(o.Edition)
	return o
}

// A meeting that did nothing says so where others say what they did.
func TestMeetingsThatDidNothingSaySo(t *testing.T) {
	const nothing = "These minutes record no decision and no action."
	for _, quiet := range []bool{true, false} {
		o := publicMeeting(t, func(m *minutes.Minutes) {
			if quiet {
				m.Items, m.Raised, m.Updated, m.Decisions, m.References = nil, nil, nil, nil, nil
			}
		})
		mustRender(t, o)
		doc := parsed(t, written(t, o.Out.Dir())["meetings/bee-7/index.html"])
		if said := strings.Contains(doc.Find("main > p").Text(), nothing); said != quiet {
			t.Errorf("of a meeting that did nothing (%v), the page says so: %v", quiet, said)
		}
		if n := doc.Find(".agenda").Length(); (n == 0) != quiet {
			t.Errorf("%d agendas", n)
		}
	}
}
