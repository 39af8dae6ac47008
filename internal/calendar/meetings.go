package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// newestMeetings is how many meetings a calendar holds at most.
const newestMeetings = 200

// meetings are the events of the newest meetings of some groups, by date, those of one day in the order of the record.
func (m *maker) meetings(groups ...*record.Group) []*ics.VEvent {
	type dated struct {
		date  string
		event func() *ics.VEvent
	}
	var all []dated
	for _, g := range groups {
		names := map[string]int{}
		for _, held := range g.Meetings {
			if date := held.Minutes.Meeting.Date; prose.IsDay(date) {
				name := uidOf(g, held.Minutes.Meeting.Series, date, names)
				all = append(all, dated{date, func() *ics.VEvent { return m.held(held, name) }})
			}
		}
		for _, a := range announced(g) {
			name := uidOf(g, a.series, a.date, names)
			all = append(all, dated{a.date, func() *ics.VEvent { return m.tentative(a, name) }})
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return cmp.Compare(a.date, b.date) })
	all = all[max(0, len(all)-newestMeetings):]
	events := make([]*ics.VEvent, len(all))
	for i, d := range all {
		events[i] = d.event()
	}
	return events
}

// uidOf names a meeting by group, series and day, so that it keeps its name when it has been held. A second
// one of that day is counted.
func uidOf(g *record.Group, series, date string, taken map[string]int) string {
	name := g.Path + "#" + series + " " + date
	if taken[name]++; taken[name] > 1 {
		return fmt.Sprint(name, " ", taken[name])
	}
	return name
}

func (m *maker) held(at *record.Meeting, name string) *ics.VEvent {
	about := at.Minutes.Meeting
	e := m.event(name, m.Words.Say("news.held", "group", at.GroupName(), "meeting", at.ID), at.Path, about.Date)
	start, end := clock(about.Date, about.Start), clock(about.Date, about.End)
	if start == "" {
		allDay(e, about.Date)
	} else {
		e.SetProperty(ics.ComponentPropertyDtStart, start)
	}
	if start != "" && end > start {
		e.SetProperty(ics.ComponentPropertyDtEnd, end)
	}
	e.SetStatus(ics.ObjectStatusConfirmed)
	e.SetSequence(1)
	if about.Venue != "" {
		e.SetLocation(clean(about.Venue))
	}
	describe(e, m.whatItDid(at), about.Version, m.rights(m.level(at)))
	return e
}

func (m *maker) tentative(a announcement, name string) *ics.VEvent {
	title := m.Words.Say("news.next", "group", a.by.GroupName())
	if a.series != "" {
		title = m.Words.Say("news.next_of_series", "group", a.by.GroupName(), "series", a.series)
	}
	told := a.by.Minutes.Meeting.Date
	if !prose.IsDay(told) {
		told = a.date
	}
	e := m.event(name, title, a.by.Path, told)
	allDay(e, a.date)
	e.SetStatus(ics.ObjectStatusTentative)
	e.SetSequence(0)
	describe(e, m.Words.Say("news.announced_at", "meeting", a.by.ID), m.rights(m.level(a.by)))
	return e
}

// announcement is a meeting to come, as the minutes of another announce it.
type announcement struct {
	date, series string
	by           *record.Meeting
}

// announced are the announcements of a group that stand, by date.
func announced(g *record.Group) []announcement {
	newest := map[string]*record.Meeting{} // by series, the last that announces a meeting of it
	for _, m := range g.Meetings {
		for _, n := range m.Minutes.Next {
			newest[seriesOf(n, m)] = m
		}
	}
	var all []announcement
	for series, by := range newest {
		for _, n := range by.Minutes.Next {
			if seriesOf(n, by) == series && prose.IsDay(n.Date) && n.Date > lastHeld(g, series) {
				all = append(all, announcement{n.Date, series, by})
			}
		}
	}
	slices.SortFunc(all, func(a, b announcement) int {
		return cmp.Or(strings.Compare(a.date, b.date), strings.Compare(a.series, b.series))
	})
	return slices.Compact(all)
}

func seriesOf(n minutes.NextMeeting, m *record.Meeting) string {
	return cmp.Or(n.Series, m.Minutes.Meeting.Series)
}

// lastHeld is the date of the last meeting of a series. A meeting of no series may be of any, and so may
// no series.
func lastHeld(g *record.Group, series string) string {
	for _, m := range slices.Backward(g.Meetings) {
		if of := m.Minutes.Meeting.Series; of == series || of == "" || series == "" {
			return m.Minutes.Meeting.Date
		}
	}
	return ""
}

// whatItDid is what a meeting did, in numbers: "3 decisions, 2 actions raised."
func (m *maker) whatItDid(at *record.Meeting) string {
	decisions, raised := m.Words.Count("count.decisions", len(at.Decisions)), m.Words.Count("news.count_raised", len(at.Raised))
	switch {
	case len(at.Decisions) > 0 && len(at.Raised) > 0:
		return m.Words.Say("news.calendar_both", "decisions", decisions, "raised", raised)
	case len(at.Decisions) > 0:
		return m.Words.Say("news.calendar_one", "did", decisions)
	case len(at.Raised) > 0:
		return m.Words.Say("news.calendar_one", "did", raised)
	}
	return ""
}
