package build_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/internal/archive"
	"minutebook/internal/build"
)

const openMinutes = `This document is classified as **Clear**. It may be published.

Harbour Watch Committee Meeting

12 March 2024, HWC_07_1203

Final Minutes

1. Lamps

The first lamp is lit.

`

// What cannot be understood withholds, and is reported.
func TestBadMarksWithhold(t *testing.T) {
	for _, c := range []struct {
		name, text string
		readBy     string // those who have the word "lantern"
		finding    string
	}{
		{"two marks that differ", openMinutes + "[CLEAR] [AMBER] The lantern is lost.\n", "members", "marks-differ"},
		{"two marks, the stricter first", openMinutes + "[AMBER] The lantern is lost. [CLEAR]\n", "members", "marks-differ"},
		{"a mark more open than its item", openMinutes + "2. Keys [AMBER]\n\n[CLEAR] The lantern is lost.\n", "members", ""},
		{"a level of no policy", openMinutes + "[MAUVE] The lantern is lost.\n", "", "unknown-mark"},
		{"a Cyrillic letter", openMinutes + "[\u0410MBER] The lantern is lost.\n", "", "level-spelling"},
		{"a zero-width space", openMinutes + "[AM\u200bBER] The lantern is lost.\n", "", "level-spelling"},
		{"a soft hyphen in an open level", openMinutes + "[CL\u00adEAR] The lantern is lost.\n", "", "level-spelling"},
		{"a banner in the middle", strings.Replace(openMinutes, "This document is classified as **Clear**. It may be published.\n\n", "", 1) +
			"The lantern is lost.\n\nThis document is classified as **Clear**. It may be published.\n\n" + strings.Repeat("More was said.\n\n", 12), "", "banner-in-the-text"},
		{"a second banner in the middle", openMinutes + "The lantern is lost.\n\nThis document is classified as **Red**.\n\n" + strings.Repeat("More was said.\n\n", 12), "", "level-contradiction"},
		{"a banner with a Cyrillic letter", strings.Replace(openMinutes, "Clear", "Cl\u0435ar", 1) + "The lantern is lost.\n", "", "unknown-level"},
		{"no mark at all", openMinutes + "The lantern is lost.\n", "public parties members", ""},
	} {
		root, out := t.TempDir(), t.TempDir()
		put(t, filepath.Join(root, "content", "a.md"), []byte(c.text))
		res, err := build.Run(context.Background(), build.Options{Archive: root, Out: out})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var readers []string
		for _, s := range res.Sites {
			if has(t, s.Dir, "lantern") {
				readers = append(readers, s.Name)
			}
		}
		if got := strings.Join(readers, " "); got != c.readBy {
			t.Errorf("%s: read by %q, want %q: %v", c.name, got, c.readBy, res.Findings)
		}
		told := c.finding == ""
		for _, f := range res.Findings {
			told = told || string(f.Code) == c.finding
		}
		if !told {
			t.Errorf("%s: no %s among %v", c.name, c.finding, res.Findings)
		}
	}
}

// has says whether any file, name, term or value of a site holds a word.
func has(t *testing.T, dir, word string) bool {
	t.Helper()
	for _, text := range everything(t, dir) {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// A file that only a withheld part links to is on no site that withholds it, whatever the form of the link; nor is one
// to which a symbolic link leads out of the archive.
func TestPapersOfWithheldParts(t *testing.T) {
	root, outside := t.TempDir(), filepath.Join(t.TempDir(), "outside.txt")
	put(t, outside, []byte("a lighthouse"))
	put(t, filepath.Join(root, "content", "a.md"), []byte(openMinutes+`[AMBER] See [the list](papers/inline.txt), [the plan][plan], [sketch] and ![a chart][].

See [the table](papers/open.txt), [this](papers/linked.txt) and [that](papers/folder/outside.txt).

[plan]: papers/defined.txt
[sketch]: papers/short.txt "A sketch of the lantern"
[a chart]: papers/chart.svg
`))
	for _, name := range []string{"inline.txt", "defined.txt", "short.txt", "chart.svg", "open.txt"} {
		put(t, filepath.Join(root, "content", "papers", name), []byte("the content of "+name))
	}
	for from, to := range map[string]string{"linked.txt": outside, "folder": filepath.Dir(outside)} {
		if err := os.Symlink(to, filepath.Join(root, "content", "papers", from)); err != nil {
			t.Skip(err)
		}
	}
	for _, s := range mustBuild(t, root, t.TempDir()) {
		for _, name := range []string{"inline.txt", "defined.txt", "short.txt", "chart.svg", "lantern"} {
			if got, want := has(t, s.Dir, name), s.Name == "members"; got != want {
				t.Errorf("%s: has %s: %v", s.Name, name, got)
			}
		}
		if !has(t, s.Dir, "the content of open.txt") || has(t, s.Dir, "lighthouse") {
			t.Errorf("%s: not the open paper, or one from outside the archive", s.Name)
		}
	}
}

// A site whose audience may read nothing says so.
func TestAnEmptyEditionSaysSo(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "content", "a.md"), []byte(strings.Replace(openMinutes, "**Clear**. It may be published.", "**Red**.", 1)))
	for _, s := range mustBuild(t, root, t.TempDir()) {
		b := load(t, "empty", s)
		if home := b.pages["/"]; home == nil || !strings.Contains(home.doc.Find("main").Text(), "no minutes here that readers of this site may read") {
			t.Errorf("%s does not say that it is empty", s.Name)
		}
		if has(t, s.Dir, "harbour watch") {
			t.Errorf("%s has words of withheld minutes", s.Name)
		}
	}
}

// A clearance that the policy does not have, or none, is no clearance: nothing is built.
func TestAnUnknownClearanceBuildsNothing(t *testing.T) {
	for _, clearance := range []string{"Mauve", "Cl\u0435ar", "''"} {
		root, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
		put(t, filepath.Join(root, "content", "a.md"), []byte(openMinutes))
		put(t, filepath.Join(root, "minutebook.yaml"), []byte("sites:\n  - {name: public, clearance: "+clearance+"}\n"))
		_, err := build.Run(context.Background(), build.Options{Archive: root, Out: out})
		if faults := (archive.Faults{}); !errors.As(err, &faults) {
			t.Errorf("%s: %v", clearance, err)
		}
		if _, err := os.Stat(out); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: something was written", clearance)
		}
	}
}
