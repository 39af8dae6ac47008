package site

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/minutes"
)

func TestRedlineShowsWhatWasChangedAndFoldsTheRest(t *testing.T) {
	pages := wells(t, "members")
	at := "/meetings/wel-2/draft-2/changes/"
	expect(t, pages, at, "h1", "WEL_2: draft v0.2 to final")
	expect(t, pages, at, ".redline > h3, .redline > h4", "Before the agenda\n2. Actions Outstanding\n3. Buckets\n3.1. Leaks")
	expect(t, pages, at, ".redline > details > summary", "4 passages unchanged\nNothing changed in 1. Minutes of the Previous Meeting\n2 passages unchanged\n1 passage unchanged\nNothing changed in 3.2. Handles")
	expect(t, pages, at, ".redline > ul li", "Wooden ones put in: too, end")
	leadsTo(t, pages, at, "3.1. Leaks", "/meetings/wel-2/#item-3.1")
	leadsTo(t, pages, at, "final", "/meetings/wel-2/")
	leadsTo(t, pages, at, "draft v0.2", "/meetings/wel-2/draft-2/")
	leadsTo(t, pages, "/meetings/wel-2/draft-2/", "what was changed from draft v0.2 to final", at)
	leadsTo(t, pages, "/meetings/wel-2/", "what was changed from draft v0.1 to draft v0.2", "/meetings/wel-2/draft/changes/")
}

// Each redline without what was put in is the draft's page, and without what was taken out the page of the version
// that superseded it next, word by word.
func TestRedlineHoldsBothVersions(t *testing.T) {
	pages := wells(t, "members")
	for at, next := range map[string]string{"/meetings/wel-2/draft/": "/meetings/wel-2/draft-2/", "/meetings/wel-2/draft-2/": "/meetings/wel-2/"} {
		for drop, version := range map[string]string{"ins": at, "del": next} {
			if got, want := redlineWords(pages[at+"changes/"], drop), pageWords(pages[version]); !slices.Equal(got, want) {
				t.Errorf("%s without %s:\n%q\nbut %s:\n%q", at, drop, got, version, want)
			}
		}
	}
}

func redlineWords(page *goquery.Document, drop string) []string {
	text := page.Find(".redline").Clone()
	text.Find("summary, .unseen, .meta, h3#_c1, " + drop).Remove()
	return shown(text)
}

func pageWords(page *goquery.Document) []string {
	text := page.Find(".minutes").Clone()
	text.Find("caption").Remove()
	return shown(text)
}

// shown are the words of an element; those of two blocks are apart.
func shown(in *goquery.Selection) []string {
	in.Find("p, li, td, th, h3, h4, summary").Each(func(_ int, e *goquery.Selection) { e.AppendHtml(" ") })
	return strings.Fields(in.Text())
}

func TestRedlineIsToldToTheEar(t *testing.T) {
	for _, page := range wells(t, "members") {
		page.Find(".redline :is(ins, del)").Each(func(_ int, e *goquery.Selection) {
			word := map[string]string{"ins": "put in: ", "del": "taken out: "}[goquery.NodeName(e)]
			if e.Children().First().Text() != word || !e.Children().First().HasClass("unseen") || e.Children().Last().Text() != ", end" {
				t.Errorf("%s", e.Text())
			}
		})
	}
}

func TestRedlinesAreOnlyWhereDraftsAreKept(t *testing.T) {
	for audience, kept := range map[string]bool{"public": false, "parties": false, "members": true} {
		pages := wells(t, audience)
		for _, at := range []string{"/meetings/wel-2/draft/", "/meetings/wel-2/draft/changes/", "/meetings/wel-2/draft-2/changes/"} {
			if (pages[at] != nil) != kept {
				t.Errorf("%s: %s is there: %v", audience, at, pages[at] != nil)
			}
		}
		found := 0
		for _, page := range pages {
			found += strings.Count(page.Text(), "reluctantly")
		}
		if (found > 0) != kept {
			t.Errorf("%s: a word of the draft stands %d times", audience, found)
		}
	}
}

func TestRedlineOfTheSameWords(t *testing.T) {
	b := beeBuilder(t, "")
	m := b.record.Meetings[0]
	draft := *m
	draft.Minutes = &minutes.Minutes{Meeting: m.Minutes.Meeting, Preamble: m.Minutes.Preamble, Items: m.Minutes.Items}
	draft.Minutes.Meeting.Version = "Draft"
	draft.SupersededBy, m.Superseded = m, nil
	p := b.redlinePage(&draft)
	if p.Did != "not a word was changed" || len(p.Places) != 0 || len(p.Parts) != 1 || p.Parts[0].Fold != "Nothing changed in 1. Swarms" {
		t.Errorf("page %+v", p)
	}
}
