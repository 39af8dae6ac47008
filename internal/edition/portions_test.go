package edition

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

var update = flag.Bool("update", false, "rewrite what the cases want")

// TestPortions holds what is left of a document for each clearance, and that what is left is left whole.
func TestPortions(t *testing.T) {
	cases, err := filepath.Glob("testdata/portions/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := portionsOf(t, a)
			if *update {
				a.Files = got
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(txtar.Format(&txtar.Archive{Files: a.Files})), string(txtar.Format(&txtar.Archive{Files: got}))); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

// portionsOf are the source, what each clearance sees of it, and what its author is told.
func portionsOf(t *testing.T, a *txtar.Archive) []txtar.File {
	rules := minutes.DefaultRules()
	if _, level, ok := strings.Cut(string(a.Comment), "stub: "); ok {
		rules.Policy = withStub(t, rules.Policy, strings.TrimSpace(level))
	}
	text := a.Files[0].Data
	src := Source{Minutes: minutes.Parse("minutes.md", text, rules), Text: text}
	files := []txtar.File{a.Files[0]}
	for _, level := range []string{"Clear", "Amber", "Red"} {
		e := Of(siteOf(level, policy.DraftsNever), []Source{src}, rules, nil)
		left := []byte("(nothing)\n")
		for _, r := range e.Redacted() {
			left = r.Text
			m := minutes.Parse("minutes.md", left, rules)
			again := Of(siteOf(level, policy.DraftsNever), []Source{{Minutes: m, Text: left}}, rules, nil)
			if d := cmp.Diff(e.Redacted(), again.Redacted()); d != "" {
				t.Errorf("what is left for %s is cut again:\n%s", level, d)
			}
		}
		if string(left) == string(text) {
			left = []byte("(all)\n")
		}
		files = append(files, txtar.File{Name: level, Data: left})
	}
	var told strings.Builder
	for _, f := range src.Minutes.Findings {
		told.WriteString(f.String() + "\n")
	}
	return append(files, txtar.File{Name: "findings", Data: []byte(told.String())})
}

func withStub(t *testing.T, p policy.Policy, name string) policy.Policy {
	t.Helper()
	var rungs []policy.Rung
	for _, l := range p.Levels() {
		rung, _ := p.Rung(l)
		rung.Stub = rung.Name == name
		rungs = append(rungs, rung)
	}
	q, err := policy.New(rungs, nil)
	if err != nil {
		t.Fatal(err)
	}
	return q
}
