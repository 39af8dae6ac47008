package site

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

const repaired = `This document is classified as **Clear**.

BEE Main Meeting

6 April 2026, BEE_7_0604

Attendees:

| Representing | Name |
|---|---|
| Hive | Ada Drone |

Apologies:

| Representing | Name |
|---|---|
| Wax | Cy Wax |

1. Actions Outstanding

| Action ID | Action | Owner |
|---|---|---|
| BEE 6/01 | The Hive to count. | Hive |

| Action ID | Action | Owner |
|---|---|---|
| Counted. Status: Closed. | | |

2. Major Incident Review

2.1. INC000000000042

The Hive presented its review of Major Incident INC000000000043, which occurred on 1 April 2026, and which the

members had asked for in March.

ACTION BEF 7/01: The Hive to count again by 3 May.
`

// What was repaired or is in doubt has a mark where it stands, and the note says what was done, in words of the site.
func TestNotesLeadToTheirPlacesAndBack(t *testing.T) {
	a, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	a.Rules.Groups = []minutes.Group{{ID: "BEE", Name: "Beekeepers"}}
	where, _ := a.Rules.Policy.Site("parties")
	source := edition.Source{Minutes: minutes.Parse("BEE_7_0604.md", []byte(repaired), a.Rules), Text: []byte(repaired)}
	e := edition.Of(where, []edition.Source{source}, a.Rules, fstest.MapFS{})
	b := newBuilder(Options{Record: record.Link(e), Edition: e, Policy: a.Rules.Policy, Rules: a.Rules, Look: Look{Words: wordtest.English(t)}})
	p := b.meetingPage(b.record.Meetings[0])
	for i, want := range []struct{ place, words, source, marked string }{
		{"item 1", "shown once", "line 25 of the source", `Status: Closed.<a class="note" id="_n1"`},
		{"item 2.1", "another", "line 31 of the source", `INC000000000042</a><a class="note" id="_n2"`},
		{"item 2.1", "one again", "line 35 of the source", `which the<span class="joined"> </span><a class="note" id="_n3"`},
		{"item 2", "BEF 7/01", "line 37 of the source", `by 3 May.<a class="note" id="_n4"`},
	} {
		if i >= len(p.Notes) {
			t.Fatalf("%d notes: %+v", len(p.Notes), p.Notes)
		}
		n := p.Notes[i]
		if n.Place != (Link{want.place, fmt.Sprintf("#_n%d", i+1)}) || !strings.Contains(n.Text, want.words) || n.Source.Text != want.source || n.ID != fmt.Sprintf("_note%d", i+1) {
			t.Errorf("note %+v, want %+v", n, want)
		}
		if html := wholeText(p); strings.Count(html, want.marked) != 1 {
			t.Errorf("no %s in\n%s", want.marked, html)
		}
	}
	if p.Text[1].Count != "1\u00a0present" || p.Text[2].Count != "1\u00a0apology" {
		t.Errorf("folds count %q and %q", p.Text[1].Count, p.Text[2].Count)
	}
}

func wholeText(p meetingPage) string {
	var s strings.Builder
	for _, part := range p.Text {
		s.WriteString(string(part.Summary + part.HTML))
	}
	return s.String()
}

// Every repair of the demo archive's minutes is marked once, in its place.
func TestEveryRepairIsMarked(t *testing.T) {
	a, err := archive.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	sources, err := a.Read(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	where, _ := a.Rules.Policy.Site("members")
	e := edition.Of(where, sources.Documents, a.Rules, a.Files())
	b := newBuilder(Options{Record: record.Link(e), Edition: e, Policy: a.Rules.Policy, Rules: a.Rules, Look: Look{Words: a.Words}})
	notes := 0
	for _, m := range b.meetings() {
		p := b.meetingPage(m)
		html := wholeText(p)
		for _, n := range p.Notes {
			notes++
			if n.Place.Href == "" || strings.Count(html, `id="`+n.Place.Href[1:]+`"`) != 1 || strings.Contains(n.Text, "note.") {
				t.Errorf("%s: note %+v has no place", m.Path, n)
			}
		}
	}
	if notes < 20 {
		t.Errorf("only %d notes: this test holds little", notes)
	}
}
