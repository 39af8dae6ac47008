package synth

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// written is an archive as file names and their text.
func written(t *testing.T, meetings int, seed uint64) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, meetings, seed, nil); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSameSeedSameBytes(t *testing.T) {
	if diff := cmp.Diff(written(t, 40, 7), written(t, 40, 7)); diff != "" {
		t.Errorf("two archives of one seed differ:\n%s", diff)
	}
}

func TestAnotherSeedAnotherArchive(t *testing.T) {
	one, other := written(t, 10, 1), written(t, 10, 2)
	for name, text := range one {
		if other[name] == text {
			t.Errorf("%s is the same for seeds 1 and 2", name)
		}
	}
}

// The bytes are part of what benchmarks compare, so a change of them is meant or it is a bug.
func TestBytesAreTheSameOnEveryMachine(t *testing.T) {
	files := written(t, 12, 1)
	sum := sha256.New()
	for _, name := range sortedNames(files) {
		fmt.Fprintf(sum, "%s\x00%s\x00", name, files[name])
	}
	const want = "312d185cc2ef15caa0a31f3f58b29de1918cc08b139b11203855ae2c0c27f5ae"
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		t.Errorf("12 meetings of seed 1 hash to %s, not %s; if the change is meant, write the new hash here", got, want)
	}
}

func TestAMeetingADocument(t *testing.T) {
	names := map[string]bool{}
	for name := range written(t, 300, 3) {
		if strings.HasSuffix(name, ".md") {
			id := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(name), DraftSuffix), ".md")
			names[id[:strings.LastIndex(id, "_")]] = true
		}
	}
	if len(names) != 300 {
		t.Errorf("300 meetings have %d distinct ids", len(names))
	}
}

// What is rare is there all the same, in an archive of some hundred meetings.
func TestQuirksAreThere(t *testing.T) {
	all := ""
	drafts, papers := 0, 0
	for name, text := range written(t, 400, 9) {
		switch {
		case strings.HasSuffix(name, DraftSuffix):
			drafts++
		case strings.HasSuffix(name, ".csv"):
			papers++
		default:
			all += text
		}
	}
	if drafts < 4 || papers < 8 {
		t.Errorf("%d drafts and %d papers", drafts, papers)
	}
	for _, quirk := range []string{`\nPage \d+ of \d+\n`, "\u00a0", "[a-z]  [a-z]", "<!-- ", `\\\[RED\]`, "<b>", "<br>", "Status: Complete", "Status: On hold",
		`\d(?:st|nd|rd|th) [A-Z]`, "[éöæ]", "“A ", "R&D at <", "UCMP0", "CONF", "- \\[(?:GREEN|AMBER|RED)\\] \\*\\*NOTED", `\| \[(?:GREEN|AMBER|RED)\] `} {
		if n := len(regexp.MustCompile(quirk).FindAllString(all, -1)); n == 0 {
			t.Errorf("nothing like %s is there", quirk)
		}
	}
}

func TestMinutesAreOfUsualLength(t *testing.T) {
	total, n := 0, 0
	for name, text := range written(t, 200, 5) {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		words := len(strings.Fields(text))
		total, n = total+words, n+1
		if words < 600 || words > 4500 {
			t.Errorf("%s has %d words", name, words)
		}
	}
	if mean := total / n; mean < 1200 || mean > 2500 {
		t.Errorf("a meeting has %d words on average, want 1200 to 2500", mean)
	}
}

func TestWordsFollowZipf(t *testing.T) {
	d := newDice(1)
	z := newZipf(1000)
	count := make([]int, 1000)
	for range 200_000 {
		count[z.draw(d)]++
	}
	for _, rank := range []int{2, 10, 100} {
		got, want := float64(count[0])/float64(count[rank-1]), float64(rank)
		if got < want*0.8 || got > want*1.25 {
			t.Errorf("the first word is %.1f times as frequent as number %d, want about %.0f", got, rank, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "letter.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		dir      string
		meetings int
	}{
		{"a folder with something in it", full, 3},
		{"no meetings", t.TempDir(), 0},
		{"a negative number", t.TempDir(), -1},
		{"too many", t.TempDir(), MaxMeetings + 1},
	} {
		if err := Write(c.dir, c.meetings, 1, nil); !errors.Is(err, ErrRefused) {
			t.Errorf("%s: got %v, want a refusal", c.name, err)
		}
		if _, err := os.Stat(filepath.Join(c.dir, "content")); err == nil {
			t.Errorf("%s: something was written", c.name)
		}
	}
	if got, _ := os.ReadFile(filepath.Join(full, "letter.txt")); string(got) != "mine" {
		t.Error("the file that was there has changed")
	}
}

func TestProgressCountsDocuments(t *testing.T) {
	var seen []int
	err := Write(filepath.Join(t.TempDir(), "new"), 5, 1, func(done, total int) {
		seen = append(seen, done*100+total)
	})
	if diff := cmp.Diff([]int{105, 205, 305, 405, 505}, seen); err != nil || diff != "" {
		t.Errorf("progress (%v):\n%s", err, diff)
	}
}

func sortedNames(files map[string]string) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func BenchmarkWrite1000(b *testing.B) {
	for b.Loop() {
		if err := Write(filepath.Join(b.TempDir(), "a"), 1000, 1, nil); err != nil {
			b.Fatal(err)
		}
	}
}
