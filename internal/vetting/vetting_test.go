package vetting

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/archive"
	"minutebook/internal/finding"
)

const settings = `policy:
  levels:
    - {name: Public, online: true, audience: anyone, sentences: [may be published]}
    - {name: Members, audience: members of the body, sentences: [for members alone]}
    - {name: Confidential, audience: those present, sentences: [for those present alone]}
sites:
  - {name: public, clearance: Public, drafts: never, people: organisations}
  - {name: members, clearance: Members, drafts: until-final, people: names}
groups:
  - {id: LLC, name: Lantern Lane Committee}
owners: [Lamplighter, Clerk]
`

const (
	open   = "This document is classified as **Public**. It may be published.\n\n"
	closed = "This document is classified as **Confidential**. It is for those present alone.\n\n"
	canary = "strongbox"
)

// parts are paragraphs of which some have findings.
var parts = []string{
	"Two lamps were dark.",
	"The LLC **AGREED** that both be mended.",
	"ACTION LLC %[1]d/0%[2]d: The Clerk to buy oil.",
	"ACTION LLC %[1]d/0%[2]d: The Clerk to buy oil by 40 March.",
	"See LLC 77/01 and the report on LLC_99.",
	"ACTION LLC 01/01: The Lamplighter to mend it again by 3 May.",
	"| Action ID | Action | Owner | Status |\n|---|---|---|---|\n| LLC %[1]d/0%[2]d | Sweep. | Nobody | Perhaps |\n| LLC 01/01 |",
	"LLC_%[1]d was on 32 January 2026.",
}

// withheld are beginnings of paragraphs that the public site may not show.
var withheld = []string{"[CONFIDENTIAL] The " + canary + " is open. ", "[MEMBERS] The " + canary + " is shut. ", "[STRONGBOXED] Nobody may read this. "}

// paragraph is one of a meeting's, or for a secret one of several worlds.
func paragraph(t *rapid.T, meeting int, secret bool) string {
	text := rapid.SampledFrom(parts).Draw(t, "part")
	if strings.Contains(text, "%") {
		text = fmt.Sprintf(text, meeting, rapid.IntRange(1, 3).Draw(t, "number"))
	}
	if secret {
		text = rapid.SampledFrom(withheld).Draw(t, "mark") + strings.Map(func(r rune) rune {
			if r == '\n' || r == '|' {
				return ' '
			}
			return r
		}, text)
	}
	return text + "\n\n"
}

func head(t *rapid.T, meeting int) string {
	return fmt.Sprintf("Lantern Lane Committee Meeting\n\n%d January 2026, LLC_%02d_%02d01\n\n%s Minutes\n\n1. Lamps\n\n", meeting, meeting, meeting,
		rapid.SampledFrom([]string{"Final", "Final", "Draft", "Doubtful"}).Draw(t, "state"))
}

// world is an archive by the names of its files.
type world map[string]string

// worlds are two archives of which the public site may show the same.
func worlds(t *rapid.T) (a, b world) {
	a, b = world{}, world{}
	for meeting := range rapid.IntRange(1, 3).Draw(t, "meetings") {
		head, name := open+head(t, meeting+1), fmt.Sprintf("content/LLC_%02d.md", meeting+1)
		a[name], b[name] = head, head
		for range rapid.IntRange(0, 3).Draw(t, "paragraphs") {
			shown := paragraph(t, meeting+1, false)
			a[name], b[name] = a[name]+shown, b[name]+shown
			if rapid.IntRange(0, 2).Draw(t, "withhold") == 0 {
				a[name], b[name] = a[name]+paragraph(t, meeting+1, true), b[name]+paragraph(t, meeting+1, true)
			}
		}
	}
	for _, w := range []world{a, b} {
		for i := range rapid.IntRange(0, 2).Draw(t, "closed") {
			banner := rapid.SampledFrom([]string{closed, "", strings.Replace(closed, "Confidential", "Public", 1)}).Draw(t, "banner")
			w[fmt.Sprintf("content/%s-%d.md", canary, i)] = banner + head(t, 20+i) + paragraph(t, 20+i, false)
		}
	}
	return a, b
}

func (w world) write(t *rapid.T) string {
	dir, err := os.MkdirTemp("", "vetting-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for name, text := range w {
		if err := put(dir, name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := put(dir, archive.ConfigFile, []byte(settings)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// What is found for one audience is the same, whatever there is that it may not read, and says no word of it, nor of a document.
func TestFindingsTellNothingOfTheRest(t *testing.T) {
	some := false
	rapid.Check(t, func(t *rapid.T) {
		a, b := worlds(t)
		var found [2][]finding.Finding
		for i, w := range []world{a, b} {
			all, err := Findings(t.Context(), w.write(t), "public")
			if err != nil {
				t.Fatal(err)
			}
			found[i] = all
			for _, f := range all {
				if said := strings.ToLower(fmt.Sprintf("%+v", f)); strings.Contains(said, canary) || strings.Contains(said, "confidential]") {
					t.Fatalf("it tells: %s", said)
				}
				if rule, ok := finding.RuleOf(f.Code); !ok || f.Message != rule.Title || f.Hint != rule.Help {
					t.Fatalf("it has words that no rule has: %+v", f)
				}
				if _, stands := w[f.File]; !stands && f.File != archive.ConfigFile {
					t.Fatalf("%+v is of no file", f)
				}
			}
			some = some || len(all) > 0
		}
		if !slices.Equal(found[0], found[1]) {
			t.Fatalf("what is withheld tells:\n%v\n%v\n%v\n%v", found[0], found[1], a, b)
		}
	})
	if !some {
		t.Error("nothing was ever found")
	}
}

// A line is given where the site shows the file as it stands, and nowhere else.
func TestLinesOfCutFilesAreNotGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := worlds(t)
		all, err := Findings(t.Context(), a.write(t), "public")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			cut := slices.ContainsFunc(withheld, func(mark string) bool { return strings.Contains(a[f.File], mark[:strings.IndexByte(mark, ']')]) })
			if cut && f.Line+f.Column != 0 {
				t.Fatalf("%+v\n%s", f, a[f.File])
			}
		}
	})
}

// A policy with any level that may not be online is closed.
func TestClosed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var levels strings.Builder
		closed := false
		for i := range rapid.IntRange(1, 4).Draw(t, "levels") {
			online := i == 0 || rapid.Bool().Draw(t, "online")
			closed = closed || !online
			fmt.Fprintf(&levels, "    - {name: L%d, online: %v, audience: some, sentences: [of level %d]}\n", i, online, i)
		}
		dir, err := os.MkdirTemp("", "vetting-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		if err := os.WriteFile(filepath.Join(dir, archive.ConfigFile), []byte("policy:\n  levels:\n"+levels.String()+"sites:\n  - {name: one, clearance: L0}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := archive.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		if Closed(a.Rules) != closed {
			t.Fatalf("closed is %v:\n%s", !closed, levels.String())
		}
	})
}
