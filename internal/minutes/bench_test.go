package minutes

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkParse reads the whole documents among the cases.
func BenchmarkParse(b *testing.B) {
	files, _ := filepath.Glob("testdata/cases/whole-*.txtar")
	var docs [][]byte
	size := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		_, doc, _ := strings.Cut(string(data), " --\n")
		docs = append(docs, []byte(doc))
		size += len(doc)
	}
	rules := DefaultRules()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			Parse("x.md", d, rules)
		}
	}
}
