package record

import (
	"strings"
	"testing"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// A decision is about what its own words name, not about what stands beside it or is a part of a longer id.
func TestADecisionIsAboutItsOwnWords(t *testing.T) {
	const text = "Classification: White\n\nSSC Meeting\n\n3 March 2022, SSC_70_0303\n\n1. Lamps\n\n" +
		"MP12 and action 69/01 were spoken of. The SSC **AGREED** that MP122 and action 69/011 go on.\n"
	r := recordOf("parties", []edition.Source{{Minutes: minutes.Parse("m.md", []byte(text), minutes.DefaultRules()), Text: []byte(text)}})
	if len(r.Decisions) != 1 {
		t.Fatalf("%d decisions", len(r.Decisions))
	}
	if about := strings.Join(ids(r.Decisions[0].Subjects, idOfSubject), " "); about != "MP122" {
		t.Errorf("about %q", about)
	}
	for _, m := range r.Modifications {
		if m.ID == "MP12" && (len(m.Decisions) != 0 || len(m.Mentions) != 1) {
			t.Errorf("MP12 has %d decisions and %d mentions", len(m.Decisions), len(m.Mentions))
		}
	}
}
