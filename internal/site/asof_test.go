package site

import (
	"encoding/json"
	"testing"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// waxMeeting is a meeting of another group, which raises an action.
func waxMeeting(level minutes.Classification, number, date string) *minutes.Minutes {
	raised := paragraph("raised", "ACTION WAX "+number+"/01: The Shed to melt it.")
	return &minutes.Minutes{
		File:    "wax/WAX_" + number + ".md",
		Meeting: minutes.Meeting{ID: "WAX_" + number, Group: "WAX", GroupName: "Wax makers", Number: number, Date: date}, Classification: level,
		Items: []*minutes.Item{{Number: "1", Title: "Wax", Head: paragraph("item-1", "1. Wax"), Blocks: []*minutes.Block{raised}}},
		Raised: []minutes.Action{{ID: "WAX " + number + "/01", Written: "WAX " + number + "/01", Text: "The Shed to melt it.", Owners: []string{"Shed"},
			Item: "1", Block: raised, Raised: date}},
	}
}

// valuesWith are the values of all pages of the bees and of further meetings, by address.
func valuesWith(t *testing.T, more ...*minutes.Minutes) map[string]string {
	t.Helper()
	o := bees(t, "")
	white, _ := o.Policy.Level("White")
	sources := []edition.Source{{Minutes: firstMeeting(white)}, {Minutes: secondMeeting(white)}}
	for _, m := range more {
		sources = append(sources, edition.Source{Minutes: m})
	}
	o.Edition = edition.Of(o.Record.Site, sources, &minutes.Rules{Policy: o.Policy}, nil)
	o.Record = record.Link(o.Edition)
	values := map[string]string{}
	for _, p := range newBuilder(o).all() {
		data, err := json.Marshal(p.value())
		if err != nil {
			t.Fatal(err)
		}
		values[p.path] = string(data)
	}
	return values
}

// What is open, and whose records a page counts, is told so that a meeting of another group leaves the page as it was; what names the
// newest meeting's day is not.
func TestAMeetingOfAnotherGroupLeavesPagesAsTheyWere(t *testing.T) {
	white, _ := bees(t, "").Policy.Level("White")
	level := minutes.Classification{Level: white, Strictest: white}
	one, two := waxMeeting(level, "1", "2026-05-20"), waxMeeting(level, "2", "2026-06-20")
	before, after := valuesWith(t, one), valuesWith(t, one, two)
	for path, same := range map[string]bool{"/actions/bee-7-02/": true, "/owners/hive-sons/": true, "/meetings/bee-7/": true, "/meetings/bee-7/changes/": true,
		"/actions/group/bee/": true, "/actions/group/bee/open/": true, "/meetings/group/bee/": true, "/decisions/group/bee/": true,
		"/actions/": false, "/actions/open/": false, "/actions/group/wax/": false, "/": false, "/about/": false} {
		if before[path] == "" || (before[path] == after[path]) != same {
			t.Errorf("%s: the same: %v; %s\nthen %s", path, !same, before[path], after[path])
		}
	}
}
