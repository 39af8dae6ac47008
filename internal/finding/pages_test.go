package finding_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/finding"
)

var update = flag.Bool("update", false, "write the pages of docs/findings anew")

// docs/findings holds a page for each rule and an index of them, and nothing else. They are written from the
// rules and the cases by -update, so that they cannot say something else.
func TestPages(t *testing.T) {
	want := map[string]string{"README.md": index()}
	cases := examples(t)
	for _, r := range finding.Rules() {
		want[string(r.Code)+".md"] = page(r, cases[r.Code])
	}
	dir := top + "docs/findings/"
	if *update {
		for name, text := range want {
			if err := os.WriteFile(dir+name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	files, err := filepath.Glob(dir + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if _, ok := want[filepath.Base(path)]; !ok {
			t.Errorf("%s is the page of no rule", path)
		}
	}
	for name, text := range want {
		got, _ := os.ReadFile(dir + name) // none: it differs
		if d := cmp.Diff(text, string(got)); d != "" {
			t.Errorf("docs/findings/%s is not what -update writes:\n%s", name, d)
		}
	}
}

func index() string {
	var s strings.Builder
	s.WriteString(`# What minutebook check finds

Each finding names its rule in square brackets at the end of its line. An error means that something could not be
read or told; a document with one may be withheld, and the command exits with status 1. A warning means that the
reader repaired or doubts something. Advice means that nothing is wrong, but somebody may want to know. Nothing is ever
changed in a document, and no rule asks anything of the web.

These pages are written from the rules in internal/finding and their cases: ` + "`go test ./internal/finding -update`" + `.

| rule | severity | what is the matter |
|---|---|---|
`)
	for _, r := range finding.Rules() {
		fmt.Fprintf(&s, "| [%s](%s.md) | %s | %s |\n", r.Code, r.Code, severities(r), r.Title)
	}
	return s.String()
}

func page(r finding.Rule, cases []shown) string {
	var s strings.Builder
	fmt.Fprintf(&s, "# %s\n\n%s: %s.\n\n## What it means\n\n%s\n\n## Example\n\n", r.Code, capital(severities(r)), r.Title, r.About)
	example := r.Example
	if len(cases) > 0 {
		example = cases[0].text
		if source := cases[0].source; source != "" {
			fence(&s, source)
		}
	}
	fence(&s, example)
	fmt.Fprintf(&s, "## What to do\n\n%s\n\n## Until then\n\n%s\n", r.Help, r.Meanwhile)
	return s.String()
}

func fence(s *strings.Builder, text string) { fmt.Fprintf(s, "```text\n%s\n```\n\n", text) }

func severities(r finding.Rule) string {
	var names []string
	for _, s := range r.Severities {
		names = append(names, string(s))
	}
	return strings.Join(names, " or ")
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
