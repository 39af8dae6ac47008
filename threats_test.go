package builtin_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	aTest = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(\w+ \*testing\.[TF]\) \{`)
	named = regexp.MustCompile("`([^`]*)`")
)

// Every threat of docs/classification.md names the tests that cover it: of Go by folder and name, scripts of commands
// and tests in a browser by file.
func TestThreatsHaveTests(t *testing.T) {
	text, err := os.ReadFile("docs/classification.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(text), "\n| threat | what holds it | test |\n|---|---|---|\n")
	if !ok {
		t.Fatal("the table of threats is gone")
	}
	there, rows := testsOfTheTree(t), 0
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 {
			t.Fatalf("no row of three cells: %s", line)
		}
		rows++
		tests := named.FindAllStringSubmatch(cells[2], -1)
		if len(tests) == 0 {
			t.Errorf("no test: %s", line)
		}
		for _, one := range tests {
			if !there[one[1]] {
				t.Errorf("there is no test %s: %s", one[1], line)
			}
		}
	}
	if rows < 25 {
		t.Errorf("only %d threats", rows)
	}
}

// testsOfTheTree are the names of all tests: FOLDER.TestName, name.test.mjs, and name.txtar of a script.
func testsOfTheTree(t *testing.T) map[string]bool {
	t.Helper()
	there := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "bin" || d.Name() == "out" || name != "." && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case strings.HasSuffix(name, ".test.mjs"), strings.HasSuffix(name, ".txtar") && path.Base(filepath.ToSlash(filepath.Dir(name))) == "script":
			there[d.Name()] = true
		case strings.HasSuffix(name, "_test.go"):
			text, err := os.ReadFile(name)
			for _, m := range aTest.FindAllSubmatch(text, -1) {
				there[filepath.Base(filepath.Dir(name))+"."+string(m[1])] = true
			}
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return there
}
