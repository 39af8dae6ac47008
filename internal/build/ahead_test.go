package build_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/build"
	"minutebook/internal/marked"
)

// toShow are edits of documents that may be shown ahead, or have to wait.
var toShow = []edit{
	{"reword", (*desk).reword}, {"lengthen", (*desk).lengthen}, {"delete", (*desk).remove}, {"shorten", (*desk).shorten}, {"mark", (*desk).mark},
	{"spoil", (*desk).spoil}, {"unmark", (*desk).unmark}, {"reclassify", (*desk).reclassify}, {"finish or reopen", (*desk).draft},
	{"redate", (*desk).redate}, {"rename", (*desk).rename}, {"write a page", (*desk).page},
}

// What is shown ahead of a build is what that build makes of the same sources, byte by byte, after edits of every kind; what would take
// more than the pages of the record is not shown.
func TestPagesAheadAreThoseOfTheNextBuild(t *testing.T) {
	s := &showing{shown: map[string]int{}}
	for seed := range uint64(marked.Many(8, 2)) {
		s.desk, s.ahead = newDesk(t, 170+seed, seed%2 == 1), nil
		if err := s.build(); err != nil {
			t.Fatal(err)
		}
		for step := range marked.Many(24, 6) {
			if s.step(t, toShow[step%len(toShow)]); t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
		}
		s.ahead.Close()
	}
	t.Log(s.shown)
	for _, name := range []string{"reword", "lengthen"} {
		if s.shown[name] == 0 {
			t.Errorf("nothing was shown ahead after %q", name)
		}
	}
	for _, name := range []string{"delete", "rename", "spoil"} {
		if s.shown[name] > 0 {
			t.Errorf("something was shown ahead after %q", name)
		}
	}
}

// showing is an archive whose pages are shown ahead of its builds.
type showing struct {
	*desk
	ahead *build.Ahead
	shown map[string]int // pages, by edit
}

func (s *showing) build() error {
	o := build.Options{Archive: s.root, Out: s.out, AtRoot: true, Ahead: func(a *build.Ahead) {
		if s.ahead != nil {
			s.ahead.Close()
		}
		s.ahead = a
	}}
	_, err := build.Run(context.Background(), o)
	return err
}

func (s *showing) step(t *testing.T, e edit) {
	t.Helper()
	before := s.documents()
	for range s.IntN(3) { // what is saved before a build is done is shown as well
		s.reword()
		for _, pages := range s.look(before) {
			s.shown["reword"] += len(pages)
		}
	}
	what := e.do(s.desk)
	if what == "" {
		return
	}
	ahead := s.look(before)
	if err := s.build(); err != nil {
		t.Fatalf("%s %s: %v", e.name, what, err)
	}
	for site, pages := range ahead {
		for _, at := range slices.Sorted(maps.Keys(pages)) {
			s.shown[e.name]++
			want, err := os.ReadFile(filepath.Join(s.out, site, "www", filepath.FromSlash(path.Join(at, "index.html"))))
			if err != nil || !bytes.Equal(want, pages[at]) {
				t.Errorf("%s %s: %s%s is another than that of the build (%v): %s", e.name, what, site, at, err, firstDifference(string(want), string(pages[at])))
			}
		}
	}
}

// look is what is shown ahead of each site, by address, since the documents were these.
func (s *showing) look(before map[string]string) map[string]map[string][]byte {
	saved, ahead := s.otherThan(before), map[string]map[string][]byte{}
	for _, site := range []string{"public", "parties", "members"} {
		if pages, ok := s.ahead.Pages(site, saved, s.addresses(site)); ok {
			ahead[site] = pages
		}
	}
	return ahead
}

func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return a[max(0, i-80):min(len(a), i+80)] + "\n---\n" + b[max(0, i-80):min(len(b), i+80)]
}

func (d *desk) documents() map[string]string {
	all := map[string]string{}
	for _, name := range d.files("content", ".md") {
		all[name] = string(d.read(name))
	}
	return all
}

// otherThan are the documents that were written, renamed or removed.
func (d *desk) otherThan(before map[string]string) (all []string) {
	now := d.documents()
	for name, text := range now {
		if was, ok := before[name]; !ok || was != text {
			all = append(all, name)
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			all = append(all, name)
		}
	}
	return all
}

// addresses are those of the pages that a site has in records' own folders.
func (d *desk) addresses(site string) (all []string) {
	www := filepath.Join(d.out, site, "www")
	_ = filepath.WalkDir(www, func(at string, e os.DirEntry, err error) error {
		if err == nil && e.Name() == "index.html" {
			rel, _ := filepath.Rel(www, filepath.Dir(at))
			address := strings.TrimSuffix("/"+filepath.ToSlash(rel), ".")
			if !strings.HasSuffix(address, "/") {
				address += "/"
			}
			all = append(all, address)
		}
		return nil
	})
	return all
}

const (
	minutesOf = "This document is classified as **%s**. %s\n\nHarbour Watch Committee Meeting\n\n12 March 2024, HWC_%s_1203\n\nFinal Minutes\n\n1. Quay Lighting\n\nThe harbour master reported that four lamps were dark.\n\n%s\n"
	secretly  = "The northern beacon was moved by night because its keeper owed the grocer eleven pounds."
)

// What is withheld anew is not shown ahead: the audit of the next build tells whether it may be. What somebody writes where it may be read is
// shown, even if only withheld text said it.
func TestWhatIsWithheldIsNotShownAhead(t *testing.T) {
	d := &desk{Rand: rand.New(rand.NewPCG(1, 1)), root: t.TempDir(), out: t.TempDir()}
	write := func(level, number, more string) {
		put(t, filepath.Join(d.root, "content", number+".md"), fmt.Appendf(nil, minutesOf, level, "", number, more))
	}
	write("Clear", "07", "")
	write("Red", "08", secretly)
	s := &showing{desk: d}
	if err := s.build(); err != nil {
		t.Fatal(err)
	}
	defer func() { s.ahead.Close() }()
	const page = "/meetings/hwc-07/"
	for _, c := range []struct {
		level, more string
		shown       bool
	}{
		{"Clear", "Two lamps were mended.", true},
		{"Clear", secretly, true}, // said where it may be read, too
		{"Clear", "Two lamps were mended.", true},
		{"Clear", "[RED] Two lamps were mended.", false},
		{"Amber", "Two lamps were mended.", false},
		{"Purple", "Two lamps were mended.", false},
	} {
		write(c.level, "07", c.more)
		if _, ok := s.ahead.Pages("public", []string{"content/07.md"}, []string{page}); ok != c.shown {
			t.Errorf("%s, %q: shown ahead: %v", c.level, c.more, ok)
		}
	}
}
