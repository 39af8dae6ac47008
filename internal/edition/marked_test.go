package edition_test

import (
	"fmt"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/marked"
	"minutebook/internal/minutes"
)

// An edition of a whole archive is that of what its audience may see, printed by somebody who did not ask minutebook:
// the same text, byte by byte, the same papers, the same hash. So is that of an archive which says something else, and
// more, wherever the audience may not look.
func TestMarkedPartsLeaveNoTrace(t *testing.T) {
	archives := marked.Many(1000, 20)
	for seed := range uint64(archives) {
		for _, s := range marked.Sites {
			for name, change := range map[string]func(*marked.Archive) *marked.Archive{
				"as it is":         func(a *marked.Archive) *marked.Archive { return a },
				"with other words": func(a *marked.Archive) *marked.Archive { return a.Otherwise(s, seed) },
			} {
				a := marked.New(seed, marked.Shape{})
				permitted := a.Files(&s)
				if change(a); differs(t, a.Files(nil), permitted, s) == "" {
					continue
				}
				if name != "as it is" {
					t.Fatalf("seed %d, %s, %s:\n%s", seed, s.Name, name, differs(t, a.Files(nil), permitted, s))
				}
				a = a.Smaller(func(a *marked.Archive) bool { return differs(t, a.Files(nil), a.Files(&s), s) != "" })
				t.Fatalf("seed %d, %s:\n%s\nthe smallest archive that shows it:\n%s", seed, s.Name, differs(t, a.Files(nil), a.Files(&s), s), a)
			}
		}
	}
	t.Logf("%d archives, %d sites of each: no edition depends on what it does not show", archives, len(marked.Sites))
}

func differs(t *testing.T, all, some []marked.File, s marked.Site) string {
	whole, permitted := editionOf(t, all, s), editionOf(t, some, s)
	if d := cmp.Diff(texts(permitted), texts(whole)); d != "" {
		return d
	}
	if d := cmp.Diff(permitted.Files(), whole.Files()); d != "" {
		return d
	}
	if whole.Hash() != permitted.Hash() {
		return "another hash"
	}
	return ""
}

func texts(e edition.Edition) []string {
	var all []string
	for _, r := range e.Redacted() {
		all = append(all, strings.Split(fmt.Sprintf("%s\n%s", r.File, r.Text), "\n")...)
	}
	for _, d := range e.Documents() {
		all = append(all, fmt.Sprintf("%s %v %d %d %d", d.Minutes.File, d.Standing, d.Line, d.Minutes.Classification.Level, d.Minutes.Classification.Strictest))
	}
	return all
}

func editionOf(t *testing.T, all []marked.File, s marked.Site) edition.Edition {
	rules := rulesOf(t, all)
	fsys := fstest.MapFS{}
	var sources []edition.Source
	for _, f := range all {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		if path.Ext(f.Name) != ".md" {
			continue
		}
		src := edition.Source{Text: f.Data}
		if minutes.IsPage(f.Data) {
			src.Page = minutes.ParsePage(f.Name, f.Data, rules)
		} else {
			src.Minutes = minutes.Parse(f.Name, f.Data, rules)
		}
		sources = append(sources, src)
	}
	site, _ := rules.Policy.Site(s.Name)
	return edition.Of(site, sources, rules, fsys)
}

// rulesOf are the rules of an archive's settings.
func rulesOf(t *testing.T, all []marked.File) *minutes.Rules {
	dir := t.TempDir()
	for _, f := range all {
		if f.Name == archive.ConfigFile {
			if err := os.WriteFile(dir+"/"+f.Name, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	return a.Rules
}
