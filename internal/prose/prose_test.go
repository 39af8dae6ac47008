package prose_test

import (
	"testing"

	"minutebook/internal/prose"
)

func TestProse(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{prose.Day("2026-07-04"), "4 July 2026"},
		{prose.Day("2026-02-30"), "2026-02-30"},
		{prose.Day("OPSG_50"), "OPSG_50"},
		{prose.Number(0), "0"},
		{prose.Number(999), "999"},
		{prose.Number(1204), "1,204"},
		{prose.Number(1000000), "1,000,000"},
		{prose.Count(1, "action", "actions"), "1 action"},
		{prose.Count(0, "action", "actions"), "0 actions"},
		{prose.List(), ""},
		{prose.List("", "a"), "a"},
		{prose.List("a", "", "b"), "a and b"},
		{prose.List("a", "b", "c"), "a, b and c"},
		{prose.Capital(""), ""},
		{prose.Capital("études en cours"), "Études en cours"},
		{prose.Lower("Incidents"), "incidents"},
		{prose.Lower("PR"), "PR"},
		{prose.Clip(" two\n lines ", 20), "two lines"},
		{prose.Clip("a long sentence", 8), "a long…"},
		{prose.Clip("one, two, three", 9), "one, two…"},
		{prose.Clip("ééééééééééé", 4), "éééé…"},
	} {
		if c.got != c.want {
			t.Errorf("%q; want %q", c.got, c.want)
		}
	}
	for s, want := range map[string]bool{"2026-07-04": true, "2026-7-4": false, "": false, "2026-02-30": false} {
		if prose.IsDay(s) != want {
			t.Errorf("IsDay(%q) is not %v", s, want)
		}
	}
}
