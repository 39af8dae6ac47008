package starter

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/goccy/go-yaml"
	"pgregory.net/rapid"
)

// titles are what people and their clipboards give.
func titles() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Minutes", `"Quoted": #1`, "a\nb: c", "{{title}}", "- x", "null", "1e3", "$(rm -rf x) `id`", "C:\\path", "’ Ünïcode …", "%d", "|", "> x", "---", "&a *b !!c"}))
}

// Whatever the title is, the settings have it, on one line, and everything else is as it always is.
func TestTitles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Options{Title: titles().Draw(t, "title"), Public: rapid.Bool().Draw(t, "public")}
		got, usual := written(t, o), written(t, Options{Title: "Minutes", Public: o.Public})
		var settings struct {
			Title  string
			Policy struct{ Levels []struct{ Online bool } }
		}
		if err := yaml.Unmarshal([]byte(got["minutebook.yaml"]), &settings); err != nil {
			t.Fatalf("%v\n%s", err, got["minutebook.yaml"])
		}
		if want := strings.Join(strings.Fields(settings.Title), " "); settings.Title != want || strings.ContainsFunc(want, unicode.IsControl) || plain(want) != plain(o.Title) {
			t.Fatalf("the title %q became %q", o.Title, settings.Title)
		}
		for i, l := range settings.Policy.Levels {
			if l.Online != (i == 0) || o.Public && i > 0 {
				t.Fatalf("level %d may be online: %v; public: %v", i, l.Online, o.Public)
			}
		}
		for _, w := range []map[string]string{got, usual} { // which have the title
			delete(w, "minutebook.yaml")
			delete(w, "README.md")
		}
		if !maps.Equal(got, usual) {
			t.Fatalf("a title changes more than its own place")
		}
	})
}

// plain is what every title keeps.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func written(t *rapid.T, o Options) map[string]string {
	dir, err := os.MkdirTemp("", "starter-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := Write(filepath.Join(dir, "below", "archive"), o); err != nil {
		t.Fatal(err)
	}
	return tree(t, filepath.Join(dir, "below", "archive"))
}

func tree(t interface{ Fatal(...any) }, dir string) map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A folder that holds anything but a repository stays as it was, to the byte.
func TestNothingIsWrittenOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "starter-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"README.md", "content/a.md", ".github/x", "minutebook.yaml", ".gitignore", "z"}), 1, 4, rapid.ID[string]).Draw(t, "names")
		for _, name := range names {
			at := filepath.Join(dir, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o700), os.WriteFile(at, []byte(name), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		before := tree(t, dir)
		if err := Write(dir, Options{Title: "Minutes"}); !errors.Is(err, ErrThere) {
			t.Fatal(err)
		}
		if !maps.Equal(before, tree(t, dir)) {
			t.Fatal("it was touched")
		}
	})
}

// What runs is read by the shell that runs it, and says where it stops; what hosts read is YAML.
func TestFilesAreWhatTheyAre(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	if err := Write(dir, Options{Title: "Minutes"}); err != nil {
		t.Fatal(err)
	}
	scripts, hosts := 0, 0
	for name, text := range tree(t, dir) {
		switch {
		case strings.HasPrefix(name, ".ci/"):
			scripts++
			if out, err := exec.Command("bash", "-n", filepath.Join(dir, name)).CombinedOutput(); err != nil || !strings.Contains(text, "\nset -euo pipefail\n") {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		case filepath.Ext(name) == ".yml":
			hosts++
			var v map[string]any
			if err := yaml.Unmarshal([]byte(text), &v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if scripts != 4 || hosts != 2 {
		t.Errorf("%d scripts, %d files of hosts", scripts, hosts)
	}
}
