package archive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"minutebook/internal/policy"
)

// folder writes files into a new folder: name, text, name, text.
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func open(t *testing.T, dir string) *Archive {
	t.Helper()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func TestDocumentsAreFoundInOrder(t *testing.T) {
	a := open(t, folder(t,
		"content/b/2.md", "x", "content/a.MD", "x", "content/.git/c.md", "x", "content/b/.d.md", "x", "content/notes.txt", "x", "README.md", "x"))
	s, err := a.Read(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range s.Documents {
		names = append(names, d.File())
	}
	if got := strings.Join(names, " "); got != "content/a.MD content/b/2.md" {
		t.Errorf("documents %q", got)
	}
}

func TestProgressCountsEveryDocument(t *testing.T) {
	a := open(t, folder(t, "content/1.md", "x", "content/2.md", "x", "content/3.md", "x"))
	var seen []int
	if _, err := a.Read(context.Background(), func(done, total int) { seen = append(seen, done*10+total) }); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 3 || seen[0] != 13 || seen[1] != 23 || seen[2] != 33 {
		t.Errorf("progress %v", seen)
	}
}

func TestReadingStopsWhenAsked(t *testing.T) {
	a := open(t, folder(t, "content/1.md", "x"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.Read(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSettingsReplaceTheDefaults(t *testing.T) {
	a := open(t, folder(t, ConfigFile, `
title: Harbour Watch
language: cy
policy:
  levels:
    - {name: Open, online: true}
    - {name: Crew, aliases: [CREW ONLY]}
sites:
  - {name: world, clearance: open}
  - {name: crew, clearance: crew only, drafts: kept, url: "https://example.org/crew/"}
groups: [{id: HWC, name: Harbour Watch Committee}]
kinds: [{kind: wreck, pattern: 'WR(\d+)', canonical: 'WR$1', label: Wreck, plural: Wrecks, continues: '(\d+)'}]
verbs: [HAILED]
actions: ['(?P<meeting>\d+)/(?P<number>\d+)']
columns: {owner: [Who]}
statuses: {open: [Afloat, Complete], closed: [Sunk]}
updates: [Sighted]
`, "content/a.md", "x"))
	r := a.Rules
	if a.Title != "Harbour Watch" || a.Language != "cy" || len(r.Groups) != 1 || len(r.Kinds) != 1 || r.Verbs[0] != "HAILED" ||
		len(r.ActionIDs) != 1 || r.Columns.Owner[0] != "Who" || len(r.Columns.ID) == 0 || r.Kinds[0].Continues == nil {
		t.Errorf("settings %+v", r)
	}
	if s := r.Statuses; len(s.Open) != 2 || s.Closed[0] != "Sunk" || r.Updates[0] != "Sighted" {
		t.Errorf("words of actions %+v %q", s, r.Updates)
	}
	crew, _ := r.Policy.Site("crew")
	if !r.Policy.Restricted(crew) || crew.Drafts != policy.DraftsKept || crew.Base() != "/crew" || len(r.Policy.Sites) != 2 {
		t.Errorf("site %+v", crew)
	}
	if world, _ := r.Policy.Site("world"); r.Policy.Restricted(world) || world.Drafts != policy.DraftsNever {
		t.Errorf("site %+v", world)
	}
}

// Each row is a mistake, the line that it is on, and a word of what is said.
func TestMistakesInTheSettingsHaveALine(t *testing.T) {
	for text, want := range map[string]struct {
		line int
		says string
	}{
		"title: a\ncolour: b\n":                    {2, "colour"},
		"title: a\naccent: 'red;}'\n":              {2, "no colour"},
		"title: [a\n":                              {1, ""},
		"sites:\n - {name: a, clearance: Mauve}\n": {2, "Mauve"},
		"sites:\n - {name: a, clearance: Clear}\n - {name: a, clearance: Clear}\n": {3, "twice"},
		"sites:\n - {name: a, clearance: Clear, drafts: always}\n":                 {2, "always"},
		"sites:\n - {name: a, clearance: Clear, people: nobody}\n":                 {2, "nobody"},
		"sites:\n - {name: a, clearance: Clear, url: 'ftp://x/'}\n":                {2, "ftp"},
		"title: a\npolicy: tlp-2.0\n":                                              {2, "write policy: {name: tlp-2.0}"},
		"policy:\n  levels: [{name: A}]\n":                                         {2, "no sites"},
		"policy:\n  levels: [{name: A}, {name: a}]\nsites: []\n":                   {2, "stands for"},
		"kinds:\n - {kind: x, pattern: ''}\n":                                      {2, "empty"},
		"kinds:\n - {kind: x, pattern: 'a*'}\n":                                    {2, "everything"},
		"columns:\n  shape: [x]\n":                                                 {2, "shape"},
		"actions:\n - '(?P<number>\\d)/(?P<meeting>\\d)'\n - '(?P<meeting>\\d)'\n": {3, "no group (?P<number>"},
		"actions: ['(?P<number>\\d)',\n  '(?P<nubmer>\\d)']\n":                     {2, `"nubmer" is none`},
		"actions:\n - 'ACTION (?P<number>\\d)'\n":                                  {2, "word before an id"},
		"actions:\n - '(?P<number>\\d'\n":                                          {2, "cannot be read"},
		"statuses:\n  open: [Live, '-']\n":                                         {2, "is no word"},
		"statuses:\n  open: [on hold]\n  closed: [Done, On-hold]\n":                {3, "open and for closed"},
		"statuses:\n  shut: [Done]\n":                                              {2, "shut"},
		"updates:\n - ' '\n":                                                       {2, "empty"},
		"groups:\n - {name: x}\n":                                                  {2, "without an id"},
	} {
		_, err := Open(folder(t, ConfigFile, text))
		var faults Faults
		if !errors.As(err, &faults) || len(faults) == 0 {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if f := faults[0]; f.Line != want.line || !strings.Contains(f.Message+f.Hint, want.says) {
			t.Errorf("%q: line %d, %s", text, f.Line, f.Message)
		}
	}
}

func TestOverlayShowsTheUpperFileFirst(t *testing.T) {
	upper := fstest.MapFS{"a.html": {Data: []byte("upper")}, "sub/x.html": {Data: []byte("x")}}
	lower := fstest.MapFS{"a.html": {Data: []byte("lower")}, "b.html": {Data: []byte("b")}, "sub/y.html": {Data: []byte("y")}}
	o := overlay{upper, lower}
	var all []string
	err := fs.WalkDir(o, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(o, name)
		all = append(all, name+"="+string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(all, " "); got != "a.html=upper b.html=b sub/x.html=x sub/y.html=y" {
		t.Errorf("files %q", got)
	}
	if _, err := fs.ReadDir(o, "nowhere"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder of neither: %v", err)
	}
}

func FuzzSettings(f *testing.F) {
	f.Add([]byte("title: a\nsites: [{name: a, clearance: Clear}]\n"))
	f.Add([]byte("kinds: [{kind: x, pattern: '('}]\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ConfigFile), data, 0o644); err != nil {
			t.Fatal(err)
		}
		if a, err := Open(dir); err == nil {
			a.Close()
		}
	})
}
