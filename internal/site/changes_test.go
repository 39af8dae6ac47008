package site

import (
	"strings"
	"testing"
)

func TestChangesSayWhatAMeetingDid(t *testing.T) {
	pages := wells(t, "members")
	at := "/meetings/wel-2/changes/"
	expect(t, pages, at, "p.lede", "Since WEL_1 of 6 January 2031, the meeting closed 2 actions, moved 2 due dates, made 1 decision and passed over 1 open action.")
	expect(t, pages, at, "main h2", "Actions closed\nDue dates moved\nDecisions\nActions passed over")
	expect(t, pages, at, "[aria-labelledby=_closed] li", "WEL 1/03 Closed Action WEL 1/03 was closed. (item 2)\nWEL 1/01 Closed The pump runs. (item 2)")
	expect(t, pages, at, "[aria-labelledby=_moved] li", "WEL 1/02 from 31 January 2031 to 28 February 2031: Nine so far. (item 2)\n"+
		"WEL 1/04 from 14 February 2031 to 31 March 2031: The Warden to buy a rope by 31 March. (item 3.1)")
	expect(t, pages, at, "[aria-labelledby=_passed] li .id", "WEL 1/05")
	leadsTo(t, pages, at, "WEL_1", "/meetings/wel-1/")
	leadsTo(t, pages, at, "The minutes of WEL_2", "/meetings/wel-2/")
	leadsTo(t, pages, at, "Next WEL_3", "/meetings/wel-3/changes/")
	leadsTo(t, pages, "/meetings/wel-2/", "What changed since WEL_1", at)
	leadsTo(t, pages, "/meetings/wel-1/", "What this meeting changed", "/meetings/wel-1/changes/")
}

func TestChangesTellWhatWasOpenedAgainAndNamedFirst(t *testing.T) {
	pages := wells(t, "members")
	at := "/meetings/wel-3/changes/"
	expect(t, pages, at, "p.lede", "Since WEL_2 of 3 February 2031, the meeting reopened 1 action, made 2 decisions and named 2 incidents for the first time.")
	expect(t, pages, at, "[aria-labelledby=_reopened] li .id", "WEL 1/01")
	expect(t, pages, at, "[aria-labelledby=_named] li", "Incident INC000000770002: INC000000770002 was caused by MP31. (item 2)\nIncident INC000000770003: INC000000770003 came up. (item 2)")
	expect(t, pages, at, "[aria-labelledby=_decided] li strong", "NOTED\nAGREED")
	if text := said(pages[at], "main > p"); !strings.Contains(text, "also reported on 1 other action and left it as it was") {
		t.Errorf("what stayed: %s", text)
	}
}

// A meeting is compared with the one of its own series, if there are two.
func TestAMeetingThatChangedNothingSaysSo(t *testing.T) {
	pages := wells(t, "members")
	nothing := "the meeting opened, closed and moved no action, decided nothing, and named nothing for the first time."
	expect(t, pages, "/meetings/wel-4/changes/", "p.lede", "Since WEL_2 of 3 February 2031, "+nothing)
	leadsTo(t, pages, "/meetings/wel-4/changes/", "what changed at WEL_3", "/meetings/wel-3/changes/")
	expect(t, pages, "/meetings/wel-5/changes/", "p.lede", "Since WEL_4 of 3 March 2031, "+nothing)
	expect(t, pages, "/meetings/wel-4/changes/", "main section", "")
	expect(t, pages, "/changes/", "main section > p", "WEL_5 of 7 April 2031 opened, closed and moved no action, and decided nothing.")
}

func TestTheLatestMeetingsAreOneLinkFromHome(t *testing.T) {
	b := beeBuilder(t, "")
	p := b.latestPage()
	if len(p.Groups) != 1 || p.Groups[0].Did != "closed 1 action" || p.Groups[0].Href != "/meetings/bee-8/changes/" || p.Band.Name != "White" {
		t.Errorf("latest %+v", p)
	}
	if home := b.homePage(); home.Changes != "/changes/" {
		t.Errorf("home leads to %q", home.Changes)
	}
}

func TestApprovalIsShownOnTheMeetingApproved(t *testing.T) {
	pages := wells(t, "members")
	expect(t, pages, "/meetings/wel-1/", "main > p:contains(Approved)", "Approved at WEL_2, item 1.")
	leadsTo(t, pages, "/meetings/wel-1/", "WEL_2, item 1", "/meetings/wel-2/#p-")
	expect(t, pages, "/meetings/wel-2/", "main > p:contains(Approved)", "")
}
