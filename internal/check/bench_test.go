package check

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/synth"
)

// BenchmarkFindings checks made-up archives of growing size that are read already. The time for a thousand
// meetings ought to stay.
func BenchmarkFindings(b *testing.B) {
	for _, meetings := range []int{250, 500, 1000, 2000} {
		b.Run(fmt.Sprint(meetings), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "synth")
			if err := synth.Write(dir, meetings, 1, nil); err != nil {
				b.Fatal(err)
			}
			rules := minutes.DefaultRules()
			sources := read(b, dir, rules)
			files := os.DirFS(dir)
			for b.Loop() {
				Findings(sources, rules, files)
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(meetings)*1000, "ms/1000meetings")
		})
	}
}

func read(b *testing.B, dir string, rules *minutes.Rules) (sources []edition.Source) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path) // below it
		sources = append(sources, edition.Source{Minutes: minutes.Parse(filepath.ToSlash(rel), text, rules), Text: text})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return sources
}
