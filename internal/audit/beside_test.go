package audit

import (
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// What a list puts together of an action that its readers may read, its kind, its id and its words, is no secret because withheld
// minutes have written them in that order too.
func TestAnActionBesideItsKindIsNoSecret(t *testing.T) {
	const words = "The Harbour Master to have all lamps mended by the spring tide."
	rules := minutes.DefaultRules()
	shown := strings.Replace(open, "ACTION HWC 07/01: The Harbour Master to have the lamps mended by 30 April.",
		"| Action ID | Action | Owner |\n|---|---|---|\n| HWC 06/02 | "+words+" | HM |", 1)
	var sources []edition.Source
	for name, text := range map[string]string{"content/0.md": shown, "content/1.md": closed + "\nACTION HWC 06/02: " + words + "\n"} {
		sources = append(sources, edition.Source{Minutes: minutes.Parse(name, []byte(text), rules), Text: []byte(text)})
	}
	clear, _ := rules.Policy.Level("Clear")
	e := edition.Of(policy.Site{Name: "public", Clearance: policy.ClearedTo(clear), People: policy.PeopleNames}, sources, rules, nil)
	s := Withheld(Options{Sources: sources, Edition: e, Rules: rules, Stems: index.Stems, Key: index.Key})
	if got := found(t, s, "rows.json", `[["HWC 06/02","action","HWC 06/02: `+words+`"]]`); len(got) > 0 {
		t.Errorf("found %v", got)
	}
	if got := found(t, s, "rows.json", `[["HWC 08/01","action","HWC 08/01: The Harbour Master to change the lock."]]`); len(got) == 0 {
		t.Error("an action of the withheld minutes alone is not found")
	}
}
