package builtin_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	builtin "minutebook"
	"minutebook/internal/archive"
)

// What a layout says by itself, once its actions, tags and comments are gone, and what its attributes say.
var (
	actions   = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	tags      = regexp.MustCompile(`(?s)<[^>]*>`)
	told      = regexp.MustCompile(`\b(?:aria-label|placeholder|title|alt|content)="([^"]*)"`)
	literals  = regexp.MustCompile(`"([^"\\]*)"`)
	letters   = regexp.MustCompile(`\pL{2,}`)
	technical = regexp.MustCompile(`^(?:width=device-width, initial-scale=1|light dark|no-referrer|noindex|article|website|0; url=)$`)
)

func TestNoLayoutHasWordsOfItsOwn(t *testing.T) {
	for name, text := range layouts(t) {
		if strings.HasSuffix(name, ".yaml") {
			continue
		}
		bare := actions.ReplaceAllString(text, "")
		for _, said := range told.FindAllStringSubmatch(bare, -1) {
			if letters.MatchString(said[1]) && !technical.MatchString(said[1]) {
				t.Errorf("layouts/%s says %q: put it into layouts/words/en.yaml", name, said[1])
			}
		}
		for _, line := range strings.Split(tags.ReplaceAllString(bare, " "), "\n") {
			if letters.MatchString(line) {
				t.Errorf("layouts/%s says %q: put it into layouts/words/en.yaml", name, strings.TrimSpace(line))
			}
		}
		for _, action := range actions.FindAllString(text, -1) {
			if strings.HasPrefix(action, "{{/*") || strings.HasPrefix(action, "{{- /*") {
				continue
			}
			for _, l := range literals.FindAllStringSubmatch(action, -1) {
				if strings.Contains(strings.TrimSpace(l[1]), " ") && letters.MatchString(l[1]) {
					t.Errorf("layouts/%s says %q: put it into layouts/words/en.yaml", name, l[1])
				}
			}
		}
	}
}

var (
	askedInLayout = regexp.MustCompile(`(?:\$w|\bwords)\.([a-z_]+)\.([a-z0-9_]+)`)
	askedInGo     = regexp.MustCompile(`"([a-z_]+\.[a-z0-9_]+)"`)
	askedAtLarge  = regexp.MustCompile(`"([a-z_]+\.)" ?\+`) // a key that is put together
)

// The catalogue has what is asked for, and nothing else.
func TestEveryTextIsAskedFor(t *testing.T) {
	a, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	asked, atLarge := map[string]bool{}, []string{}
	for name, text := range layouts(t) {
		for _, m := range askedInLayout.FindAllStringSubmatch(text, -1) {
			key := m[1] + "." + m[2]
			if asked[key] = true; !a.Words.Has(key) {
				t.Errorf("layouts/%s asks for %s, which layouts/words/en.yaml has not", name, key)
			}
		}
	}
	for _, text := range sources(t) {
		for _, m := range askedInGo.FindAllStringSubmatch(text, -1) {
			asked[m[1]] = true
		}
		for _, m := range askedAtLarge.FindAllStringSubmatch(text, -1) {
			atLarge = append(atLarge, m[1])
		}
	}
	for section, texts := range a.Words.Texts() {
		for key := range texts {
			name := section + "." + key
			if !asked[name] && !slices.Contains(atLarge, section+".") && section != "script" {
				t.Errorf("nobody asks for %s of layouts/words/en.yaml", name)
			}
		}
	}
}

var saidInGo = regexp.MustCompile(`(?:\.Say|\.Count)[( ]"([^"]+)"`)

func TestEveryKeyInGoIsThere(t *testing.T) {
	a, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	keys := 0
	for name, text := range sources(t) {
		for _, m := range saidInGo.FindAllStringSubmatch(text, -1) {
			if strings.HasSuffix(m[1], ".") {
				continue
			}
			if keys++; !a.Words.Has(m[1]) {
				t.Errorf("%s asks for %s, which layouts/words/en.yaml has not", name, m[1])
			}
		}
	}
	if keys == 0 {
		t.Error("no key was found: this test holds nothing")
	}
}

func layouts(t *testing.T) map[string]string {
	t.Helper()
	return read(t, builtin.Layouts(), func(string) bool { return true })
}

// sources are the Go files that are no tests, and the template of the search service.
func sources(t *testing.T) map[string]string {
	t.Helper()
	return read(t, os.DirFS("."), func(name string) bool {
		return name == "internal/endpoint/results.html" || filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") && (strings.HasPrefix(name, "internal/") || strings.HasPrefix(name, "index/"))
	})
}

func read(t *testing.T, fsys fs.FS, these func(name string) bool) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && name != "." {
				return fs.SkipDir
			}
			return nil
		}
		if !these(name) {
			return nil
		}
		text, err := fs.ReadFile(fsys, name)
		all[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
