package site

import (
	"testing"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// A table, a sentence and an ACTION line tell of an action in the same way.
func TestALifeReadsTheSameWhateverToldIt(t *testing.T) {
	pages := wells(t, "members")
	const titles, texts = ".timeline h3", ".timeline li p:not(.meta)"
	expect(t, pages, "/actions/wel-1-01/", titles, "Raised 6 January 2031\nClosed 3 February 2031\nReopened, due date moved 17 February 2031")
	expect(t, pages, "/actions/wel-1-01/", texts, "The Warden to mend the pump by 31 January.\nThe pump runs.\nIt stopped.")
	expect(t, pages, "/actions/wel-1-03/", titles, "Raised 6 January 2031\nClosed 3 February 2031")
	expect(t, pages, "/actions/wel-1-03/", texts, "Odo Brack to ask the baker.\nAction WEL 1/03 was closed.")
	expect(t, pages, "/actions/wel-1-04/", titles, "Raised 6 January 2031\nDue date moved 3 February 2031")
	expect(t, pages, "/actions/wel-1-04/", texts, "The Warden to buy a rope by 14 February.\nThe Warden to buy a rope by 31 March.")
	expect(t, pages, "/actions/wel-1-02/", titles, "Raised 6 January 2031\nDue date moved 3 February 2031\nReported 17 February 2031 Open")
	expect(t, pages, "/actions/wel-1-02/", ".timeline li:last-child .meta", "WEL_3, item 1; instead of a date: “When the frost is over”")
}

func TestAnActionSaysHowItStands(t *testing.T) {
	pages := wells(t, "members")
	const answer = ".lede + p"
	expect(t, pages, "/actions/wel-1-03/", answer, "Closed on 3 February 2031, 28 days after it was raised.")
	expect(t, pages, "/actions/wel-1-03/", ".facts div:first-child dd", "Action WEL 1/03 was closed. WEL_2, item 2")
	leadsTo(t, pages, "/actions/wel-1-03/", "WEL_2, item 2", "/meetings/wel-2/#p-")
	expect(t, pages, "/actions/wel-1-02/", answer, "Overdue since 28 February 2031; open since 6 January 2031, for 42 days when it was last reported on. Its due date was moved from 31 January 2031 to 28 February 2031.")
	expect(t, pages, "/actions/wel-1-01/", answer, "Overdue since 10 March 2031; open since 17 February 2031. Its due date was moved from 31 January 2031 to 10 March 2031.")
	expect(t, pages, "/actions/wel-1-01/", ".facts li", "from 31 January 2031 to 10 March 2031, at WEL_3, item 1")
	expect(t, pages, "/actions/wel-1-01/", ".facts div:contains(change) dd", "Reopened, due date moved, 17 February 2031: WEL_3, item 1")
	expect(t, pages, "/actions/wel-1-01/", "[aria-labelledby=_decisions] li", "The WEL NOTED that action WEL 1/01 and INC000000770002 go together (WEL_3, item 2, 17 February 2031)")
}

func TestOwnersLeadToTheirPages(t *testing.T) {
	pages := wells(t, "members")
	expect(t, pages, "/actions/wel-1-03/", ".facts div:contains(Owner) dd", "Odo Brack (person)")
	leadsTo(t, pages, "/actions/wel-1-03/", "Odo Brack", "/owners/odo-brack/")
	b := beeBuilder(t, "")
	hive := &record.Action{OwnedBy: []*record.Owner{{Name: "BEE", Path: "/owners/bee/", Group: &record.Group{ID: "BEE", Name: "Beekeepers"}}, {Name: "Keepers", Group: &record.Group{Name: "Keepers"}}}}
	if got := b.owners(hive); got[0].Note != "Beekeepers" || got[1].Note != "" {
		t.Errorf("owners %+v", got)
	}
}

func TestAnOwnerIsNotNamedOnItsOwnPage(t *testing.T) {
	b := beeBuilder(t, "")
	hive, comb := &record.Owner{Name: "Hive"}, &record.Owner{Name: "Comb"}
	for want, owners := range map[string][]*record.Owner{"": {hive}, "with Comb": {hive, comb}} {
		if got := b.debtLine(&record.Action{OwnedBy: owners, Owners: []string{"The Hive"}}, hive).Owners; got != want {
			t.Errorf("%q, wanted %q", got, want)
		}
	}
}

func TestASilentActionSaysWhatIsKnown(t *testing.T) {
	pages := wells(t, "members")
	expect(t, pages, "/actions/wel-1-05/", "p.notice", "No minutes here report on it after WEL_1; WEL_2 went through the actions without it.")
	leadsTo(t, pages, "/actions/wel-1-05/", "WEL_2", "/meetings/wel-2/")
	for _, at := range []string{"/actions/wel-1-01/", "/actions/wel-1-03/"} {
		expect(t, pages, at, "p.notice", "")
	}
}

// Where another group told of the action last, only its own group's silence is claimed.
func TestSilenceOfTheOwnGroupAlone(t *testing.T) {
	b := beeBuilder(t, "")
	own, other := &record.Group{ID: "BEE", Name: "Beekeepers"}, &record.Group{ID: "ANT"}
	meeting := func(id, date string, g *record.Group) *record.Meeting {
		return &record.Meeting{ID: id, Path: "/" + id, Group: g, Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Date: date}}}
	}
	first, over, late := meeting("BEE_1", "2030-01-01", own), meeting("BEE_2", "2030-02-01", own), meeting("ANT_9", "2030-03-01", other)
	a := &record.Action{Place: &record.Place{Meeting: first}, Silent: over, Updates: []*record.Update{{Place: record.Place{Meeting: late}}}}
	if got := *b.silent(a); got.Last != (Link{}) || got.Over.Text != "BEE_2" || got.Group != "Beekeepers" {
		t.Errorf("silence %+v", got)
	}
}

// The status at the end of a report goes, for it is told beside it; other words never do.
func TestReportsLoseNoWords(t *testing.T) {
	for text, want := range map[string]string{
		"It runs. Status: Closed.": "It runs.", "Status: Closed.": "Status: Closed.", "": "",
		"Status: Closed. But see item 3, where it was opened again.":       "Status: Closed. But see item 3, where it was opened again.",
		"One. Status: Open. Two things more were said. Status: Carried on": "One. Status: Open. Two things more were said.",
	} {
		if got := told(&record.Update{Text: text, Status: minutes.Closed}); got != want {
			t.Errorf("%q is told as %q", text, got)
		}
	}
	if got := told(&record.Update{Text: "It runs. Status: Odd", Status: minutes.Unknown}); got != "It runs. Status: Odd" {
		t.Errorf("without a status: %q", got)
	}
}
