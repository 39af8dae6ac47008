package feed

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// hostile are pieces that an encoder may stumble over.
var hostile = []string{"<", "&", "]]>", "<!--", "&amp;", "&#0;", `"`, "'", ";", ",", "\n", "\t", "\r\n", "é", "\u2028", "👩‍👩‍👧", "<script>alert(1)</script>",
	"</content>", "<?xml", strings.Repeat("long", 40), " ", "a", "The", "7"}

func drawText(t *rapid.T, name string) string {
	return "x" + strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(hostile), rapid.String()), 1, 8).Draw(t, name), "")
}

// drawn is a record of one group whose words and names may be anything.
func drawn(t *rapid.T) *record.Record {
	g := &record.Group{ID: "G", Name: drawText(t, "group"), Path: "/groups/g/"}
	r := &record.Record{Site: policy.Site{Name: "public", URL: rapid.SampledFrom([]string{"", "https://host.example/b/"}).Draw(t, "url")}, Groups: []*record.Group{g}}
	o := &record.Owner{Name: drawText(t, "owner"), Path: "/owners/o/"}
	r.Owners = []*record.Owner{o}
	for i := range rapid.IntRange(0, 5).Draw(t, "meetings") {
		date := rapid.SampledFrom([]string{"2024-01-02", "2024-02-29", "2031-12-31", "", "soon"}).Draw(t, "date")
		m := &record.Meeting{ID: fmt.Sprint("G_", i), Path: fmt.Sprintf("/meetings/g-%d/", i), Group: g, Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Date: date}}}
		at := record.Place{Meeting: m, Block: &record.Spot{ID: "p"}}
		d := &record.Decision{Place: at, Verb: "NOTED", Text: drawText(t, "decision"), Date: date}
		a := &record.Action{ID: fmt.Sprintf("G %d/01", i), Path: fmt.Sprintf("/actions/g-%d-01/", i), Meeting: m, Place: &at, Text: drawText(t, "action"), Owners: []string{o.Name}, Status: minutes.Open}
		s := &record.Subject{Kind: minutes.KindIncident, ID: fmt.Sprint("INC", i), Path: fmt.Sprintf("/incidents/%d/", i), Title: drawText(t, "title"),
			Mentions: []record.Mention{{Place: at, Sentence: drawText(t, "sentence")}}}
		m.Decisions, m.Raised, o.Actions = []*record.Decision{d}, []*record.Action{a}, append(o.Actions, a)
		r.Meetings, r.Actions, r.Decisions, r.Incidents = append(r.Meetings, m), append(r.Actions, a), append(r.Decisions, d), append(r.Incidents, s)
	}
	g.Meetings = r.Meetings
	return r
}

// Whatever the minutes say, each feed can be read and gives the words back; it holds the newest that have a
// date, newest first, and is the same each time.
func TestWordsSurvive(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := drawn(rt)
		m := newMaker(options(r))
		for _, f := range m.feeds() {
			data, err := m.atom(f)
			if err != nil {
				rt.Fatal(err)
			}
			if again, _ := newMaker(options(r)).atom(f); string(again) != string(data) {
				rt.Fatalf("%s is not the same twice", f.Path)
			}
			checkFeed(t, rt, f, string(data))
		}
	})
}

func checkFeed(t *testing.T, rt *rapid.T, f feed, text string) {
	if err := xml.Unmarshal([]byte(text), new(document)); err != nil {
		rt.Fatalf("%s: %v", f.Path, err)
	}
	read := parsed(t, text)
	shown := newest(f.news)
	if len(read.Entries) != len(shown) || len(shown) > newestEntries {
		rt.Fatalf("%s: %d entries of %d", f.Path, len(read.Entries), len(shown))
	}
	for i, e := range read.Entries {
		told := shown[i].tell()
		if same(e.Title) != same(told.title) {
			rt.Fatalf("%s: title %q, wanted %q", f.Path, e.Title, told.title)
		}
		if i > 0 && e.UpdatedParsed.After(*read.Entries[i-1].UpdatedParsed) {
			rt.Fatalf("%s: entry %d is newer than the one before", f.Path, i)
		}
		if f.Path == "/feeds/decisions.atom" && same(e.Content.Value) != same(wordsOf(shown[i].at)[0]) {
			rt.Fatalf("content %q, wanted %q", e.Content.Value, wordsOf(shown[i].at)[0])
		}
		if f.Path == "/feeds/archive.atom" {
			for _, words := range wordsOf(shown[i].at) {
				if !strings.Contains(same(textOf(t, e.Content.Value)), same(words)) {
					rt.Fatalf("%q is not in %q", words, e.Content.Value)
				}
			}
		}
	}
}

func wordsOf(m *record.Meeting) []string { return []string{m.Decisions[0].Text, m.Raised[0].Text} }

// same is a text without blanks, and with U+FFFD for what XML or HTML cannot hold.
func same(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && !strings.ContainsRune("\t\n\r", r), r == 0xFFFE, r == 0xFFFF:
			return unicode.ReplacementChar
		case unicode.IsSpace(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(unicode.ReplacementChar)))
}
