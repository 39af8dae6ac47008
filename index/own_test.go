package index

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode"
)

// What the files of an index are called is in Own, but for hashes, so that nobody takes it for withheld text.
func TestOwnHasTheNamesOfTheFiles(t *testing.T) {
	dir := t.TempDir()
	if _, err := Build(dir, Content{Documents: orchardDocuments(t)}); err != nil {
		t.Fatal(err)
	}
	own := wordsIn(Own)
	n := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if len(d.Name()) == 64 {
			return err // a hash
		}
		for word := range wordsIn(d.Name()) {
			if n++; !own[word] {
				t.Errorf("%s: Own has no %q", path, word)
			}
		}
		return err
	})
	if err != nil || n < 8 {
		t.Error(n, err)
	}
}

func wordsIn(text string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		all[w] = true
	}
	return all
}
