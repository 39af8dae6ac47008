package calendar

import (
	"cmp"
	"slices"

	ics "github.com/arran4/golang-ical"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// due are the events of an owner's actions that are not closed, by the day they are due, those of one day in
// the order of the record.
func (m *maker) due(o *record.Owner) []*ics.VEvent {
	var open []*record.Action
	for _, a := range o.Actions {
		if a.Status != minutes.Closed && prose.IsDay(a.Due) {
			open = append(open, a)
		}
	}
	slices.SortStableFunc(open, func(a, b *record.Action) int { return cmp.Compare(a.Due, b.Due) })
	var all []*ics.VEvent
	for _, a := range open {
		all = append(all, m.dueAction(a))
	}
	return all
}

func (m *maker) dueAction(a *record.Action) *ics.VEvent {
	e := m.event(a.Path+"#due", m.Words.Say("news.due_event", "id", a.ID, "text", prose.Clip(a.Text, summaryLength)), a.Path, lastTold(a))
	allDay(e, a.Due)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.SetSequence(changes(a))
	var levels []policy.Level
	for _, at := range a.Tellers() {
		levels = append(levels, m.level(at))
	}
	describe(e, a.Text, m.standing(a), m.rights(slices.Min(levels))) // something told of it, or there were no action
	return e
}

// changes is how often the status of an action or the day it is due has changed.
func changes(a *record.Action) int {
	n := 0
	for _, u := range a.Updates {
		if u.Changed() {
			n++
		}
	}
	return n
}

// standing says how an action stands. What is overdue stays so; naming the day that the record counts from would change
// every event with every meeting.
func (m *maker) standing(a *record.Action) string {
	overdue := a.Overdue(m.Record.AsOf)
	switch {
	case a.Status == minutes.Open && overdue:
		return m.Words.Say("news.status_open_overdue")
	case a.Status == minutes.Open:
		return m.Words.Say("news.status_open")
	case overdue:
		return m.Words.Say("news.status_unknown_overdue")
	}
	return m.Words.Say("news.status_unknown")
}

// lastTold is the date of the newest minutes that tell of an action; the day it is due where none has a date.
func lastTold(a *record.Action) string {
	last := ""
	for _, at := range a.Tellers() {
		if date := at.Minutes.Meeting.Date; prose.IsDay(date) {
			last = max(last, date)
		}
	}
	return cmp.Or(last, a.Due)
}
