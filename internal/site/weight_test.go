package site

import (
	"context"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

const (
	longMeetings = 800 // of one group
	longGroups   = 60  // others, that met once
	pageWeight   = 50_000
)

// However long an archive and whatever is long in it - the meetings of a group, what one owner owes, the life of an
// action, a subject's mentions, an item's returns, owners, groups, terms - no page but that of a meeting is heavy.
func TestPagesStayLightHoweverLongTheRecord(t *testing.T) {
	o := longArchive(t)
	b := newBuilder(o)
	p, err := newPrinter(o.Layouts, b.frame(nil), b.words.Texts(), o.Out)
	if err != nil {
		t.Fatal(err)
	}
	var chosen []page
	for _, pg := range b.all() {
		if longest[pg.path] || listsRecords(pg) {
			chosen = append(chosen, pg)
		}
	}
	if err := printAll(context.Background(), p, newReuse(b, key{}, chosen, nil, o.Out), o); err != nil {
		t.Fatal(err)
	}
	files := written(t, o.Out.Dir())
	for at := range longest {
		if files[path.Join(at, "index.html")[1:]] == "" {
			t.Errorf("there is no page %s", at)
		}
	}
	for name, html := range files {
		if len(html) > pageWeight {
			t.Errorf("%s: %d bytes", name, len(html))
		}
	}
}

// longest are the records that most is known of.
var longest = map[string]bool{"/groups/bee/": true, "/owners/hive/": true, "/threads/bee-swarms/": true, "/actions/bee-1-01/": true,
	"/incidents/inc000000000042/": true, "/modifications/mp7/": true, "/meetings/bee-1/changes/": true, "/meetings/bee-800/changes/": true}

// listsRecords says whether a page is none of a single record, and no further page of a register.
func listsRecords(pg page) bool {
	switch pg.layout {
	case "front", "latest", "feeds", "search", "about", "plots", "glossary":
		return true
	case "register":
		if strings.Contains(pg.path, "/drone-") && !strings.Contains(pg.path, "/drone-7/") || strings.Contains(pg.path, "/item/bee-frames") || strings.Contains(pg.path, "/group/wax") {
			return false
		}
		return !strings.Contains(pg.path, "/years/") && !strings.Contains(pg.path, "/page-") && strings.Count(pg.path, "/") < 6
	}
	return false
}

func longArchive(t *testing.T) Options {
	t.Helper()
	p := policy.Default()
	white, _ := p.Level("White")
	var sources []edition.Source
	add := func(m *minutes.Minutes) {
		m.Classification = minutes.Classification{Level: white, Strictest: white}
		sources = append(sources, edition.Source{Minutes: m, Text: []byte("text\n")})
	}
	for n := 1; n <= longMeetings; n++ {
		add(longMeeting("BEE", n))
	}
	for n := range longGroups {
		add(longMeeting(fmt.Sprintf("WAX%c%c", 'A'+n/26, 'A'+n%26), 2*longMeetings/3+n))
	}
	where, _ := p.Site("parties")
	e := edition.Of(where, sources, &minutes.Rules{Policy: p}, nil)
	return Options{Record: record.Link(e), Edition: e, Policy: p, Look: Look{Title: "Bee minutes", Words: wordtest.English(t)},
		Layouts: os.DirFS("../../layouts"), Static: os.DirFS("../../static"), Out: empty(t)}
}

// longMeeting reports on the first action of all, names one incident, one modification and others of its own, decides, and
// raises actions that fall on the Hive and on somebody else each time.
func longMeeting(group string, n int) *minutes.Minutes {
	m := &minutes.Minutes{File: fmt.Sprintf("%s_%d.md", group, n), Meeting: minutes.Meeting{ID: fmt.Sprintf("%s_%d", group, n), Group: group,
		GroupName: "Keepers of " + group, Number: fmt.Sprint(n), Date: fmt.Sprintf("%d-%02d-%02d", 1900+n/24, 1+n/2%12, 1+n%2)}}
	swarms := &minutes.Item{Number: "1", Title: "Swarms", Head: paragraph("item-1", "1. Swarms")}
	m.Items = []*minutes.Item{swarms, {Number: "2", Title: fmt.Sprint("Frames of hive ", string(rune('A'+n/3%26)), string(rune('A'+n/78%26))), Head: paragraph("item-2", "2. Frames")}}
	say := func(id, text string, names ...minutes.Reference) *minutes.Block {
		b := paragraph(id, text)
		swarms.Blocks = append(swarms.Blocks, b)
		for _, r := range names {
			m.References = append(m.References, reference(r.Kind, r.ID, r.ID, "1", b))
		}
		return b
	}
	own := minutes.Reference{Kind: minutes.KindIncident, ID: fmt.Sprintf("INC%012d", 1000+n)}
	all := []minutes.Reference{{Kind: minutes.KindIncident, ID: "INC000000000042"}, {Kind: minutes.KindModification, ID: "MP7"}, {Kind: minutes.KindAction, ID: "BEE 1/01"}, own,
		{Kind: minutes.KindModification, ID: fmt.Sprintf("MP7%c%c", 'A'+n/26%26, 'A'+n%26)}}
	said := ""
	for _, r := range all {
		said += ", " + r.ID
	}
	say("said", "Much was said of"+said+" at some length.", all...)
	decided := say("decided", "The keepers AGREED to go on with"+said+".", all...)
	m.Decisions = []minutes.Decision{{Verb: "AGREED", Text: decided.Text(), Item: "1", Block: decided}}
	for i := range 24 {
		id, owner := fmt.Sprintf("%s %d/%02d", group, n, i+1), "Hive"
		if i == 1 && group == "BEE" {
			owner = fmt.Sprint("Drone ", n)
		}
		if n > 20 && n < longMeetings && i > 2 {
			break
		}
		text := owner + " to count the frames of every hive, to write down what is found, and to tell the keepers of it at the next meeting."
		m.Raised = append(m.Raised, minutes.Action{ID: id, Written: id, Text: text, Owners: []string{owner}, Item: "1", Block: say(fmt.Sprint("raised-", i), text), Raised: m.Meeting.Date})
	}
	if n > 1 {
		report := say("report", "The frames of some hives were counted, of others not.")
		m.Updated = []minutes.Action{{ID: "BEE 1/01", Written: "BEE 1/01", Owners: []string{"Hive"}, Item: "1", Block: report, Update: report.Text(), Status: minutes.Open, Target: fmt.Sprintf("%d-01-01", 2000+n)}}
	}
	for i := range 3 {
		term := fmt.Sprintf("B%d%c", n, 'A'+i)
		m.Glossary = append(m.Glossary, minutes.Term{Term: term, Expansion: "Bee number " + term + " of its hive", Block: decided})
	}
	return m
}
