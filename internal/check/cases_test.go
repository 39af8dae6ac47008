package check

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

var update = flag.Bool("update", false, "rewrite the findings of the cases")

// Each case is an archive of a few documents and what is found between them. The sources are read in both
// orders, which must not matter.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	rules := minutes.DefaultRules()
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			if last := len(a.Files) - 1; last >= 0 && a.Files[last].Name == "want" {
				want = string(a.Files[last].Data)
				a.Files = a.Files[:last]
			}
			got := findings(a.Files, rules)
			if *update {
				a.Files = append(a.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			slices.Reverse(a.Files)
			if d := cmp.Diff(got, findings(a.Files, rules)); d != "" {
				t.Errorf("in another order:\n%s", d)
			}
		})
	}
}

func findings(files []txtar.File, rules *minutes.Rules) string {
	folder := fstest.MapFS{}
	var sources []edition.Source
	for _, f := range files {
		folder[f.Name] = &fstest.MapFile{Data: f.Data}
		switch {
		case !strings.HasSuffix(f.Name, ".md"):
		case minutes.IsPage(f.Data):
			sources = append(sources, edition.Source{Page: minutes.ParsePage(f.Name, f.Data, rules), Text: f.Data})
		default:
			sources = append(sources, edition.Source{Minutes: minutes.Parse(f.Name, f.Data, rules), Text: f.Data})
		}
	}
	var s strings.Builder
	for _, f := range Findings(sources, rules, folder) {
		fmt.Fprintln(&s, f)
	}
	return s.String()
}
