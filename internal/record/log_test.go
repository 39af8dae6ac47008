package record

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// TestALogTellsTheSameLifeAsATable reads the same three meetings of the same actions twice: as entries of a log, and
// as rows of a table.
func TestALogTellsTheSameLifeAsATable(t *testing.T) {
	type row struct{ id, text, owner, update string }
	meetings := [][]row{
		{{"0605", "oil the hinges.", "Warden", "No oil yet. Carried Forward"}, {"0606", "mend the gate.", "Warden", ""}},
		{{"0605", "oil the hinges.", "Warden", "Oiled. Closed"}, {"0606", "mend the gate.", "Warden", "Quotes awaited. Ongoing"}, {"0701", "count sheep.", "Clerk", ""}},
		{{"0606", "mend the gate.", "Warden", "Still no quote. Carried Forward"}, {"0701", "count sheep.", "Clerk", "Closed"}},
	}
	lives := map[string]string{}
	for _, style := range []string{"log", "table"} {
		var sources []edition.Source
		for i, rows := range meetings {
			var text strings.Builder
			fmt.Fprintf(&text, "Classification: White\n\nSSC Meeting\n\n%d March 2022, SSC_%d_%02d03\n\n1. Actions\n\n", i+3, i+6, i+3)
			if style == "table" {
				text.WriteString("| Ref | Action | Owner | Update |\n|---|---|---|---|\n")
			}
			for _, r := range rows {
				switch {
				case style == "table":
					fmt.Fprintf(&text, "| %s | The %s to %s | %s | %s |\n", r.id, r.owner, r.text, r.owner, r.update)
				case r.update == "" || r.update == "Closed":
					fmt.Fprintf(&text, "%s: The %s to %s %s\n\n", r.id, r.owner, r.text, r.update)
				default:
					fmt.Fprintf(&text, "%s: The %s to %s Update: %s\n\n", r.id, r.owner, r.text, r.update)
				}
			}
			sources = append(sources, edition.Source{Minutes: minutes.Parse("m.md", []byte(text.String()), logRules(t)), Text: []byte(text.String())})
		}
		rules := logRules(t)
		site, _ := rules.Policy.Site("parties")
		lives[style] = livesOf(Link(edition.Of(site, sources, rules, nil)))
	}
	if d := cmp.Diff(lives["table"], lives["log"]); d != "" {
		t.Errorf("-table +log:\n%s", d)
	}
	const want = `SSC 0605 raised at SSC_6 on 2022-03-03, closed 2022-03-04 by "Oiled. Closed": "The Warden to oil the hinges." [Warden]
  SSC_6 open "No oil yet. Carried Forward"
  SSC_7 closed "Oiled. Closed"
SSC 0606 raised at SSC_6 on 2022-03-03, open: "The Warden to mend the gate." [Warden]
  SSC_7 open "Quotes awaited. Ongoing"
  SSC_8 open "Still no quote. Carried Forward"
SSC 0701 raised at SSC_7 on 2022-03-04, closed 2022-03-05 by "Closed": "The Clerk to count sheep." [Clerk]
  SSC_8 closed "Closed"
`
	if d := cmp.Diff(want, lives["log"]); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func logRules(t *testing.T) *minutes.Rules {
	t.Helper()
	rules := minutes.DefaultRules()
	shape, err := minutes.NewActionShape(regexp.MustCompile(`\b(?:(?P<group>[A-Z]{3}) )?(?P<number>\d{4})\b`))
	if err != nil {
		t.Fatal(err)
	}
	rules.ActionIDs = []minutes.ActionShape{shape}
	return rules
}

func livesOf(r *Record) string {
	var s strings.Builder
	for _, a := range r.Actions {
		closed := ""
		if a.ClosedBy != nil {
			closed = fmt.Sprintf(" %s by %q", a.Closed, a.ClosedBy.Text)
		}
		fmt.Fprintf(&s, "%s raised at %s on %s, %s%s: %q %v\n", a.ID, a.Meeting.ID, a.Raised, a.Status, closed, a.Text, a.Owners)
		for _, u := range a.Updates {
			fmt.Fprintf(&s, "  %s %s %q\n", u.Meeting.ID, u.Status, u.Text)
		}
	}
	return s.String()
}

// An older action is not raised by the first report on it that this archive holds.
func TestAnOlderActionIsRaisedNowhere(t *testing.T) {
	text := "Classification: White\n\nSSC Meeting\n\n3 March 2022, SSC_6_0303\n\n1. Actions\n\n" +
		"| Ref | Action | Date raised | Owner | Status |\n|---|---|---|---|---|\n| 0101 | Mend the gate | 5 May 2021 | Warden | Open |\n"
	rules := logRules(t)
	site, _ := rules.Policy.Site("parties")
	r := Link(edition.Of(site, []edition.Source{{Minutes: minutes.Parse("m.md", []byte(text), rules), Text: []byte(text)}}, rules, nil))
	if a := r.Actions[0]; a.ID != "SSC 0101" || a.Place != nil || a.Raised != "2021-05-05" || a.Group != "SSC" || a.MeetingID != "" || len(a.Updates) != 1 {
		t.Errorf("%+v", a)
	}
}
