package archive_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/archive"
	"minutebook/internal/cache"
	"minutebook/internal/edition"
)

// TestKeptReadingIsFreshReading edits an archive at random, and reads it with what was kept of it and without.
func TestKeptReadingIsFreshReading(t *testing.T) {
	n, root := 0, t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
			t.Fatal(err)
		}
		e := editor{t: t, dir: dir, past: time.Now().Add(-time.Hour)}
		for i := range rapid.IntRange(1, 4).Draw(t, "documents") {
			e.write(fmt.Sprintf("content/%d.md", i), e.document())
		}
		e.write("content/about.md", []byte("---\nkind: page\nlevel: White\n---\n# About\n\n[RED] Words.\n"))
		e.write("content/plan.txt", []byte("words"))
		for range rapid.IntRange(2, 3).Draw(t, "states") {
			e.compare()
			for range rapid.IntRange(0, 2).Draw(t, "edits") {
				e.edit()
			}
		}
	})
}

// editor edits the archive in a folder. Files are of an hour ago, or a little later, so that they are not always read.
type editor struct {
	t    *rapid.T
	dir  string
	past time.Time
}

func (e *editor) write(name string, data []byte) {
	at := filepath.Join(e.dir, name)
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(at, data, 0o644); err != nil {
		e.t.Fatal(err)
	}
	e.past = e.past.Add(time.Second)
	if err := os.Chtimes(at, e.past, e.past); err != nil {
		e.t.Fatal(err)
	}
}

// document makes minutes up.
func (e *editor) document() []byte {
	level := rapid.SampledFrom([]string{"Clear", "White", "Green", "Amber", "Red", "Purple"}).Draw(e.t, "level")
	text := "This document is classified as **" + level + "**.\n\n" + fmt.Sprintf("OPSG_%d_2405\n\n24 May 2021\n\n", rapid.IntRange(40, 44).Draw(e.t, "number"))
	parts := rapid.SliceOfN(rapid.SampledFrom([]string{"Draft v0.2", "**Attendees:**\n\n| Name | Representing |\n|---|---|\n| Ola Brand | DCC |", "# 1. Welcome", "# 2. Actions Outstanding",
		"Words of INC000000707890 and [the plan](plan.txt).", "[RED] Words of MP122.", "The OPSG **AGREED** the minutes of OPSG_40.", "ACTION OPSG 41/01: The DCC to pay by 3 June 2021.",
		"| Action | Owner | Status |\n|---|---|---|\n| OPSG 40/01 Pay | DCC | Closed |", "<!-- nothing -->", "Registration Data Provider (RDP)"}), 2, 9).Draw(e.t, "parts")
	return []byte(text + strings.Join(parts, "\n\n") + "\n")
}

func (e *editor) files(below string) []string {
	var all []string
	filepath.WalkDir(filepath.Join(e.dir, below), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			rel, _ := filepath.Rel(e.dir, name)
			all = append(all, rel)
		}
		return nil
	})
	return all
}

func (e *editor) edit() {
	names := e.files("content")
	if len(names) == 0 {
		return
	}
	name := rapid.SampledFrom(names).Draw(e.t, "file")
	data, err := os.ReadFile(filepath.Join(e.dir, name))
	if err != nil {
		e.t.Fatal(err)
	}
	switch rapid.SampledFrom([]string{"add", "cut", "mark", "copy", "remove", "rename", "touch", "settings", "forget", "damage", "forget texts"}).Draw(e.t, "edit") {
	case "add":
		e.write(name, append(data, "\n\nThe group **AGREED** the plan of MP122.\n"...))
	case "cut":
		e.write(name, data[:len(data)/2])
	case "mark":
		e.write(name, []byte(strings.Replace(string(data), "Words", "[AMBER] Words", 1)))
	case "copy":
		e.write(filepath.Join("content", fmt.Sprint("copy", len(names), ".md")), data)
	case "remove":
		if len(names) > 1 {
			os.Remove(filepath.Join(e.dir, name))
		}
	case "rename":
		os.Rename(filepath.Join(e.dir, name), filepath.Join(e.dir, "content", fmt.Sprint("renamed", len(names), ".md")))
	case "touch":
		e.write(name, data)
	case "settings":
		settings, _ := os.ReadFile(filepath.Join(e.dir, archive.ConfigFile))
		e.write(archive.ConfigFile, append(settings, "# more\n"...))
	case "forget":
		os.RemoveAll(cache.Folder(e.dir))
	case "forget texts":
		os.RemoveAll(filepath.Join(cache.Folder(e.dir), "read_", "texts_"))
	case "damage":
		for _, kept := range e.files(".minutebook/cache") {
			if rapid.Bool().Draw(e.t, "damaged") {
				if err := os.WriteFile(filepath.Join(e.dir, kept), []byte("words"), 0o600); err != nil {
					e.t.Fatal(err)
				}
			}
		}
	}
}

