package site

import (
	"strings"
	"testing"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// What became of an action is said in a sentence, with the days that the minutes tell and no others.
func TestAnActionAnswersInASentence(t *testing.T) {
	b := beeBuilder(t, "") // as of 4 May 2026
	moved := func(from, to string) *record.Update { return &record.Update{Moved: &record.Move{From: from, To: to}} }
	reported := func(on ...string) (all []*record.Update) {
		for _, day := range on {
			all = append(all, &record.Update{Date: day})
		}
		return all
	}
	for want, a := range map[string]record.Action{
		"Closed on 4 May 2026, 28 days after it was raised.":                 {Status: minutes.Closed, Raised: "2026-04-06", Closed: "2026-05-04"},
		"Closed on 7 April 2026, 1 day after it was raised.":                 {Status: minutes.Closed, Raised: "2026-04-06", Closed: "2026-04-07"},
		"Closed on 6 April 2026, the day it was raised.":                     {Status: minutes.Closed, Raised: "2026-04-06", Closed: "2026-04-06"},
		"Closed on 6 May 2026.":                                              {Status: minutes.Closed, Closed: "2026-05-06"},
		"Closed on 5 May 2026.":                                              {Status: minutes.Closed, Raised: "2026-05-06", Closed: "2026-05-05"},
		"Closed; the minutes here do not say when.":                          {Status: minutes.Closed, Raised: "2026-04-06"},
		"Open since 6 April 2026, for 25 days when it was last reported on.": {Status: minutes.Open, Raised: "2026-04-06", Updates: reported("2026-04-09", "2026-05-01")},
		"Open since 6 April 2026.":                                           {Status: minutes.Open, Raised: "2026-04-06"},
		"Open since 4 May 2026.":                                             {Status: minutes.Open, Raised: "2026-05-04"},
		"Open; the minutes here do not say since when.":                      {Status: minutes.Open},
		"Overdue since 3 May 2026; open since 6 April 2026, for 25 days when it was last reported on.": {Status: minutes.Open, Raised: "2026-04-06", Due: "2026-05-03",
			Updates: reported("2026-05-01")},
		"Overdue since 3 May 2026; open since 6 April 2026.":                            {Status: minutes.Open, Raised: "2026-04-06", Due: "2026-05-03"},
		"Overdue since 2 May 2026.":                                                     {Status: minutes.Open, Due: "2026-05-02"},
		"The minutes here do not say whether it is open.":                               {Status: minutes.Unknown},
		"Raised on 6 April 2026; the minutes here do not say whether it is still open.": {Status: minutes.Unknown, Raised: "2026-04-06"},
		"Open since 4 May 2026. Its due date was moved from 1 May 2026 to BEE_9.":       {Status: minutes.Open, Raised: "2026-05-04", Updates: []*record.Update{moved("2026-05-01", "BEE_9")}},
		"Open since 4 May 2026. Its due date was moved 2 times, from 1 May 2026 to 9 July 2026.": {Status: minutes.Open, Raised: "2026-05-04",
			Updates: []*record.Update{moved("2026-05-01", "2026-06-01"), {}, moved("2026-06-01", "2026-07-09")}},
	} {
		if got := strings.ReplaceAll(b.answer(&a), "\u00a0", " "); got != want {
			t.Errorf("%q, wanted %q", got, want)
		}
	}
}

// A window's title tells what the record is, also among many.
func TestAWindowIsCalledByWhatItShows(t *testing.T) {
	b := beeBuilder(t, "")
	if got := b.actionPage(b.record.Actions[0]).Tab; got != "BEE 7/01, closed: The Hive to count its frames by 3 May." {
		t.Errorf("action: %q", got)
	}
	if got := b.subjectPage(b.record.Incidents[0]).Tab; got != "Incident INC000000000042" {
		t.Errorf("incident: %q", got)
	}
	if got := b.ownerPage(b.record.Owners[0]).Tab; got != "Hive: 0 open actions" {
		t.Errorf("owner: %q", got)
	}
}
