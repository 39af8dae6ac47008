package skeleton_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/internal/skeleton"
)

var updating = flag.Bool("update", false, "rewrite the expected skeletons")

// TestCases makes the skeletons of small archives. Each case is the sentence that it proves, a line "new GROUP NUMBER
// [DATE]", the archive, and the skeleton with what is said of it, or the error.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { testCase(t, file) })
	}
}

func testCase(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	want := -1
	for i, f := range a.Files {
		if f.Name == "want" {
			want = i
		} else {
			save(t, dir, f.Name, f.Data)
		}
	}
	got := made(t, dir, string(a.Comment))
	if want < 0 {
		want = len(a.Files)
		a.Files = append(a.Files, txtar.File{Name: "want"})
	}
	if *updating {
		a.Files[want].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(a.Files[want].Data), got); diff != "" {
		t.Errorf("run with -update, and read the difference, if this is as it should be:\n%s", diff)
	}
}

// made is the skeleton that the line of a case asks for, read back as every skeleton is.
func made(t *testing.T, dir, comment string) string {
	t.Helper()
	_, asked, _ := strings.Cut(comment, "\nnew ")
	words := append(strings.Fields(asked), "", "")
	whole := read(t, dir)
	s, err := skeleton.New(skeleton.Request{Whole: whole.Record, Readable: whole.Readable, Rules: whole.Rules, Untold: whole.Untold,
		Group: words[0], Number: words[1], Date: words[2]})
	if err != nil {
		return err.Error() + "\n"
	}
	var before []string
	if len(whole.Record.Meetings) > 0 || len(whole.Untold) > 0 {
		before = findings(t, dir)
	}
	save(t, dir, s.File, s.Text)
	if more := added(before, findings(t, dir)); len(more) > 0 {
		t.Errorf("with what was written there are also\n%s", strings.Join(more, "\n"))
	}
	checkLives(t, s, whole.Record, read(t, dir).Record)
	checkWords(t, s, whole)
	return fmt.Sprintf("%s, %s, %d actions, left out %v, elsewhere %v\n\n%s", s.File, s.Level, s.Actions, s.Stricter, s.Elsewhere, s.Text)
}
