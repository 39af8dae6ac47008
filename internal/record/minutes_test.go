package record

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// TestLinkMinutes compares the records of whole documents, read as minutes and redacted for the members.
func TestLinkMinutes(t *testing.T) {
	files, err := filepath.Glob("testdata/minutes/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			compareCase(t, file, func(a *txtar.Archive) *Record {
				var sources []edition.Source
				for _, f := range a.Files {
					if filepath.Ext(f.Name) == ".md" {
						sources = append(sources, source(f.Name, f.Data))
					}
				}
				return recordOf("members", sources)
			})
		})
	}
}

// TestTheOrderOfTheSourcesChangesNothing reads the demo archive in any order.
func TestTheOrderOfTheSourcesChangesNothing(t *testing.T) {
	sources := demo(t)
	rapid.Check(t, func(t *rapid.T) {
		site := rapid.SampledFrom(policy.Default().Sites).Draw(t, "site").Name
		shuffled := rapid.Permutation(sources).Draw(t, "order")
		if diff := cmp.Diff(dump(recordOf(site, sources)), dump(recordOf(site, shuffled))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestTheDemoArchiveIsWhole looks at the edges of a record made of real text.
func TestTheDemoArchiveIsWhole(t *testing.T) {
	r := recordOf("members", demo(t))
	if len(r.Meetings) < 14 || len(r.Actions) < 20 || len(r.Incidents) < 3 || len(r.Decisions) < 14 {
		t.Fatalf("%d meetings, %d actions, %d incidents, %d decisions", len(r.Meetings), len(r.Actions), len(r.Incidents), len(r.Decisions))
	}
	rapid.Check(t, func(t *rapid.T) { checkEdges(t, r) })
}

// TestTornDocumentsAreLinked makes documents of paragraphs torn from the demo archive, in any order.
func TestTornDocumentsAreLinked(t *testing.T) {
	var paragraphs []string
	for _, s := range demo(t) {
		if s.Page != nil {
			continue
		}
		paragraphs = append(paragraphs, strings.Split(string(s.Text), "\n\n")...)
	}
	rapid.Check(t, func(t *rapid.T) {
		var sources []edition.Source
		for range rapid.IntRange(1, 4).Draw(t, "documents") {
			torn := rapid.SliceOfN(rapid.SampledFrom(paragraphs), 20, 60).Draw(t, "paragraphs")
			text := "This document is classified as **Clear**.\n\n" + strings.Join(torn, "\n\n")
			sources = append(sources, source(rapid.StringMatching(`[a-c]{1,2}\.md`).Draw(t, "name"), []byte(text)))
		}
		checkEdges(t, recordOf("members", sources))
	})
}

func recordOf(site string, sources []edition.Source) *Record { return Link(editionOf(site, sources)) }

func editionOf(site string, sources []edition.Source) edition.Edition {
	rules := minutes.DefaultRules()
	s, _ := rules.Policy.Site(site)
	return edition.Of(s, sources, rules, nil)
}

func source(name string, text []byte) edition.Source {
	if minutes.IsPage(text) {
		return edition.Source{Page: minutes.ParsePage(name, text, minutes.DefaultRules()), Text: text}
	}
	return edition.Source{Minutes: minutes.Parse(name, text, minutes.DefaultRules()), Text: text}
}

func demo(t *testing.T) []edition.Source {
	t.Helper()
	var sources []edition.Source
	root := os.DirFS("../../content")
	err := fs.WalkDir(root, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		sources = append(sources, source(name, text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}
