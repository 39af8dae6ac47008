package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// What stands only in a draft that was superseded is on the site that keeps drafts, in the draft itself and in its
// redline; of the other sites no page, file, address or link has any of it.
func TestSupersededDraftsAreOnlyWhereTheyAreKept(t *testing.T) {
	only := onlyInTheDraft(t)
	if len(only) < 5 {
		t.Fatalf("only %d phrases stand in the draft alone", len(only))
	}
	looked := 0
	for _, s := range allSites(t) {
		if s.archive != "demo" {
			continue
		}
		looked++
		kept := s.name == "members"
		found := map[string]bool{}
		for name, text := range s.texts(t) {
			if strings.Contains(name, "/draft") && !kept || strings.Contains(text, "/draft/") && !kept {
				t.Errorf("%s: %s speaks of a draft's page", s.name, name)
			}
			words := " " + strings.Join(alphanumeric(text), " ") + " "
			for phrase := range only {
				if strings.Contains(words, " "+phrase+" ") {
					found[phrase] = true
					if !kept {
						t.Errorf("%s: %s has %q", s.name, name, phrase)
					}
				}
			}
		}
		if kept && len(found) < len(only)/2 {
			t.Errorf("%s: of %d phrases only %d are there", s.name, len(only), len(found))
		}
		if kept && s.pages["/meetings/tog-28/draft/changes/"] == nil {
			t.Errorf("%s: no redline", s.name)
		}
	}
	if looked != 3 {
		t.Errorf("%d sites were looked at", looked)
	}
}

// texts are the words of a site's pages, and its other files as they are, by name.
func (s *built) texts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for name := range s.files {
		if p := s.pages[strings.TrimSuffix(name, "index.html")]; p != nil {
			links := p.doc.Find("a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
			texts[name] = p.doc.Text() + strings.Join(links, " ")
			continue
		}
		data, err := os.ReadFile(filepath.Join(s.dir, "www", name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(data)
	}
	return texts
}

// onlyInTheDraft are runs of three words that the demo's superseded draft has, and none of its other documents.
func onlyInTheDraft(t *testing.T) map[string]bool {
	t.Helper()
	const draft = "TOG_28_1205_draft.md"
	var of, others []string
	files, err := filepath.Glob(filepath.Join("..", "..", "content", "*", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(f) == draft {
			of = alphanumeric(string(text))
		} else {
			others = append(others, alphanumeric(string(text))...)
		}
	}
	elsewhere := " " + strings.Join(others, " ") + " "
	only := map[string]bool{}
	for i := range max(0, len(of)-2) {
		if phrase := strings.Join(of[i:i+3], " "); !strings.Contains(elsewhere, " "+phrase+" ") {
			only[phrase] = true
		}
	}
	return only
}
