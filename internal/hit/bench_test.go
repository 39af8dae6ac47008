package hit

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"minutebook/index"
	"minutebook/internal/wordtest"
)

// demo are the documents of the project's own archive, as its site "members" has them.
func demo(t testing.TB) []index.Document {
	t.Helper()
	return Documents(recordOf(demoFiles(t), site()), wordtest.English(t))
}

func demoFiles(t testing.TB) []txtar.File {
	t.Helper()
	var files []txtar.File
	root := os.DirFS("../../content")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files = append(files, txtar.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// BenchmarkOpenDemo opens the index of the demo archive and answers a first query.
func BenchmarkOpenDemo(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "index")
	if _, err := index.Build(dir, index.Content{Documents: demo(b)}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		x, err := index.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if r, err := x.Search(b.Context(), index.Query{Text: "outage"}); err != nil || r.Total == 0 {
			b.Fatalf("%d found, %v", r.Total, err)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
