package build_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/build"
	"minutebook/internal/finding"
	"minutebook/internal/marked"
	"minutebook/internal/progress"
)

// neverShown are the fields whose words no site shows to anybody.
var neverShown = []string{"file name of minutes", "comment", "comment in a paragraph", "front matter", "title"}

// Archives with a word, an id or a day of its own in every field and of every level: no site has one that is above its
// clearance, in any file, name, term, value or line of the log, whole or in part; and every site has all the others.
func TestCanaries(t *testing.T) {
	archives, planted, looked := marked.Many(500, 3), map[string]int{}, 0
	for seed := range uint64(archives) {
		a := marked.New(seed, marked.Shape{Every: true})
		root, out := writeMarked(t, a.Files(nil)), t.TempDir()
		var log bytes.Buffer
		res, err := build.Run(context.Background(), build.Options{Archive: root, Out: out, Progress: progress.New(&log)})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for _, s := range marked.Sites {
			n, kept := searchSite(t, a, s, filepath.Join(out, s.Name))
			looked += n
			for field, count := range kept {
				planted[field] += count
			}
		}
		logged(t, a, res.Findings, log.String())
		os.RemoveAll(out)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	for field, n := range planted {
		if n == 0 {
			t.Errorf("no %s was ever found: to look for them proves nothing", field)
		}
	}
	t.Logf("%d archives, %d canaries above the clearance of a site: none found", archives, looked)
}

func writeMarked(t *testing.T, files []marked.File) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range files {
		put(t, filepath.Join(root, f.Name), f.Data)
	}
	return root
}

// canaryWord is a nonsense word, or the greater part of one.
var canaryWord = regexp.MustCompile(`zq[a-z]{6,}`)

// searchSite looks for what the site may not have, and for what it must. It says how many it was that must not be there,
// and how many of each field were found.
func searchSite(t *testing.T, a *marked.Archive, s marked.Site, dir string) (above int, found map[string]int) {
	t.Helper()
	texts := everything(t, dir)
	words, whole := map[string]string{}, strings.Builder{}
	for place, text := range texts {
		if !strings.HasSuffix(place, ".zap") { // packed: a part of one word and a byte of the packing may look like another
			for _, w := range canaryWord.FindAllString(text, -1) {
				words[w] = place
			}
		}
		whole.WriteString(text)
	}
	all := whole.String()
	found = map[string]int{}
	for _, c := range a.Canaries() {
		seen := a.Sees(s, c)
		if !seen {
			above++
		}
		there := false
		for _, spelt := range c.Spelt {
			if c.Word() {
				there = there || partOf(words, spelt, !seen) || strings.Contains(all, spelt)
			} else {
				there = there || standsIn(all, spelt)
			}
		}
		switch {
		case there && !seen:
			t.Errorf("%s, cleared to %s, has the %s %q of %s: %s", s.Name, s.Cleared, c.Field, c.Spelt[0], c.Level, placesOf(texts, c))
		case !there && seen && !slices.Contains(neverShown, c.Field):
			t.Errorf("%s, cleared to %s, has nowhere the %s %q of %s", s.Name, s.Cleared, c.Field, c.Spelt[0], c.Level)
		case there:
			found[c.Field]++
		}
	}
	return above, found
}

// standsIn says whether an id or a day stands in a text, not as the beginning of a longer one.
func standsIn(text, spelt string) bool {
	for {
		_, after, ok := strings.Cut(text, spelt)
		if !ok {
			return false
		}
		if after == "" || !strings.ContainsAny(after[:1], "0123456789") {
			return true
		}
		text = after
	}
}

// partOf says whether a word was found, or where part is set the greater part of it.
func partOf(words map[string]string, word string, part bool) bool {
	if _, ok := words[word]; ok || !part {
		return ok
	}
	for w := range words {
		if strings.HasPrefix(word, w[:min(len(w), 8)]) {
			return true
		}
	}
	return false
}

func placesOf(texts map[string]string, c *marked.Canary) []string {
	var all []string
	for place, text := range texts {
		for _, spelt := range c.Spelt {
			if c.Word() {
				spelt = spelt[:8]
			}
			if at := strings.Index(text, spelt); at >= 0 {
				all = append(all, place+": "+text[max(0, at-60):min(len(text), at+60)])
			}
		}
	}
	slices.Sort(all)
	return all[:min(len(all), 5)]
}

// everything is every byte that a site has, by where it stands, in small letters: its files, their names, and the terms
// and values of its index.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[rel] = strings.ToLower(rel + "\n" + string(data) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all["index"] = strings.ToLower(strings.Join(dump(t, filepath.Join(dir, "index")), "\n"))
	return all
}

// dump is every term and every stored value of an index, in order.
func dump(t *testing.T, dir string) []string {
	t.Helper()
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var all []string
	if err := x.Terms(func(field, term string) error { all = append(all, "term "+field+" "+term); return nil }); err != nil {
		t.Fatal(err)
	}
	if err := x.Stored(func(id, field, value string) error { all = append(all, "value "+id+" "+field+" "+value); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// logged looks into what a build says to whoever runs it, where people may read who may not read the minutes. The name of
// a file that is at fault is all that it says of it.
func logged(t *testing.T, a *marked.Archive, found []finding.Finding, log string) {
	t.Helper()
	said := log
	for _, f := range found {
		said += strings.ReplaceAll(f.Position(), f.File, "FILE") + "\n"
	}
	said = strings.ToLower(said)
	for _, c := range a.Canaries() {
		for _, spelt := range c.Spelt {
			if strings.Contains(said, spelt) {
				t.Errorf("the log has the %s %q of %s", c.Field, spelt, c.Level)
			}
		}
	}
}
