package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
)

// someSources draws an archive of few ids and names, so that its documents often speak of the same.
func someSources(t *rapid.T, rules *minutes.Rules) []edition.Source {
	pieces := []string{
		"ACTION TAG %d/%02d: The DCC to mend lamp %d.", "ACTION TAG %d/CONF %02d: SECAS to paint lamp %d by 3 May.",
		"| Action ID | Action | Raised | Due | Owner |\n|---|---|---|---|---|\n| TAG %d/%02d | The DCC to mend lamp %d. | 05/03/2024 | N/A | DCC |",
		"The DCC spoke of action TAG %d/%02d and of [lamp %d](papers/x.pdf).", "The Lamp %[1]d%[2]d Crew (LC) met the Ladder Club (LC) %[3]d times.",
		"Next meeting: %d May 20%02d, at %d.", "Attendees:\n\n| Name | Representing |\n|---|---|\n| Ada Finchley | DCC |\n| Ada Finchle%[1]dy | DCC |\n| Bo%.0[2]s%.0[3]s Marsh | SECAS |",
	}
	levels := []string{"White", "Mauve", "Red"}
	var all []edition.Source
	for i := range rapid.IntRange(0, 5).Draw(t, "documents") {
		n := rapid.IntRange(1, 4).Draw(t, "number")
		var s strings.Builder
		fmt.Fprintf(&s, "This document is classified as **%s**.\n\nTesting Advisory Group Meeting\n\n%d March 2024, TAG_%d\n\nFinal Minutes\n\n1. Lamps\n\n",
			rapid.SampledFrom(levels).Draw(t, "level"), n, n)
		for range rapid.IntRange(0, 6).Draw(t, "pieces") {
			piece := rapid.SampledFrom(pieces).Draw(t, "piece")
			fmt.Fprintf(&s, piece+"\n\n", rapid.IntRange(1, 4).Draw(t, "a"), rapid.IntRange(1, 5).Draw(t, "b"), rapid.IntRange(1, 3).Draw(t, "c"))
		}
		file := fmt.Sprintf("content/%d.md", i)
		text := []byte(s.String())
		all = append(all, edition.Source{Minutes: minutes.Parse(file, text, rules), Text: text})
	}
	return all
}

// What is found depends on no order, stands on a line that the source has, and is what a rule allows.
func TestFindingsOfAnyArchive(t *testing.T) {
	rules := minutes.DefaultRules()
	rapid.Check(t, func(t *rapid.T) {
		sources := someSources(t, rules)
		found := Findings(sources, rules, nil)
		again := Findings(rapid.Permutation(sources).Draw(t, "order"), rules, nil)
		if d := cmp.Diff(found, again); d != "" {
			t.Fatalf("in another order:\n%s", d)
		}
		lines := map[string]int{}
		for _, s := range sources {
			lines[s.File()] = strings.Count(string(s.Text), "\n") + 1
		}
		for i, f := range found {
			if f.Line < 1 || f.Column < 1 || f.Line > lines[f.File] {
				t.Errorf("%s stands nowhere", f)
			}
			if _, ok := finding.RuleOf(f.Code); !ok {
				t.Errorf("%s is of no rule", f)
			}
			if i > 0 && f == found[i-1] {
				t.Errorf("%s is said twice", f)
			}
		}
	})
}
