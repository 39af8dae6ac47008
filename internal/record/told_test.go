package record

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// The life of an action is the same whether a table, prose, or a later ACTION line tells it.
func TestALifeIsTheSameHoweverItIsTold(t *testing.T) {
	const raised = "2. Lamps\n\nACTION SSC 70/01: The Warden to count the lamps by 30 March 2022.\n\nACTION SSC 70/02: The Clerk to buy oil by 31 March 2022.\n"
	const head = "| Action ID | Action | Target Date | Revised Target Date | Owner | Update |\n|---|---|---|---|---|---|\n"
	second := map[string]string{
		"table": head + "| SSC 70/01 | The Warden to count the lamps. | 30/03/2022 | N/A | Warden | All are counted. Status: Closed |\n" +
			"| SSC 70/02 | The Clerk to buy oil. | 31/03/2022 | 30/06/2022 | Clerk | Oil is dear. Status: Open |\n",
		"prose": "Action 70/01 was closed, since all are counted.\n\nAction 70/02 remains open, and its target date was moved to 30 June 2022.\n",
		"line": "ACTION SSC 70/01: The Warden to count the lamps. Status: Closed\n\n" +
			"ACTION SSC 70/02: The Clerk to buy oil. Status: Open. The target date was moved to 30 June 2022.\n",
	}
	lives := map[string]string{}
	for style, reports := range second {
		var sources []edition.Source
		for i, text := range []string{raised, "1. Actions Outstanding\n\n" + reports, "1. Actions Outstanding\n\n" + head + "| SSC 69/09 | To rest. | N/A | N/A | Clerk | Status: Open |\n"} {
			text = fmt.Sprintf("Classification: White\n\nSSC Meeting\n\n%d March 2022, SSC_%d_0%d03\n\n%s", i+3, 70+i, i+3, text)
			sources = append(sources, edition.Source{Minutes: minutes.Parse("m.md", []byte(text), minutes.DefaultRules()), Text: []byte(text)})
		}
		lives[style] = lifeOf(recordOf("parties", sources), "SSC 70/01", "SSC 70/02")
	}
	const want = `SSC 70/01 [Warden] raised at SSC_70, due 2022-03-30 , closed 2022-03-04
  SSC_71 closed turned: true, moved: <nil>
SSC 70/02 [Clerk] raised at SSC_70, due 2022-06-30 , open, silent at SSC_72
  SSC_71 open turned: false, moved: &{2022-03-31 2022-06-30}
`
	for style, got := range lives {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("told by %s:\n%s", style, diff)
		}
	}
}

func lifeOf(r *Record, ids ...string) string {
	var s strings.Builder
	for _, a := range r.Actions {
		if !strings.Contains(strings.Join(ids, " "), a.ID) {
			continue
		}
		fmt.Fprintf(&s, "%s %v raised at %s, due %s %s, %s", a.ID, a.Owners, a.MeetingID, a.Due, a.DueMeeting, a.Status)
		if a.ClosedBy != nil {
			fmt.Fprintf(&s, " %s", a.Closed)
		}
		if a.Silent != nil {
			fmt.Fprintf(&s, ", silent at %s", a.Silent.ID)
		}
		s.WriteString("\n")
		for _, u := range a.Updates {
			fmt.Fprintf(&s, "  %s %s turned: %v, moved: %v\n", u.Meeting.ID, u.Status, u.Turned, u.Moved)
		}
	}
	return s.String()
}