// compare reads the archive both ways, and makes the edition of each site.
func (e *editor) compare() {
	fresh, kept := e.read(nil), e.read(e.cache())
	defer fresh.archive.Close()
	defer kept.archive.Close()
	defer func() {
		if err := kept.archive.Err(); err != nil {
			e.t.Fatal(err)
		}
	}()
	if d := cmp.Diff(fresh.findings, kept.findings); d != "" {
		e.t.Fatal(d)
	}
	if !slices.Equal(fresh.files, kept.files) {
		e.t.Fatalf("read %q, not %q", kept.files, fresh.files)
	}
	for i, want := range fresh.editions {
		got := kept.editions[i]
		if want.Hash() != got.Hash() || !reflect.DeepEqual(want.Files(), got.Files()) || !reflect.DeepEqual(want.Findings(), got.Findings()) {
			e.t.Fatalf("the edition of %s is another", want.Site().Name)
		}
		if !reflect.DeepEqual(want.Redacted(), got.Redacted()) {
			e.t.Fatalf("the files of %s are others", want.Site().Name)
		}
		for j, d := range want.Documents() {
			g := got.Documents()[j]
			if d.Text() != g.Text() || d.Line != g.Line || d.Standing != g.Standing || !reflect.DeepEqual(d.Full(), g.Full()) {
				e.t.Fatalf("%s is another on %s", d.Minutes.File, want.Site().Name)
			}
			if !reflect.DeepEqual(d.Minutes.Outline(), g.Minutes.Outline()) {
				e.t.Fatalf("the outline of %s is another on %s", d.Minutes.File, want.Site().Name)
			}
		}
	}
	for i, s := range fresh.sources {
		g := kept.sources[i]
		if w := g.Whole(); s.Sum() != g.Sum() || string(s.Text) != string(w.Text) || !reflect.DeepEqual(s.Minutes, w.Minutes) {
			e.t.Fatalf("%s is another source", s.File())
		}
	}
}

func (e *editor) cache() *cache.Cache {
	c, err := cache.Open(e.dir, [32]byte{1})
	if err != nil {
		e.t.Fatal(err)
	}
	return c
}

type reading struct {
	archive  *archive.Archive
	findings []string
	files    []string
	sources  []edition.Source
	editions []edition.Edition
}

func (e *editor) read(c *cache.Cache) (r reading) {
	a, err := archive.Open(e.dir)
	if err != nil {
		e.t.Fatal(err)
	}
	a.Remember(c)
	s, err := a.Read(context.Background(), nil)
	if err != nil {
		e.t.Fatal(err)
	}
	r.archive = a
	for _, f := range s.Findings {
		r.findings = append(r.findings, f.String())
	}
	r.sources = s.Documents
	for _, d := range s.Documents {
		r.files = append(r.files, d.File())
	}
	for _, site := range a.Rules.Policy.Sites {
		r.editions = append(r.editions, edition.Of(site, s.Documents, a.Rules, a.Files()))
	}
	if err := a.Tidy(); err != nil {
		e.t.Fatal(err)
	}
	return r
}

// A document that changes after it was looked at, and is kept no more, is a fault.
func TestADocumentThatIsGoneIsAFault(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(n int, words string) {
		text := fmt.Sprintf("This document is classified as **Clear**.\n\nOPSG_%d_2405\n\n24 May 2021\n\n# 1. Welcome\n\n%s\n", n, words)
		if err := os.WriteFile(filepath.Join(dir, "content", fmt.Sprint(n, ".md")), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const documents = 30 // more than stay at hand
	for n := range documents {
		write(n+1, "Words.")
	}
	for _, changed := range []bool{false, true} {
		c, err := cache.Open(dir, [32]byte{1})
		if err != nil {
			t.Fatal(err)
		}
		a, err := archive.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		a.Remember(c)
		s, err := a.Read(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		site, _ := a.Rules.Policy.Site("public")
		docs := edition.Of(site, s.Documents, a.Rules, nil).Documents()
		if len(docs) != documents || !docs[0].Minutes.IsOutline() {
			t.Fatal("nothing is kept")
		}
		for _, d := range docs {
			d.Full()
		}
		os.RemoveAll(cache.Folder(dir))
		if changed {
			write(1, "Other words.")
		}
		full := docs[0].Full()
		if err := a.Err(); (err != nil) != changed || full.IsOutline() != changed {
			t.Errorf("%s changed: %v, and the fault is %v", docs[0].Minutes.File, changed, err)
		}
	}
}

// What cannot be kept is held.
func TestACacheThatTakesNothing(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		at := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(at), 0o755)
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("content/a.md", "This document is classified as **Clear**.\n\nOPSG_49_2405\n\n24 May 2021\n\n# 1. Welcome\n\nWords.\n")
	c, err := cache.Open(dir, [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	write(".minutebook/cache/read_", "a file where a folder is to be")
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	a.Remember(c)
	s, err := a.Read(context.Background(), nil)
	if err != nil || len(s.Documents) != 1 || s.Documents[0].Text == nil || s.Documents[0].Minutes.IsOutline() {
		t.Fatalf("%v: the document is not held", err)
	}
	site, _ := a.Rules.Policy.Site("public")
	if d := edition.Of(site, s.Documents, a.Rules, nil).Documents(); len(d) != 1 || d[0].Full().IsOutline() {
		t.Fatal("the edition does not hold it")
	}
}
