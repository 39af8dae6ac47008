package exposure

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/policy"
)

// Words are followed through two states of an archive, whose levels, marks, versions and clearances are drawn at random.
// Something is exposed to a site if and only if its second edition has a word that its first had not, and that stood in a
// document before, above what the site's readers might read. Without a memory, and with every site built, that holds
// of the documents in which some site showed the word.
func TestExposedIsWhatASiteGainsOfWhatWasWithheld(t *testing.T) {
	exposing, quiet := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		drawn := drawArchive(t)
		before, after := drawn.state(t, "before"), drawn.state(t, "after")
		former := before.former(t)
		blind := former
		blind.withheld = remembered{}
		shown := map[string]map[string]string{}
		for _, site := range before.policy.Sites {
			shown[site.Name] = before.texts(site)
		}
		sources := OfSources(after.sources(), after.policy)
		for _, site := range after.policy.Sites {
			was, _ := before.policy.Site(site.Name)
			might := before.mightRead(was)
			has := slices.Collect(maps.Values(after.texts(site)))
			had := slices.Collect(maps.Values(shown[site.Name]))
			var gained, known []string
			for _, w := range drawn.words() {
				if holds(had, w) || !holds(has, w) {
					continue
				}
				for file, text := range before.files {
					if !strings.Contains(text, w) || strings.Contains(might[file], w) {
						continue
					}
					gained = append(gained, w)
					for _, other := range shown {
						if strings.Contains(other[file], w) {
							known = append(known, w)
						}
					}
				}
			}
			next := Of(after.edition(site), after.policy)
			if all := compared(t, former, next, sources).Exposed; (len(all) == 0) != (len(gained) == 0) {
				t.Fatalf("%s gains %v and is exposed to %+v", site.Name, gained, all)
			}
			if some := compared(t, blind, next, sources).Exposed; (len(some) == 0) != (len(known) == 0) {
				t.Fatalf("without a memory, %s gains %v and is exposed to %+v", site.Name, known, some)
			}
			if len(gained) > 0 {
				exposing++
			} else {
				quiet++
			}
		}
	})
	if exposing == 0 || quiet == 0 {
		t.Errorf("%d sites gained something and %d nothing: this proves nothing", exposing, quiet)
	}
}

func holds(texts []string, word string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, word) })
}

// drawnArchive is the words of an archive: its meetings, each with versions, each with items.
type drawnArchive struct{ meetings []drawnMeeting }

type drawnMeeting struct {
	number string
	items  int
	draft  bool // whether it has a draft beside its final version
}

func drawArchive(t *rapid.T) drawnArchive {
	var d drawnArchive
	for i := range rapid.IntRange(1, 3).Draw(t, "meetings") {
		d.meetings = append(d.meetings, drawnMeeting{fmt.Sprintf("%02d", i+1), rapid.IntRange(1, 2).Draw(t, "items"), rapid.Bool().Draw(t, "draft")})
	}
	return d
}

// words are those that stand once in a version of a meeting; no passage is without one.
func (d drawnArchive) words() []string {
	var all []string
	for _, m := range d.meetings {
		all = append(all, "HWC_"+m.number)
		for i := range m.items {
			for _, w := range []string{"title", "first", "second", "lead", "entry", "other", "head", "who", "cell", "row"} {
				all = append(all, word(m, i, w))
			}
		}
	}
	return all
}

func word(m drawnMeeting, item int, what string) string {
	return fmt.Sprintf("%s%sof%d", what, m.number, item)
}

// state draws the levels of an archive at one moment.
func (d drawnArchive) state(t *rapid.T, when string) *state {
	s := newState()
	if rapid.IntRange(0, 3).Draw(t, "widened "+when) == 0 {
		s.policy.Sites[0].Clearance = policy.ClearedTo(rapid.SampledFrom(s.policy.Levels()).Draw(t, "clearance "+when))
	}
	for _, m := range d.meetings {
		if rapid.IntRange(0, 5).Draw(t, "left out "+when) == 0 {
			continue
		}
		s.files[m.number+".md"] = m.text(t, when, "Final")
		if m.draft && rapid.Bool().Draw(t, "has draft "+when) {
			s.files[m.number+"-draft.md"] = m.text(t, when, "Draft")
		}
	}
	return s
}

func (m drawnMeeting) text(t *rapid.T, when, version string) string {
	level := rapid.SampledFrom([]string{"Clear", "Clear", "White", "Amber", "Red", "Mauve"}).Draw(t, "level "+when)
	text := strings.Replace(meeting(level, m.number, ""), "Final Minutes", version+" Minutes", 1)
	mark := func() string {
		return rapid.SampledFrom([]string{"", "", "", "[WHITE] ", "[AMBER] ", "[RED] ", "[TBC] "}).Draw(t, "mark "+when)
	}
	for i := range m.items {
		w := func(what string) string { return word(m, i, what) }
		text += fmt.Sprintf("## %s%d. The %s\n\n%sOne saw %s.\n\n%sOne heard %s.\n\nOf %s:\n\n- %sOne smelt %s.\n- One felt %s.\n\n| Who of %s | What |\n|---|---|\n| %s | %sOne had %s. |\n| %s%s | Nothing. |\n\n",
			mark(), i+1, w("title"), mark(), w("first"), mark(), w("second"), w("lead"), mark(), w("entry"), w("other"), w("head"), w("who"), mark(), w("cell"), mark(), w("row"))
	}
	return text
}

// former is what builds of all sites leave.
func (s *state) former(t tester) Former {
	t.Helper()
	return s.formerOf(t, s.policy.Sites)
}

// texts are what the readers of a site see, by document.
func (s *state) texts(site policy.Site) map[string]string {
	all := map[string]string{}
	for _, d := range s.edition(site).Documents() {
		all[d.Minutes.File] = d.Text()
	}
	return all
}

// mightRead is what a site's readers might see of each document, whatever the site does with drafts.
func (s *state) mightRead(site policy.Site) map[string]string {
	site.Drafts = policy.DraftsKept
	return s.texts(site)
}
