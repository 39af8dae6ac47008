package finding_test

import (
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"minutebook/internal/finding"
)

// Every code that some source emits is a rule, and every rule's code is emitted. A code is a constant of the
// type finding.Code, so the compiler's own types tell where there is one.
func TestEveryCodeIsARule(t *testing.T) {
	emitted := map[finding.Code]string{}
	for code, where := range emittedCodes(t) {
		emitted[code] = where
		if _, ok := finding.RuleOf(code); !ok {
			t.Errorf("%s emits %q, which is no rule", where, code)
		}
	}
	if len(emitted) < 50 {
		t.Fatalf("only %d codes were found", len(emitted))
	}
	for _, r := range finding.Rules() {
		if emitted[r.Code] == "" {
			t.Errorf("nobody emits %q", r.Code)
		}
	}
}

func emittedCodes(t *testing.T) map[finding.Code]string {
	t.Helper()
	all, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
	}, "minutebook/internal/...", "minutebook/cmd/minutebook")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[finding.Code]string{}
	for _, p := range all {
		for _, e := range p.Errors {
			t.Fatal(e)
		}
		if p.PkgPath == "minutebook/internal/finding" {
			continue
		}
		for expr, tv := range p.TypesInfo.Types {
			named, ok := tv.Type.(*types.Named)
			if ok && tv.Value != nil && named.Obj().Name() == "Code" && named.Obj().Pkg().Path() == "minutebook/internal/finding" {
				codes[finding.Code(strings.Trim(tv.Value.ExactString(), `"`))] = p.Fset.Position(expr.Pos()).String()
			}
		}
	}
	return codes
}

// A rule says all that its page needs, its title in one line, and it stands once.
func TestRulesAreWhole(t *testing.T) {
	seen := map[finding.Code]bool{}
	for _, r := range finding.Rules() {
		if seen[r.Code] {
			t.Errorf("%s stands twice", r.Code)
		}
		seen[r.Code] = true
		if len(r.Severities) == 0 || r.Title == "" || strings.ContainsAny(r.Title, "\n.") && r.Code != "settings" || len(r.Title) > 90 {
			t.Errorf("%s has severities %v and title %q", r.Code, r.Severities, r.Title)
		}
		for _, text := range []string{r.About, r.Help, r.Meanwhile} {
			if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ".)") {
				t.Errorf("%s: %q is no sentence", r.Code, text)
			}
		}
	}
}

// Every rule has a case: a text case that shows a finding of it, or a script that looks for its code; and no
// case shows it with a severity that it does not have.
func TestEveryRuleHasACase(t *testing.T) {
	cases, script := examples(t), scripts(t)
	for _, r := range finding.Rules() {
		if len(cases[r.Code]) == 0 && !strings.Contains(script, "["+string(r.Code)+"]") {
			t.Errorf("no case shows %s", r.Code)
		}
		if len(cases[r.Code]) == 0 && r.Example == "" {
			t.Errorf("%s has no example", r.Code)
		}
		for _, s := range cases[r.Code] {
			if !slices.Contains(r.Severities, s.severity) {
				t.Errorf("%s is not said to be of severity %s: %s", r.Code, s.severity, s.text)
			}
		}
	}
}
