package figures

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

func meetingOn(day string) *record.Meeting {
	return &record.Meeting{Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Date: day}}}
}

// report is what a meeting said of an action.
type report struct {
	day    string
	status minutes.Status
}

// actionOf is an action as the record would link it from its reports.
func actionOf(owner, raised string, reports ...report) *record.Action {
	a := &record.Action{Raised: raised, Status: minutes.Unknown}
	if owner != "" {
		a.Owners, a.OwnedBy = []string{owner}, []*record.Owner{{Name: owner}}
	}
	if raised != "" {
		a.Meeting, a.Status = meetingOn(raised), minutes.Open
	}
	for _, r := range reports {
		u := &record.Update{Place: record.Place{Meeting: meetingOn(r.day)}, Date: r.day, Status: r.status}
		u.Turned = r.status != minutes.Unknown && r.status != a.Status
		if u.Turned {
			a.Status = r.status
		}
		a.Updates = append(a.Updates, u)
	}
	return a
}

func TestOpenByOwnerFollowsReopenings(t *testing.T) {
	actions := []*record.Action{
		actionOf("Ferry", "2031-01-20", report{"2031-02-10", minutes.Closed}, report{"2031-03-05", minutes.Open}, report{"2031-04-02", minutes.Open}),
		actionOf("Ferry", "2031-03-05"),
		actionOf("Dock", "", report{"2031-02-10", minutes.Unknown}, report{"2031-03-05", minutes.Closed}),
		actionOf("", "2030-11-01"),
	}
	meetings := []*record.Meeting{meetingOn("2031-01-20"), meetingOn("2031-04-02")}
	got := OpenByOwner(actions, meetings, "2031-04-02")
	want := Course{
		Periods: []Period{{"2031-01-01", "2031-01-31", 1}, {"2031-02-01", "2031-02-28", 1},
			{"2031-03-01", "2031-03-31", 1}, {"2031-04-01", "2031-04-02", 1}},
		Series: []Series{{"Ferry", []int{1, 0, 2, 2}}, {NoOwner, []int{1, 1, 1, 1}}, {"Dock", []int{0, 1, 0, 0}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestActionsRaisedClosedAreNeverOpen(t *testing.T) {
	a := &record.Action{Raised: "2031-01-20", Status: minutes.Closed}
	c := Open("all", []*record.Action{a}, []*record.Meeting{meetingOn("2031-01-20"), meetingOn("2031-02-20")}, "")
	if got := c.Totals(); !slices.Equal(got, []int{0, 0}) {
		t.Errorf("open %v", got)
	}
}

func TestOwnersAfterTheFirstFiveStandTogether(t *testing.T) {
	var actions []*record.Action
	for i := range 7 {
		for range 7 - i {
			actions = append(actions, actionOf(fmt.Sprint("Pilot ", i), "2031-01-20"))
		}
	}
	names := func(actions []*record.Action) (names []string) {
		for _, s := range OpenByOwner(actions, []*record.Meeting{meetingOn("2031-01-20")}, "").Series {
			names = append(names, fmt.Sprint(s.Name, s.Values))
		}
		return names
	}
	want := []string{"Pilot 0[7]", "Pilot 1[6]", "Pilot 2[5]", "Pilot 3[4]", "Pilot 4[3]", Others + "[3]"}
	if got := names(actions); !slices.Equal(got, want) {
		t.Errorf("seven owners: %v", got)
	}
	want[5] = "Pilot 5[2]"
	if got := names(actions[:len(actions)-1]); !slices.Equal(got, want) {
		t.Errorf("six owners: %v", got)
	}
}

// The span decides how long a period is.
func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		first, last string
		n           int
		begin, end  Period
	}{
		{"2031-03-05", "2031-03-05", 1, Period{"2031-03-01", "2031-03-05", 1}, Period{}},
		{"2030-01-31", "2031-12-30", 24, Period{"2030-01-01", "2030-01-31", 1}, Period{"2031-12-01", "2031-12-30", 1}},
		{"2030-02-01", "2032-02-29", 9, Period{"2030-01-01", "2030-03-31", 3}, Period{"2032-01-01", "2032-02-29", 3}},
		{"2020-12-01", "2031-01-01", 12, Period{"2020-01-01", "2020-12-31", 12}, Period{"2031-01-01", "2031-01-01", 12}},
		{"1990-12-01", "2031-01-01", 21, Period{"1990-01-01", "1991-12-31", 24}, Period{"2030-01-01", "2031-01-01", 24}},
		{"2031-03-05", "2031-03-04", 0, Period{}, Period{}},
		{"", "2031-03-04", 0, Period{}, Period{}},
		{"2031-03-04", "2031-02-30", 0, Period{}, Period{}},
	} {
		got := periods(c.first, c.last)
		if len(got) != c.n {
			t.Errorf("%s to %s: %d periods, wanted %d", c.first, c.last, len(got), c.n)
			continue
		}
		if c.n > 0 && got[0] != c.begin || c.n > 1 && got[c.n-1] != c.end {
			t.Errorf("%s to %s: from %+v to %+v", c.first, c.last, got[0], got[c.n-1])
		}
	}
}

var anyDay = rapid.Custom(func(t *rapid.T) string {
	return time.Date(rapid.IntRange(0, 9999).Draw(t, "year"), 1, rapid.IntRange(1, 365).Draw(t, "day"), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
})

// Whatever the days are, the periods lie next to one another, cover them, and are few.
func TestPeriodsCoverTheDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, last := anyDay.Draw(t, "first"), anyDay.Draw(t, "last")
		if last < first {
			first, last = last, first
		}
		all := periods(first, last)
		if n := len(all); n == 0 || n > mostPeriods || all[0].From > first || all[0].To < first && n == 1 || all[n-1].To != last {
			t.Fatalf("%d periods, %+v", n, all)
		}
		for i, p := range all {
			if p.To < p.From || i > 0 && dayAfter(t, all[i-1].To) != p.From {
				t.Fatalf("%+v", all)
			}
		}
		day := rapid.SampledFrom([]string{first, last}).Draw(t, "day")
		if p := all[holding(all, day)]; day < p.From || day > p.To {
			t.Fatalf("%s is held by %+v", day, p)
		}
	})
}

