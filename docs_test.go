package builtin_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A heading within a line is a page whose lines somebody has poured together.
var pouredHeading = regexp.MustCompile(`\S #{2,6} \pL`)

func TestDocumentsKeepTheirLines(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "content" || d.Name() == "out" || strings.HasPrefix(d.Name(), ".") && name != ".") {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".md" {
			return nil
		}
		text, err := os.ReadFile(name)
		if seen++; err == nil {
			for i, line := range strings.Split(string(text), "\n") {
				if m := pouredHeading.FindString(line); m != "" && !strings.Contains(line, "`") {
					t.Errorf("%s:%d: a heading within a line: %q", name, i+1, m)
				}
			}
		}
		return err
	})
	if err != nil || seen < 50 {
		t.Fatal(seen, err)
	}
}
