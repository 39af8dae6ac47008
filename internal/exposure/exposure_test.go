package exposure

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

// TestCases compares two states of an archive. A case says what it shows, with the documents before and after as files
// below before/ and after/, and lines such as "clearance after: public Green" for a site whose clearance changes,
// "forget" for an archive without a memory, "built: public" where the former build was of some sites only. What is
// expected are the exposures of every site, and how many passages are gone.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := tell(t, a)
			at := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
			if *update {
				if at < 0 {
					a.Files, at = append(a.Files, txtar.File{Name: "want"}), len(a.Files)
				}
				a.Files[at].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if at < 0 {
				t.Fatal("no want")
			}
			if d := cmp.Diff(string(a.Files[at].Data), got); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func tell(t *testing.T, a *txtar.Archive) string {
	before, after := newState(), newState()
	forget, built := false, ""
	for line := range strings.Lines(string(a.Comment)) {
		line = strings.TrimSpace(line)
		if words, ok := strings.CutPrefix(line, "clearance after: "); ok {
			site, level, _ := strings.Cut(words, " ")
			after.clear(t, site, level)
		}
		forget = forget || line == "forget"
		if site, ok := strings.CutPrefix(line, "built: "); ok {
			built = site
		}
	}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "before/"); ok {
			before.files[name] = string(f.Data)
		}
		if name, ok := strings.CutPrefix(f.Name, "after/"); ok {
			after.files[name] = string(f.Data)
		}
	}
	former := before.former(t)
	if built != "" {
		maps.DeleteFunc(former.sites, func(name string, _ Before) bool { return name != built })
		maps.DeleteFunc(former.withheld.sites, func(name string, _ siteMemory) bool { return name != built })
	}
	if forget {
		former.withheld = remembered{}
	}
	var out strings.Builder
	for _, s := range after.policy.Sites {
		next := Of(after.edition(s), after.policy)
		found := compared(t, former, next, OfSources(after.sources(), after.policy))
		for _, e := range found.Exposed {
			part := ""
			if e.Part {
				part = " (part)"
			}
			fmt.Fprintf(&out, "%s: %s:%d: %s, was %q, now %q%s\n", e.Site, e.File, e.Line, e.What, e.Was, e.Now, part)
		}
		if found.Gone > 0 {
			fmt.Fprintf(&out, "%s: %d passages gone\n", s.Name, found.Gone)
		}
	}
	return out.String()
}

// state is an archive at one moment.
type state struct {
	policy policy.Policy
	files  map[string]string
	read   []edition.Source // what sources read
}

func newState() *state { return &state{policy: policy.Default(), files: map[string]string{}} }

func (s *state) clear(t *testing.T, site, level string) {
	l, ok := s.policy.Level(level)
	i := slices.IndexFunc(s.policy.Sites, func(s policy.Site) bool { return s.Name == site })
	if !ok || i < 0 {
		t.Fatalf("no site %s or no level %s", site, level)
	}
	s.policy.Sites = slices.Clone(s.policy.Sites)
	s.policy.Sites[i].Clearance = policy.ClearedTo(l)
}

func (s *state) rules() *minutes.Rules {
	r := minutes.DefaultRules()
	r.Policy = s.policy
	return r
}

func (s *state) sources() []edition.Source {
	if s.read != nil {
		return s.read
	}
	var all []edition.Source
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		text := []byte(s.files[name])
		if minutes.IsPage(text) {
			all = append(all, edition.Source{Page: minutes.ParsePage(name, text, s.rules()), Text: text})
		} else {
			all = append(all, edition.Source{Minutes: minutes.Parse(name, text, s.rules()), Text: text})
		}
	}
	s.read = all
	return all
}

func (s *state) edition(site policy.Site) edition.Edition {
	return edition.Of(site, s.sources(), s.rules(), nil)
}

func meeting(level, number, text string) string {
	sentence := map[string]string{"Clear": " It may be published.", "White": "", "Amber": "", "Red": ""}[level]
	return fmt.Sprintf("This document is classified as **%s**.%s\n\nHarbour Watch Committee Meeting\n\n12 March 2024, HWC_%s_1203\n\nFinal Minutes\n\n%s", level, sentence, number, text)
}

