package generation

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A generation is intact until somebody changes, takes away or adds anything.
func TestIntact(t *testing.T) {
	files := map[string]string{"words.json": "one", "index/shards/a/x": "one", "index/x": "one", "www/index.html": "one", "www/a/b/index.html": "one", "packed/a/b/index.html.gz": "one"}
	if (*Former)(nil).Intact() {
		t.Error("no generation is intact")
	}
	put := func(dir, name string) error { return os.WriteFile(filepath.Join(dir, name), []byte("added"), 0o644) }
	for about, harm := range map[string]func(dir string) error{
		"":                         func(string) error { return nil },
		"a file is longer":         func(dir string) error { return put(dir, "www/a/b/index.html") },
		"a file is newer":          func(dir string) error { return os.Chtimes(filepath.Join(dir, "index/x"), time.Time{}, time.Unix(1, 0)) },
		"a file is gone":           func(dir string) error { return os.Remove(filepath.Join(dir, "packed/a/b/index.html.gz")) },
		"a page is there":          func(dir string) error { return put(dir, "www/a/more.html") },
		"a page is at the top":     func(dir string) error { return put(dir, "www/more.html") },
		"a folder is there":        func(dir string) error { return os.Mkdir(filepath.Join(dir, "www/a/b/more"), 0o755) },
		"a packing is there":       func(dir string) error { return put(dir, "packed/more.html.gz") },
		"a file is in the index":   func(dir string) error { return put(dir, "index/shards/a/more") },
		"a folder is in the index": func(dir string) error { return os.Mkdir(filepath.Join(dir, "index/more"), 0o755) },
		"a file is beside all":     func(dir string) error { return put(dir, "more.json") },
		"a folder is beside all":   func(dir string) error { return os.Mkdir(filepath.Join(dir, "more"), 0o755) },
		"it is gone":               os.RemoveAll,
	} {
		tree, former := made(t, nil, files)
		time.Sleep(10 * time.Millisecond) // a clock of files is no finer
		if err := harm(tree.Dir()); err != nil {
			t.Fatal(err)
		}
		if got := former.Intact(); got != (about == "") {
			t.Errorf("%s: intact: %v", about, got)
		}
	}
}
