package site

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/generation"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

// hostile is what somebody may write into any field.
const hostile = `<script>alert("x")</script> & {{ .Site }} {{< ref "x" >}} <!--more-->`

// paragraph is a block of one span.
func paragraph(id, text string) *minutes.Block {
	return &minutes.Block{Kind: minutes.Paragraph, ID: id, Line: 1, Spans: []minutes.Span{{Text: text, Line: 1}}}
}

func table(role minutes.Role, rows ...[]string) *minutes.Block {
	t := &minutes.Block{Kind: minutes.Table, Role: role}
	for i, cells := range rows {
		row := &minutes.Block{Kind: minutes.Row}
		if i == 0 {
			row.Role = minutes.RoleHead
		}
		for _, c := range cells {
			row.Blocks = append(row.Blocks, &minutes.Block{Kind: minutes.Cell, Spans: []minutes.Span{{Text: c}}})
		}
		t.Blocks = append(t.Blocks, row)
	}
	return t
}

// reference finds written in the block's text.
func reference(kind minutes.Kind, id, written, item string, b *minutes.Block) minutes.Reference {
	text := b.Text()
	for i := range text {
		if len(text)-i >= len(written) && text[i:i+len(written)] == written {
			return minutes.Reference{Kind: kind, ID: id, Written: written, Item: item, Block: b, Start: i, End: i + len(written),
				Sentence: minutes.Range{Start: 0, End: len(text)}}
		}
	}
	panic("no " + written + " in " + text)
}

// firstMeeting raises two actions, decides once and names an incident.
func firstMeeting(level policy.Level) *minutes.Minutes {
	raised := paragraph("raised", "ACTION BEE 7/01: The Hive to count its frames by 3 May.")
	second := paragraph("raised-2", "ACTION BEE 7/02: "+hostile)
	decided := paragraph("decided", "The BEE AGREED the plan.")
	swarm := paragraph("swarm", "A swarm left on Monday, INC000000000042, as in MP007.")
	titled := paragraph("item-1", "1. Swarms")
	people := paragraph("attendees", "Attendees:")
	return &minutes.Minutes{
		File:           "bee/BEE_7.md",
		Meeting:        minutes.Meeting{ID: "BEE_7", Group: "BEE", GroupName: "Beekeepers", Number: "7", Document: "BEE_7_2604", Date: "2026-04-06", Start: "10:00", End: "11:30", Venue: "The shed", Version: "Final"},
		Classification: minutes.Classification{Level: level, Strictest: level},
		Preamble: []*minutes.Block{paragraph("title", "Beekeepers' meeting"), people,
			table(minutes.RolePeople, []string{"Representing", "Name"}, []string{"Hive", "Ada Drone"})},
		Attendance: []minutes.Attendee{{Name: "Ada Drone", Member: true}, {Name: "Bo Comb"}}, Presence: minutes.Presence{People: 2, Members: 1, Apologies: 1},
		Apologies: []minutes.Attendee{{Name: "Cy Wax"}},
		Items:     []*minutes.Item{{Number: "1", Title: "Swarms", Head: titled, Blocks: []*minutes.Block{swarm, decided, raised, second}}},
		Raised: []minutes.Action{
			{ID: "BEE 7/01", Written: "BEE 7/01", Text: "The Hive to count its frames by 3 May.", Owners: []string{"Hive"}, Item: "1", Block: raised, Due: "2026-05-03", Raised: "2026-04-06"},
			{ID: "BEE 7/02", Written: "BEE 7/02", Text: hostile, Owners: []string{`Hive "&" Sons`}, Item: "1", Block: second, Raised: "2026-04-06"}},
		Decisions: []minutes.Decision{{Verb: "AGREED", Text: "The BEE AGREED the plan.", Item: "1", Block: decided}},
		References: []minutes.Reference{
			reference(minutes.KindIncident, "INC000000000042", "INC000000000042", "1", swarm),
			reference(minutes.KindModification, "MP7", "MP007", "1", swarm),
			reference(minutes.KindAction, "BEE 7/01", "BEE 7/01", "1", raised)},
		Incidents:     []minutes.Subject{{Kind: minutes.KindIncident, ID: "INC000000000042", Occurred: "2026-04-05"}},
		Modifications: []minutes.Subject{{Kind: minutes.KindModification, ID: "MP7", Spelt: []string{"MP007"}, Title: hostile}},
		Glossary:      []minutes.Term{{Term: "BEE", Expansion: "Beekeepers", Block: decided}},
		Findings:      []finding.Finding{{Line: 3, Column: 1, Code: "prefix", Severity: finding.Warning, Message: hostile, Hint: "read as BEE 7/02"}},
	}
}

