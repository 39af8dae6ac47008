package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// malformed says what of the form of RFC 5545 a calendar lacks: whole lines that end with CRLF, of at most 75
// octets, in UTF-8, without control characters. It reads bytes and knows nothing of the library.
func malformed(text string) string {
	if !strings.HasSuffix(text, "\r\n") {
		return "the last line has no end"
	}
	lines := strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n")
	for _, line := range lines {
		switch {
		case len(line) > 75:
			return fmt.Sprintf("a line of %d octets", len(line))
		case line == "":
			return "an empty line"
		case !utf8.ValidString(line):
			return "a character folded in two"
		case strings.ContainsFunc(line, unicode.IsControl):
			return "a control character"
		}
	}
	if lines[0] != "BEGIN:VCALENDAR" || lines[1] != "VERSION:2.0" || lines[len(lines)-1] != "END:VCALENDAR" {
		return "not a calendar of version 2.0"
	}
	return ""
}

// hostile are pieces that folding or escaping may stumble over.
var hostile = []string{",", ";", ":", `\`, `\n`, `\\`, "\n", "\r\n", "\r", "\x00", "\x7f", "\xff", `"`, "'", "BEGIN:VEVENT", "\nEND:VCALENDAR\n", "é", "👩‍👩‍👧", "\u2028",
	strings.Repeat("long", 40), strings.Repeat("ü", 50), strings.Repeat(" ", 90), "   ", " ", "a", "The"}

func drawText(t *rapid.T, name string) string {
	return "x" + strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(hostile), rapid.String()), 1, 8).Draw(t, name), "")
}

// Whatever the minutes say, a calendar can be read, gives the words back, and is the same each time.
func TestWordsSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &record.Group{ID: "G", Name: drawText(t, "group"), Path: "/groups/g/"}
		m := &record.Meeting{ID: "G_1", Path: "/meetings/g-1/", Group: g, Minutes: &minutes.Minutes{
			Meeting: minutes.Meeting{Date: "2024-02-28", Start: rapid.SampledFrom([]string{"", "09:00", "noon"}).Draw(t, "start"), End: "10:00",
				Venue: drawText(t, "venue"), Version: drawText(t, "version")},
			Next: []minutes.NextMeeting{{Date: "2024-03-31", Series: drawText(t, "series")}}}}
		g.Meetings = []*record.Meeting{m}
		a := &record.Action{ID: "G 1/01", Path: "/actions/g-1-01/", Text: drawText(t, "action"), Status: minutes.Open, Due: "2024-02-29",
			Place: &record.Place{Meeting: m}}
		o := &record.Owner{Name: drawText(t, "owner"), Path: "/owners/o/", Actions: []*record.Action{a}}
		r := &record.Record{Site: policy.Site{Name: "public"}, Groups: []*record.Group{g}, Meetings: g.Meetings, Owners: []*record.Owner{o}}
		texts := serialized(t, r)
		if again := serialized(t, r); strings.Join(again, "") != strings.Join(texts, "") {
			t.Fatalf("not the same twice")
		}
		meetings := parsed(t, texts[1]).Events()
		if len(meetings) != 2 {
			t.Fatalf("%d meetings", len(meetings))
		}
		if got := meetings[0].GetProperty(ics.ComponentPropertyLocation).Value; got != readable(m.Minutes.Meeting.Venue) {
			t.Fatalf("location %q, wanted %q", got, readable(m.Minutes.Meeting.Venue))
		}
		if got, want := meetings[1].GetProperty(ics.ComponentPropertySummary).Value, readable(g.Name+": next "+m.Minutes.Next[0].Series+" meeting"); got != want {
			t.Fatalf("summary %q, wanted %q", got, want)
		}
		due := parsed(t, texts[2]).Events()
		if got := due[0].GetProperty(ics.ComponentPropertyDescription).Value; !strings.HasPrefix(got, readable(a.Text)+"\nOpen") {
			t.Fatalf("description %q, wanted %q", got, readable(a.Text))
		}
	})
}

func serialized(t *rapid.T, r *record.Record) []string {
	m := &maker{options(r), map[*record.Meeting]policy.Level{}}
	var all []string
	for _, c := range m.calendars() {
		var b bytes.Buffer
		if err := m.file(c).SerializeTo(&b, ics.WithNewLineWindows); err != nil {
			t.Fatal(err)
		}
		all = append(all, b.String())
	}
	return all
}

// readable is a text with newlines only, and blanks for other control characters.
func readable(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
