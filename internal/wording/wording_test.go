package wording_test

import (
	"testing"

	"minutebook/internal/wording"
)

// words are English ones, and over them a few Welsh ones.
func words(language string) *wording.Words {
	english := wording.Catalogue{
		"front":  {"met": "{group} met on {day}", "latest": "Latest meetings"},
		"count":  {"actions": map[string]any{"one": "{n} action of {owner}", "other": "{n} actions of {owner}"}},
		"number": {"thousands": ",", "list": "{first} and {last}"},
		"date": {"day": "{day} {month} {year}", "month": "{month} {year}", "months": "January February March April May June July August September October November December",
			"short_months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"},
	}
	if language == "en-GB" {
		return wording.Of(language, english)
	}
	return wording.Of(language, wording.Catalogue{"count": {"actions": map[string]any{"zero": "dim", "two": "{n} weithred", "few": "{n} gweithred", "other": "{n} o weithredoedd"}}}, english)
}

func TestSay(t *testing.T) {
	w, cy := words("en-GB"), words("cy")
	for _, c := range []struct{ got, want string }{
		{w.Say("front.latest"), "Latest meetings"},
		{w.Say("front.met", "day", "4 May", "group", "The {day}"), "The {day} met on 4 May"},
		{w.Say("front.nothing"), "front.nothing"},
		{w.Say("nowhere"), "nowhere"},
		{w.Count("count.actions", 1, "owner", "HDC"), "1 action of HDC"},
		{w.Count("count.actions", 0, "owner", "HDC"), "0 actions of HDC"},
		{w.Count("count.actions", 1204, "owner", "HDC"), "1,204 actions of HDC"},
		{w.Count("front.latest", 2), "Latest meetings"},
		{cy.Count("count.actions", 0), "dim"},
		{cy.Count("count.actions", 1), "1 o weithredoedd"},
		{cy.Count("count.actions", 2), "2 weithred"},
		{cy.Count("count.actions", 3), "3 gweithred"},
		{cy.Say("front.latest"), "Latest meetings"},
		{(*wording.Words)(nil).Say("front.latest"), "front.latest"},
		{w.Day("2026-07-04"), "4 July 2026"},
		{w.Day("0800-01-01"), "1 January 0800"},
		{w.Day("2026-02-30"), "2026-02-30"},
		{w.Day("OPSG_50"), "OPSG_50"},
		{w.ShortDay("2026-07-04"), "4 Jul 2026"},
		{w.Month("2026-07"), "July 2026"},
		{w.Month("July"), "July"},
		{w.Number(1000000), "1,000,000"},
		{w.List(), ""},
		{w.List("", "a"), "a"},
		{w.List("a", "", "b", "c"), "a, b and c"},
		{wording.Of("no language at all").Language(), "no language at all"},
	} {
		if c.got != c.want {
			t.Errorf("%q; want %q", c.got, c.want)
		}
	}
}

func TestWordsOfASite(t *testing.T) {
	dir := t.TempDir()
	if _, err := wording.Open(dir); err == nil {
		t.Error("a folder without words was read")
	}
	if err := words("cy").Write(dir); err != nil {
		t.Fatal(err)
	}
	w, err := wording.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Count("count.actions", 3); w.Language() != "cy" || got != "3 gweithred" {
		t.Errorf("%s: %q", w.Language(), got)
	}
}