// secondMeeting closes the first action and announces a third meeting.
func secondMeeting(level policy.Level) *minutes.Minutes {
	report := paragraph("report", "BEE 7/01 The Hive counted them. Status: Closed.")
	earlier := paragraph("earlier", "The plan of BEE_7 stands; INC000000000042 came up again.")
	head := paragraph("item-1", "1. Swarms")
	return &minutes.Minutes{
		File:           "bee/BEE_8.md",
		Meeting:        minutes.Meeting{ID: "BEE_8", Group: "BEE", GroupName: "Beekeepers", Number: "8", Date: "2026-05-04", Version: "Final"},
		Classification: minutes.Classification{Level: level, Strictest: level},
		Items:          []*minutes.Item{{Number: "1", Title: "Swarms", Head: head, Blocks: []*minutes.Block{report, earlier}}},
		Next:           []minutes.NextMeeting{{Date: "2026-06-01"}},
		Updated:        []minutes.Action{{ID: "BEE 7/01", Written: "BEE 7/01", Text: "The Hive to count its frames by 3 May.", Owners: []string{"Hive"}, Item: "1", Block: report, Update: "The Hive counted them. Status: Closed.", Status: minutes.Closed}},
		References: []minutes.Reference{reference(minutes.KindAction, "BEE 7/01", "BEE 7/01", "1", report),
			reference(minutes.KindMeeting, "BEE_7", "BEE_7", "1", earlier),
			reference(minutes.KindIncident, "INC000000000042", "INC000000000042", "1", earlier)},
	}
}

// plain is a page of the archive.
func plain(level policy.Level) *minutes.Page {
	return &minutes.Page{File: "hives.md", Title: "Hives", Level: level,
		Blocks: []*minutes.Block{{Kind: minutes.Heading, Depth: 1, ID: "hives", Spans: []minutes.Span{{Text: "Hives"}}}, paragraph("wood", "They are of wood.")}}
}

// beesWithPaper has a paper that the first meeting links to.
func beesWithPaper(t *testing.T) Options {
	t.Helper()
	o := bees(t, "https://host.example/m")
	o.Content = fstest.MapFS{"bee/plan.pdf": {Data: []byte("a plan")}}
	clear, _ := o.Policy.Level("Clear")
	m := firstMeeting(clear)
	m.Items[0].Blocks[0].Spans = append(m.Items[0].Blocks[0].Spans, minutes.Span{Text: " See the plan.", Href: "plan.pdf"})
	o.Edition = edition.Of(o.Record.Site, []edition.Source{{Minutes: m, Text: []byte("text\n")}}, &minutes.Rules{Policy: o.Policy}, o.Content)
	o.Record = record.Link(o.Edition)
	return o
}

// bees is the options of a site with two meetings and a page, at the address given.
func bees(t *testing.T, address string) Options {
	t.Helper()
	p := policy.Default()
	white, _ := p.Level("White")
	where, _ := p.Site("parties")
	where.URL = address
	sources := []edition.Source{{Minutes: firstMeeting(white), Text: []byte("# One\n\ntext\n")}, {Minutes: secondMeeting(white), Text: []byte("# Two\n")},
		{Page: plain(white), Text: []byte("# Hives\n")}}
	e := edition.Of(where, sources, &minutes.Rules{Policy: p}, nil)
	return Options{Record: record.Link(e), Edition: e, Policy: p, Look: Look{Title: "Bee minutes", Description: "What the bees said.", Words: wordtest.English(t)},
		Layouts: os.DirFS("../../layouts"), Static: os.DirFS("../../static"), Out: empty(t), Data: map[string][]string{"actions": {"actions.csv", "actions.json"}, "meetings": {"meetings.csv"}}}
}

// empty is the web root of a site that is still to be made.
func empty(t *testing.T) *generation.Folder {
	t.Helper()
	return generation.New(t.TempDir(), nil).Below(".")
}

func mustRender(t *testing.T, o Options) {
	t.Helper()
	if err := Render(context.Background(), o); err != nil {
		t.Fatal(err)
	}
}

// written is every file below a folder, by its path with slashes.
func written(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
