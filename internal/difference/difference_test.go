package difference

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write what is printed into the cases")

// Each case is two sites' folders, was/ and is/, and what is said of them in both forms.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			was, is := unpack(t, a, "was/"), unpack(t, a, "is/")
			d, err := Of(Options{Old: was, New: is})
			var text, markdown strings.Builder
			if err != nil {
				text.WriteString("error: " + strings.NewReplacer(was, "was", is, "is").Replace(err.Error()) + "\n")
			} else if err := errors.Join(d.WriteText(&text), d.WriteMarkdown(&markdown)); err != nil {
				t.Fatal(err)
			}
			if *update {
				put(a, "text", text.String())
				put(a, "markdown", markdown.String())
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for part, got := range map[string]string{"text": text.String(), "markdown": markdown.String()} {
				if want := fileOf(a, part); got != want {
					t.Errorf("%s:\n%s\nwant:\n%s", part, got, want)
				}
			}
		})
	}
}

func unpack(t *testing.T, a *txtar.Archive, below string) string {
	dir := t.TempDir()
	for _, f := range a.Files {
		name, ok := strings.CutPrefix(f.Name, below)
		if !ok {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, f.Data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func fileOf(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func put(a *txtar.Archive, name, data string) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(data)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(data)})
}

func TestRestrictedSitesAreAskedForByName(t *testing.T) {
	dir, empty := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{"manifest.json": `{"format": 1, "site": "members", "online": false, "files": {}}`, "www/data/index.json": "[]"} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, o := range []Options{{Old: dir, New: dir}, {Old: empty, New: dir}} {
		if _, err := Of(o); !errors.Is(err, ErrRestricted) {
			t.Errorf("%v: %v", o, err)
		}
		o.Restricted = true
		if _, err := Of(o); err != nil {
			t.Error(err)
		}
	}
	for _, o := range []Options{{Old: dir, New: empty}, {Old: empty, New: filepath.Join(empty, "none")}, {Old: filepath.Join(empty, "none"), New: dir}} {
		if _, err := Of(o); !errors.Is(err, ErrFolder) {
			t.Errorf("%v: %v", o, err)
		}
	}
}

// Whatever the records say, a comment's body fits, is text, and names nobody.
func TestCommentsAreBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entry := rapid.Custom(func(t *rapid.T) Entry {
			return Entry{rapid.String().Draw(t, "id"), rapid.SampledFrom([]string{"", "@ada #12 !3 ![x](http://x) <img src=x>", strings.Repeat("*a ", 9000)}).Draw(t, "text") + rapid.String().Draw(t, "more")}
		})
		d := Difference{Site: "public"}
		for range rapid.IntRange(0, 40).Draw(t, "changes") {
			d.Changes = append(d.Changes, Change{"x", "xs", rapid.SliceOfN(entry, 1, 70).Draw(t, "records")})
		}
		var b strings.Builder
		if err := d.WriteMarkdown(&b); err != nil {
			t.Fatal(err)
		}
		got := b.String()
		if len(got) > 65_536 {
			t.Fatalf("%d bytes", len(got))
		}
		if m := calling.FindString(strings.TrimPrefix(got, "###")); m != "" {
			t.Fatalf("%q calls somebody", m)
		}
		got = escaped.ReplaceAllString(got, "_") // what is left is markup, or found by a host
		for _, bad := range []string{"@", "#1", "!3", "<", "!", "[", "http:"} {
			if strings.Contains(got, bad) {
				t.Fatalf("it has %s", bad)
			}
		}
	})
}

var (
	escaped = regexp.MustCompile(`\\[!-/:-@[-` + "`" + `{-~]`)
	calling = regexp.MustCompile(`[@#!$%&~^][^\x{200b}]`)
)