// The list is named by what it holds: another exposure gives another name, the order and what is only shown does not.
func TestHash(t *testing.T) {
	l := List{{Site: "public", File: "a.md", Line: 1, Was: "Red", Now: "Clear", key: key{1, 2}}, {Site: "public", Was: "Red", Now: "Clear", key: key{1, 3}}}
	moved := List{l[1], l[0], l[0]}
	moved[1].Line, moved[1].File, moved[1].Part = 40, "b.md", true
	if l.Hash() != moved.Hash() || len(l.Hash()) != 32 {
		t.Errorf("%q and %q", l.Hash(), moved.Hash())
	}
	if (List{}).Hash() != "" {
		t.Error("an empty list has a hash")
	}
	seen := map[string]bool{l.Hash(): true}
	for name, change := range map[string]func(*Exposure){
		"site": func(e *Exposure) { e.Site = "parties" }, "was": func(e *Exposure) { e.Was = "Amber" }, "now": func(e *Exposure) { e.Now = "White" },
		"document": func(e *Exposure) { e.key.document = 9 }, "words": func(e *Exposure) { e.key.words = 9 },
	} {
		other := slices.Clone(l)
		change(&other[1])
		if h := other.Hash(); seen[h] {
			t.Errorf("another %s: the same hash", name)
		} else {
			seen[h] = true
		}
	}
	if seen[l[:1].Hash()] {
		t.Error("a shorter list has the same hash")
	}
}

// The reason of a withdrawal is exposed when its level is lowered, and not when it is first given.
func TestReasonsHaveLevels(t *testing.T) {
	s := newState()
	level := func(name string) policy.Level {
		l, _ := s.policy.Level(name)
		return l
	}
	at := func(name string) Notice {
		return Notice{Address: "/meetings/hwc-06/", Reason: "It named a diver.", File: "minutebook.yaml", Line: 7, Level: level(name)}
	}
	public := s.policy.Sites[0]
	built := func(notices ...Notice) Former {
		return s.formerOf(t, []policy.Site{public}, notices...)
	}
	now := at("Clear")
	next, sources := Of(s.edition(public), s.policy, now), OfSources(nil, s.policy, now)
	if got := compared(t, built(at("Amber")), next, sources).Exposed; len(got) != 1 || got[0].What != "reason" || got[0].Line != 7 || got[0].Was != "Amber" {
		t.Errorf("lowered: %+v", got)
	}
	if got := compared(t, built(), next, sources).Exposed; len(got) != 0 {
		t.Errorf("new: %+v", got)
	}
	if got := compared(t, built(now), Of(s.edition(public), s.policy, at("Amber")), sources).Gone; got != 1 {
		t.Errorf("raised: %d gone", got)
	}
}

// What is written is read again, and says nothing in words.
func TestShownIsReadAsWritten(t *testing.T) {
	s := newState()
	s.files["a.md"] = meeting("White", "07", "1. Quay Lighting\n\nFour lamps were dark.\n\n[AMBER] The strongbox was empty.\n")
	s.files["about.md"] = "---\nkind: page\nlevel: Clear\n---\nAll about us.\n"
	for _, site := range s.policy.Sites {
		f := s.formerOf(t, []policy.Site{site})
		before, next := f.Before(site.Name), Of(s.edition(site), s.policy)
		if got := compared(t, f, next, OfSources(s.sources(), s.policy)); len(got.Exposed)+got.Gone > 0 {
			t.Errorf("%s: %+v", site.Name, got)
		}
		if len(before.head.Documents) != len(next.units.by) {
			t.Errorf("%s: %d documents of %d", site.Name, len(before.head.Documents), len(next.units.by))
		}
		said := 0
		for name := range before.head.Files {
			data, err := os.ReadFile(filepath.Join(before.dir, name))
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range []string{"lamps", "strongbox", "HWC", "about.md", "a.md", "Red\": "} {
				if strings.Contains(string(data), word) {
					t.Errorf("%s: %s says %q", site.Name, name, word)
				}
			}
		}
		for n := range buckets {
			in, err := before.bucket(n)
			if err != nil {
				t.Fatal(err)
			}
			for document, c := range in {
				words, err := wordsIn(c)
				if err != nil {
					t.Fatal(err)
				}
				for _, level := range words {
					if said++; !before.permits(level) {
						t.Errorf("%s: something of %s stands at %q", site.Name, document, level)
					}
				}
			}
		}
		if said < 2 {
			t.Errorf("%s: %d passages", site.Name, said)
		}
	}
}
