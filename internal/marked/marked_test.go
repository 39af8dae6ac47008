package marked

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheSameSeedGivesTheSameArchive(t *testing.T) {
	for seed := range uint64(5) {
		if d := cmp.Diff(New(seed, Shape{}).Files(nil), New(seed, Shape{}).Files(nil)); d != "" {
			t.Fatal(d)
		}
	}
}

// What a site sees is the whole without some of its lines and cells: it prints nothing of its own but stubs.
func TestPermittedFilesAreTheWholeWithoutSome(t *testing.T) {
	for seed := range uint64(30) {
		a := New(seed, Shape{})
		whole := map[string]string{}
		for _, f := range a.Files(nil) {
			whole[f.Name] = string(f.Data)
		}
		for _, s := range Sites {
			for _, f := range a.Files(&s)[1:] {
				for line := range strings.SplitSeq(string(f.Data), "\n") {
					if !strings.Contains(whole[f.Name], line) && !strings.HasPrefix(line, "|") && !strings.Contains(line, "[WITHHELD]") && !strings.Contains(line, "  ") {
						t.Fatalf("seed %d, %s: %s has a line that the whole has not: %q", seed, s.Name, f.Name, line)
					}
				}
			}
		}
	}
}

// Every canary stands in the whole archive, once; what a site prints has those that it sees, and no others.
func TestCanariesStandWhereTheySay(t *testing.T) {
	for seed := range uint64(10) {
		a := New(seed, Shape{Every: seed%2 == 0})
		for _, s := range append([]*Site{nil}, &Sites[0], &Sites[1], &Sites[2]) {
			text := printed(a.Files(s))
			for _, c := range a.Canaries() {
				there := slices.ContainsFunc(c.Spelt, func(w string) bool { return strings.Contains(text, w) })
				if want := s == nil || a.Sees(*s, c); there != want {
					t.Errorf("seed %d, %v: the %s %v of %s is there: %v", seed, s, c.Field, c.Spelt, c.Level, there)
				}
			}
		}
	}
}

func printed(files []File) string {
	var b bytes.Buffer
	for _, f := range files {
		b.WriteString(f.Name + "\n")
		b.Write(f.Data)
	}
	return strings.ToLower(b.String())
}

// Each field has a canary of each level.
func TestEveryFieldHasEveryLevel(t *testing.T) {
	seen := map[string]map[Level]bool{}
	for seed := range uint64(4) {
		for _, c := range New(seed, Shape{Every: true}).Canaries() {
			if seen[c.Field] == nil {
				seen[c.Field] = map[Level]bool{}
			}
			seen[c.Field][c.Level] = true
		}
	}
	whose := regexp.MustCompile(`paper|comment|front matter`) // those who may see a link to it, or nobody
	for field, levels := range seen {
		for _, l := range Levels {
			if !levels[l] && !whose.MatchString(field) {
				t.Errorf("no %s of %s", field, l)
			}
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d fields: %v", len(seen), seen)
	}
}

func TestSmallerFindsWhatIsNeeded(t *testing.T) {
	a := New(1, Shape{Meetings: 3})
	word := a.Documents[1].items[0].words
	if len(word) == 0 {
		t.Skip("no word to look for")
	}
	small := a.Smaller(func(a *Archive) bool { return strings.Contains(printed(a.Files(nil)), word[0].Spelt[0]) })
	if text := small.String(); strings.Count(text, "\n") > 20 || len(small.Documents) != 1 {
		t.Errorf("what is left:\n%s", text)
	}
}
