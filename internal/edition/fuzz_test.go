package edition

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// FuzzPortions cuts foreign text for every clearance. What is left is left whole by another cut, holds no words that the source does not
// have in that order, and grows with the clearance; and nothing is left of a line with a mark above it.
func FuzzPortions(f *testing.F) {
	cases, err := filepath.Glob("testdata/portions/*.txtar")
	if err != nil || len(cases) == 0 {
		f.Fatal("no cases", err)
	}
	for _, path := range cases {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			return
		}
		for _, level := range []string{"Clear", "Amber"} {
			for _, people := range []policy.People{policy.PeopleNames, policy.PeopleCounts} {
				site := siteOf(level, policy.DraftsKept)
				site.People = people
				e := Of(site, []Source{source("a.md", text)}, rules, nil)
				for _, r := range e.Redacted() {
					again := Of(site, []Source{source("a.md", string(r.Text))}, rules, nil)
					if again.Hash() != e.Hash() {
						t.Fatalf("%s %s: what is left is cut again:\n%q", level, people, r.Text)
					}
				}
				for _, d := range e.Documents() {
					if at := wordNotIn(d.Text(), text); at != "" {
						t.Fatalf("%s: %q is not in the source, or not in that order:\n%q", level, at, d.Text())
					}
					for _, p := range d.Minutes.Portions {
						if !site.Clearance.Permits(p.Level) {
							t.Fatalf("%s: lines %d to %d are left in\n%q", level, p.From, p.To, d.Text())
						}
					}
				}
			}
		}
	})
}

// wordNotIn is the first word of a text that another does not have after the one before; "" where it has all.
func wordNotIn(text, whole string) string {
	for _, w := range strings.Fields(strings.ReplaceAll(text, minutes.Withheld, "")) {
		for _, part := range strings.FieldsFunc(w, func(c rune) bool { return c == '|' }) {
			_, after, ok := strings.Cut(whole, part)
			if !ok {
				return part
			}
			whole = after
		}
	}
	return ""
}
