package edition

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

var rules = minutes.DefaultRules()

// written is one made-up document of a level, a meeting and a version.
func written(level, number, version, words string) string {
	sentence := map[string]string{"Clear": "It may be published.", "White": "For stakeholders at large, but not published.",
		"Amber": "Shared on a need to know basis.", "Red": "It may not be shared."}[level]
	return fmt.Sprintf(`This document is classified as **%s**. %s

Harbour Watch Committee Meeting

12 March 2024, HWC_%s_1203

%s Minutes

1. Quay Lighting

%s
`, level, sentence, number, version, words)
}

func source(file, text string) Source {
	return Source{Minutes: minutes.Parse(file, []byte(text), rules), Text: []byte(text)}
}

func siteOf(level string, drafts policy.Drafts) policy.Site {
	l, _ := rules.Policy.Level(level)
	return policy.Site{Name: "test", Clearance: policy.ClearedTo(l), Drafts: drafts, People: policy.PeopleNames}
}

func files(e Edition) string {
	var all []string
	for _, d := range e.Documents() {
		name := d.Minutes.File
		if !d.Standing {
			name = "(" + name + ")"
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

func TestOnlyPermittedDocumentsAreKept(t *testing.T) {
	var all []Source
	for i, level := range []string{"Clear", "White", "Amber", "Red", "Mauve"} {
		all = append(all, source(strings.ToLower(level), written(level, fmt.Sprint(i+1), "Final", "Lamps.")))
	}
	all = append(all, source("none", "Harbour Watch Committee Meeting\n\n12 March 2024, HWC_9_1203\n\n1. Quay\n\nLamps.\n"))
	for level, want := range map[string]string{"Clear": "clear", "White": "clear white", "Amber": "clear white amber", "Red": "clear white amber red"} {
		if got := files(Of(siteOf(level, policy.DraftsNever), all, rules, nil)); got != want {
			t.Errorf("cleared to %s: %q, want %q", level, got, want)
		}
	}
	if got := files(Of(policy.Site{}, all, rules, nil)); got != "" {
		t.Errorf("a site without a clearance has %q", got)
	}
}

func TestVersionsStandByTheSitesRule(t *testing.T) {
	all := []Source{
		source("final", written("Clear", "07", "Final", "Four lamps.")),
		source("draft2", written("Clear", "07", "Draft v0.10", "Six lamps.")),
		source("draft1", written("Clear", "07", "Draft v0.2", "Five lamps.")),
		source("lonely", written("Clear", "08", "Draft", "No lamps.")),
	}
	for rule, want := range map[policy.Drafts]string{
		policy.DraftsNever:      "final",
		policy.DraftsUntilFinal: "final lonely",
		policy.DraftsKept:       "final (draft2) (draft1) lonely",
	} {
		e := Of(siteOf("Clear", rule), all, rules, nil)
		if got := files(e); got != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
		if n := len(e.Findings()); n != 0 {
			t.Errorf("%s: %v", rule, e.Findings())
		}
	}
}

// Which version stands is decided among what this audience may see.
func TestAWithheldFinalDoesNotHideADraft(t *testing.T) {
	all := []Source{
		source("final", written("Red", "07", "Final", "Four lamps.")),
		source("draft", written("Clear", "07", "Draft", "Five lamps.")),
	}
	if got := files(Of(siteOf("Clear", policy.DraftsUntilFinal), all, rules, nil)); got != "draft" {
		t.Errorf("got %q, want the draft", got)
	}
}

func TestATieNamesBothDocuments(t *testing.T) {
	all := []Source{
		source("b.md", written("Clear", "07", "Final", "Four lamps.")),
		source("a.md", written("Clear", "07", "Final", "Five lamps.")),
	}
	e := Of(siteOf("Clear", policy.DraftsNever), all, rules, nil)
	if got := files(e); got != "a.md" {
		t.Errorf("%q stands, want a.md", got)
	}
	f := e.Findings()
	if len(f) != 1 || f[0].Severity != finding.Error || f[0].File != "b.md" || !strings.Contains(f[0].Message, "a.md") {
		t.Errorf("findings %v", f)
	}
}

func TestCommentsLeaveNothing(t *testing.T) {
	text := written("Clear", "07", "Final", "The <!-- drunken --> harbour master spoke.\n\n<!--\nDo not minute the quarrel.\n-->\n\nHe left.")
	e := Of(siteOf("Clear", policy.DraftsNever), []Source{source("a.md", text)}, rules, nil)
	got := e.Documents()[0].Text()
	for _, word := range []string{"drunken", "quarrel", "<!--", "-->"} {
		if strings.Contains(got, word) {
			t.Errorf("%q is left in:\n%s", word, got)
		}
	}
	if !strings.Contains(got, "The  harbour master spoke.\n\nHe left.") {
		t.Errorf("the cut left more than a blank line:\n%s", got)
	}
}

// A comment made by cutting a comment is cut too.
func TestCommentsInsideCommentsLeaveNothing(t *testing.T) {
	text := written("Clear", "07", "Final", "The <!<!-- a -->-- hidden --> lamp.")
	for _, d := range Of(siteOf("Clear", policy.DraftsNever), []Source{source("a.md", text)}, rules, nil).Documents() {
		if strings.Contains(d.Text(), "<!--") {
			t.Errorf("a comment is left:\n%s", d.Text())
		}
	}
}

func TestVersionsAreOrdered(t *testing.T) {
	order := []string{"Draft", "Draft v0.2", "Draft v0.10", "Draft 1.0", "Final", "Version 1.0", "v1.1", "Final v2"}
	for i, a := range order {
		for j, b := range order {
			if got := compareVersions(a, b); got != cmpInt(i, j) {
				t.Errorf("%q against %q: %d", a, b, got)
			}
		}
	}
	for _, v := range []string{"D R A F T", "Unapproved Minutes", "Provisional", "unconfirmed minutes – subject to approval"} {
		if !draft(v) {
			t.Errorf("%q is no draft", v)
		}
	}
	if draft("") || !draft("v0.3") || draft("Final v0.9 as amended") {
		t.Error("what is a draft is told wrongly")
	}
}

func cmpInt(i, j int) int { return max(-1, min(1, i-j)) }

func TestLinkedFiles(t *testing.T) {
	fsys := fstest.MapFS{
		"content/papers/plan.pdf":   {Data: []byte("plan")},
		"content/papers/secret.pdf": {Data: []byte("secret")},
		"content/.hidden/key":       {Data: []byte("key")},
		"content/papers/link.pdf":   {Data: []byte("../../notes/private.txt"), Mode: fs.ModeSymlink},
		"content/papers/more":       {Data: []byte("../../notes"), Mode: fs.ModeSymlink},
		"content/papers/x.markdown": {Data: []byte("minutes")},
		"notes/private.txt":         {Data: []byte("private")},
		"minutebook.yaml":           {Data: []byte("title: x")},
	}
	open := written("Clear", "07", "Final", "See [the plan](papers/plan.pdf), [a key](.hidden/key), [up](../../etc/passwd), [beside](../notes/private.txt), [settings](../minutebook.yaml), [link](papers/link.pdf), [folder](papers/more/private.txt), [text](papers/x.markdown), [the web](https://example.org/x.pdf) and [gone](papers/gone.pdf).")
	red := written("Red", "08", "Final", "See [the secret](papers/secret.pdf).")
	e := Of(siteOf("Clear", policy.DraftsNever), []Source{source("content/a.md", open), source("content/b.md", red)}, rules, fsys)
	got := e.Files()
	if len(got) != 1 || got[0].Source != "content/papers/plan.pdf" || got[0].Href != "papers/plan.pdf" || !strings.HasSuffix(got[0].Path, "/plan.pdf") {
		t.Errorf("files %+v", got)
	}
}

// The promise of an edition: it is the edition of the permitted documents alone, and its redacted files
// are an archive whose edition is the same.
func TestAnEditionDependsOnlyOnWhatItShows(t *testing.T) {
	levels := []string{"Clear", "White", "Amber", "Red", "Mauve"}
	rapid.Check(t, func(t *rapid.T) {
		var all []Source
		for i := range rapid.IntRange(0, 8).Draw(t, "documents") {
			words := rapid.SampledFrom([]string{"Lamps.", "As HWC_02 said. <!-- not so -->", "ACTION HWC 01/01: The DCC to mend INC000000000001."}).Draw(t, "words")
			level := rapid.SampledFrom(levels).Draw(t, "level")
			version := rapid.SampledFrom([]string{"Draft", "Final", "Draft v0.2"}).Draw(t, "version")
			all = append(all, source(fmt.Sprintf("%d.md", i), written(level, fmt.Sprintf("%02d", rapid.IntRange(1, 3).Draw(t, "number")), version, words)))
		}
		site := siteOf(rapid.SampledFrom(levels[:4]).Draw(t, "clearance"), rapid.SampledFrom([]policy.Drafts{policy.DraftsNever, policy.DraftsUntilFinal, policy.DraftsKept}).Draw(t, "drafts"))
		whole := Of(site, all, rules, nil)
		var permitted, redacted []Source
		for _, s := range rapid.Permutation(all).Draw(t, "order") {
			if site.Clearance.Permits(s.Minutes.Classification.Level) {
				permitted = append(permitted, s)
			}
		}
		for _, r := range whole.Redacted() {
			redacted = append(redacted, source(r.File, string(r.Text)))
		}
		for name, other := range map[string]Edition{"permitted": Of(site, permitted, rules, nil), "redacted": Of(site, redacted, rules, nil)} {
			if diff := cmp.Diff(texts(whole), texts(other)); diff != "" {
				t.Fatalf("edition of the %s files alone:\n%s", name, diff)
			}
			if whole.Hash() != other.Hash() {
				t.Fatalf("the %s files have another hash", name)
			}
		}
	})
}

func texts(e Edition) []string {
	var all []string
	for _, d := range e.Documents() {
		all = append(all, fmt.Sprintf("%s %v %d\n%s", d.Minutes.File, d.Standing, d.Line, d.Text()))
	}
	return all
}