func dayAfter(t *rapid.T, day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return d.AddDate(0, 0, 1).Format(time.DateOnly)
}

// day is one of few, so that they meet; "" for none.
var day = rapid.SampledFrom([]string{"", "2030-12-31", "2031-01-01", "2031-01-20", "2031-02-10", "2031-03-31", "2031-04-01", "2032-07-09", "2034-01-01"})

var actions = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) *record.Action {
	var reports []report
	for range rapid.IntRange(0, 4).Draw(t, "reports") {
		reports = append(reports, report{day.Draw(t, "on"), rapid.SampledFrom([]minutes.Status{minutes.Open, minutes.Closed, minutes.Unknown}).Draw(t, "status")})
	}
	slices.SortStableFunc(reports, func(a, b report) int { return cmpDays(a.day, b.day) })
	owner := rapid.SampledFrom([]string{"", "A", "B", "C", "D", "E", "F", "G", "H"}).Draw(t, "owner")
	return actionOf(owner, day.Draw(t, "raised"), reports...)
}), 0, 30)

func cmpDays(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// At its end a course counts what is open; before it, what the reports until then said.
func TestOpenCountsWhatTheReportsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := actions.Draw(t, "actions")
		days := slices.Sorted(slices.Values(rapid.SliceOfN(day, 1, 5).Draw(t, "meetings")))
		var meetings []*record.Meeting
		for _, d := range days {
			meetings = append(meetings, meetingOn(d))
		}
		c := OpenByOwner(all, meetings, day.Draw(t, "as of"))
		if len(c.Series) > mostOwners+1 {
			t.Fatalf("%d series", len(c.Series))
		}
		totals := c.Totals()
		for i, p := range c.Periods {
			want := 0
			for _, a := range all {
				if i == len(c.Periods)-1 && a.Status != minutes.Closed || i < len(c.Periods)-1 && wasOpen(a, p.To) {
					want++
				}
			}
			if totals[i] != want {
				t.Fatalf("%d are open at the end of %s, not %d", want, p.To, totals[i])
			}
		}
		for _, s := range c.Series {
			if slices.Min(s.Values) < 0 {
				t.Fatalf("%+v", s)
			}
		}
	})
}

// wasOpen asks each report in turn.
func wasOpen(a *record.Action, on string) bool {
	known, open, told := a.Raised == "" && len(a.Updates) == 0, true, ""
	if a.Raised != "" && a.Raised <= on {
		known = true
	}
	for _, u := range a.Updates {
		told = max(told, u.Date, earliest(a))
		if u.Date <= on && (u.Date != "" || a.Raised == "" && earliest(a) == "") {
			known = true
		}
		if told <= on && u.Status != minutes.Unknown {
			open = u.Status != minutes.Closed
		}
	}
	return known && open
}

// earliest is the first day that anybody told of.
func earliest(a *record.Action) string {
	days := map[string]bool{a.Raised: true}
	for _, u := range a.Updates {
		days[u.Date] = true
	}
	delete(days, "")
	if len(days) == 0 {
		return ""
	}
	return slices.Min(slices.Collect(maps.Keys(days)))
}

func TestOccurredCountsEverySubject(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var subjects []*record.Subject
		for range rapid.IntRange(0, 20).Draw(t, "subjects") {
			subjects = append(subjects, &record.Subject{Occurred: rapid.OneOf(day, anyDay, rapid.Just("in May")).Draw(t, "occurred")})
		}
		c, undated := Occurred("Wrecks", subjects)
		if got := sum(c.Totals()) + undated; got != len(subjects) {
			t.Fatalf("%d of %d", got, len(subjects))
		}
	})
}

func TestVerbs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var decisions []*record.Decision
		for _, verb := range rapid.SliceOfN(rapid.StringMatching(`[A-T]?`), 0, 60).Draw(t, "verbs") {
			decisions = append(decisions, &record.Decision{Verb: verb})
		}
		counts, all := Verbs(decisions), 0
		for i, c := range counts {
			if all += c.N; i > 0 && i < mostVerbs && c.N > counts[i-1].N {
				t.Fatalf("%v", counts)
			}
		}
		if all != len(decisions) || len(counts) > mostVerbs+1 {
			t.Fatalf("%d decisions, %v", len(decisions), counts)
		}
	})
}
