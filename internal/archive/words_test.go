package archive

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// archiveWith is a folder of the given files.
func archiveWith(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestWordsOfALanguage(t *testing.T) {
	dir := archiveWith(t, map[string]string{
		ConfigFile:               "language: tlh-GB\nwords:\n  common:\n    skip: To the text\n",
		"layouts/words/tlh.yaml": "common:\n  skip: Qap\n  band: \"{audience} laD\"\ncount:\n  actions: {other: \"{n} ta\"}\n",
	})
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for key, want := range map[string]string{"common.skip": "To the text", "common.band": "X laD", "number.thousands": ","} {
		if got := a.Words.Say(key, "audience", "X"); got != want {
			t.Errorf("%s: %q; want %q", key, got, want)
		}
	}
	if got := a.Words.Count("count.actions", 1); got != "1 ta" {
		t.Errorf("one action: %q", got)
	}
}

func TestWordsThatFitNowhere(t *testing.T) {
	for text, want := range map[string]string{
		"common:\n  nonsense: X\n":                             "words common.nonsense: no site says that",
		"common:\n  skip: To {place}\n":                        "nothing fills {place}",
		"common:\n  skip: {other: To}\n":                       "this does not count",
		"common:\n  skip: [To]\n":                              "this is no text",
		"count:\n  actions: {one: \"{n} action\"}\n":           "the form other is missing",
		"count:\n  actions: {other: \"{n}\", several: some}\n": `"several" is no plural`,
	} {
		dir := archiveWith(t, map[string]string{ConfigFile: "words:\n  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ") + "\n"})
		_, err := Open(dir)
		var faults Faults
		if !errors.As(err, &faults) || len(faults) != 1 || !strings.Contains(strings.Replace(faults.Error(), "the words ", "words ", 1), want) {
			t.Errorf("%q: %v; want %s", text, err, want)
		} else if faults[0].Line != 3 {
			t.Errorf("%q: line %d", text, faults[0].Line)
		}
	}
}

func TestWordsThatCannotBeRead(t *testing.T) {
	for _, text := range []string{"a: b: c", "- one\n", "common: text\n", "common:\n  skip: !!binary x\n", "\x00"} {
		dir := archiveWith(t, map[string]string{ConfigFile: "language: cy-XX\n", "layouts/words/cy-XX.yaml": text})
		_, err := Open(dir)
		var faults Faults
		if !errors.As(err, &faults) || faults[0].File != "layouts/words/cy-XX.yaml" {
			t.Errorf("%q: %v", text, err)
		}
	}
}
