package archive

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/policy"
)

func TestAPolicyIsChosenByName(t *testing.T) {
	tlp := open(t, folder(t, ConfigFile, "policy: {name: tlp-2.0}\n", "content/a.md", "x")).Rules.Policy
	if got := levelNames(tlp); got != "TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED" || len(tlp.Sites) != 4 {
		t.Errorf("levels %s, %d sites", got, len(tlp.Sites))
	}
	own := open(t, folder(t, ConfigFile, "policy: {name: tlp-2.0}\nsites: [{name: crew, clearance: amber strict, people: counts}]\n", "content/a.md", "x")).Rules.Policy
	crew, ok := own.Site("crew")
	if !ok || len(own.Sites) != 1 || own.Name(crew.Clearance.Level()) != "TLP:AMBER+STRICT" || crew.People != policy.PeopleCounts {
		t.Errorf("sites %+v", own.Sites)
	}
	named := open(t, folder(t, ConfigFile, "policy: {name: smart-energy-code}\n", "content/a.md", "x")).Rules.Policy
	if levelNames(named) != levelNames(policy.Default()) || len(named.Sites) != 3 {
		t.Errorf("levels %s", levelNames(named))
	}
}

func TestAPolicyIsData(t *testing.T) {
	p := open(t, folder(t, ConfigFile, `
policy:
  levels:
    - {name: Open, online: true, sentences: [for anyone]}
    - name: Crew
      aliases: [All hands]
      audience: the crew
      stub: true
      sentences:
        - {text: for the crew, until: 2020-12-31}
        - {text: for all hands, from: 2021-01-01, until: "2030-12-31"}
        - not for passengers
sites: [{name: crew, clearance: all hands, people: organisations}]
harmless: [tbc, "[TO FOLLOW]"]
`, "content/a.md", "x")).Rules
	l, _ := p.Policy.Level("crew")
	got, _ := p.Policy.Rung(l)
	want := policy.Rung{Name: "Crew", Aliases: []string{"All hands"}, Audience: "the crew", Stub: true, Sentences: []policy.Sentence{
		{Text: "for the crew", Until: "2020-12-31"}, {Text: "for all hands", From: "2021-01-01", Until: "2030-12-31"}, {Text: "not for passengers"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := strings.Join(p.Harmless, ", "); got != "TBC, TO FOLLOW" {
		t.Errorf("harmless %s", got)
	}
}

// Each row is a mistake in a policy, the place that it is at, and what is said.
func TestMistakesInAPolicy(t *testing.T) {
	const levels = "policy:\n  levels:\n    - {name: Open, online: true}\n    - name: Crew\n      sentences:\n"
	const site = "sites: [{name: a, clearance: Open}]\n"
	for text, want := range map[string]struct {
		line, column int
		says         string
	}{
		"policy: {name: tlp}\n":                                                      {1, 16, `policy "tlp" is not known; use one of smart-energy-code, tlp-2.0`},
		"policy:\n  name: tlp-2.0\n  levels: [{name: A}]\n":                          {3, 11, "cannot be told; leave out name: or levels:"},
		"policy: tlp-2.0\n":                                                          {1, 9, ""},
		"policy: {name: tlp-2.0}\nsites: [{name: a, clearance: X}]\n":                {2, 30, "one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED"},
		levels + "        - ''\n" + site:                                             {6, 11, "without words"},
		levels + "        - {text: x, from: May 2020}\n" + site:                      {6, 27, `"May 2020" is no day`},
		levels + "        - {text: x, until: 2020-02-30}\n" + site:                   {6, 28, `"2020-02-30" is no day`},
		levels + "        - {text: x, since: 2020-02-20}\n" + site:                   {6, 21, "since"},
		levels + "        - {text: x, from: 2021-01-01, until: 2020-01-01}\n" + site: {6, 46, "which is never"},
		levels + "        - [x]\n" + site:                                            {6, 11, ""},
		"harmless: [TBC, red]\n":                                                     {1, 17, `"red" is the level Red`},
		"harmless: ['[]']\n":                                                         {1, 12, "empty"},
		"policy:\n  levels: [{name: A, aliases: ['']}]\n" + site:                     {2, 11, "without a letter"},
	} {
		_, err := Open(folder(t, ConfigFile, text))
		var faults Faults
		if !errors.As(err, &faults) || len(faults) == 0 {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if f := faults[0]; f.Line != want.line || f.Column != want.column || !strings.Contains(f.Message+"; "+f.Hint, want.says) {
			t.Errorf("%q: %d:%d, %s; %s", text, f.Line, f.Column, f.Message, f.Hint)
		}
	}
}
