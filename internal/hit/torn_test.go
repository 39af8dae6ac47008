package hit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"minutebook/index"
)

const head = "This document is classified as **Clear**. It may be published.\n\nTorn Group Meeting\n\n8 October 2024, TORN_3_0810\n\nFinal Minutes\n\n1. Torn\n\n"

// Documents made of paragraphs torn from the demo archive, in any order, can always be indexed, and every
// document is found under its own id.
func TestTornDocumentsAreIndexed(t *testing.T) {
	files, err := filepath.Glob("../../content/*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no demo archive", err)
	}
	var paragraphs []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range strings.Split(string(text), "\n\n") {
			if !strings.Contains(p, "classified") { // a second banner hides the document
				paragraphs = append(paragraphs, p)
			}
		}
	}
	checked := 0
	rapid.Check(t, func(r *rapid.T) {
		var torn []txtar.File
		for range rapid.IntRange(1, 3).Draw(r, "documents") {
			some := rapid.SliceOfN(rapid.SampledFrom(paragraphs), 10, 40).Draw(r, "paragraphs")
			torn = append(torn, txtar.File{Name: rapid.StringMatching(`[a-c]{1,2}\.md`).Draw(r, "name"),
				Data: []byte(head + strings.Join(some, "\n\n"))})
		}
		docs := Documents(recordOf(torn, site()), nil)
		x := built(t, docs)
		for _, d := range docs {
			if d.Kind != "action" && d.Kind != "incident" && d.Kind != "modification" {
				continue
			}
			checked++
			res, err := x.Search(t.Context(), index.Query{Text: d.ID})
			if err != nil || res.Total == 0 || res.Hits[0].ID != d.ID {
				r.Fatalf("%s is not the first hit for its id: %v, %v", d.ID, res.Hits, err)
			}
		}
	})
	if checked < 100 {
		t.Errorf("only %d documents were looked for", checked)
	}
}
