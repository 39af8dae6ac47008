package record

import (
	"cmp"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
)

// fill tells an action's life from the place that raised it (nil where the edition does not hold it) and the
// places that reported on it, in order of time.
func (l *linker) fill(a *Action, raising *minutes.Action, reports []*minutes.Action) {
	telling := newestFirst(raising, reports)
	a.Text = first(telling, func(t *minutes.Action) string { return t.Text })
	a.Raised = first(telling, func(t *minutes.Action) string { return t.Raised })
	a.Due = first(telling, func(t *minutes.Action) string { return t.Due })
	a.DueMeeting = first(telling, func(t *minutes.Action) string { return t.DueMeeting })
	for _, t := range telling {
		if a.Owners == nil && len(t.Owners) > 0 {
			a.Owners = slices.Clone(t.Owners)
		}
	}
	if a.Meeting != nil {
		a.MeetingID, a.Status = a.Meeting.ID, minutes.Open
	}
	l.dateRaised(a)
	if raising != nil && a.when() == "" { // a row that raised it says when in its columns
		l.move(a, raising.Target, false)
		l.move(a, raising.Revised, true)
	}
	l.follow(a)
}

// newestFirst orders what tells of an action by how much it is to be believed about its words: what raised
// it, then the newest report.
func newestFirst(raising *minutes.Action, reports []*minutes.Action) []*minutes.Action {
	telling := slices.Clone(reports)
	if raising != nil {
		telling = append(telling, raising)
	}
	slices.Reverse(telling)
	return telling
}

func first(telling []*minutes.Action, field func(*minutes.Action) string) string {
	for _, t := range telling {
		if s := field(t); s != "" {
			return s
		}
	}
	return ""
}

// dateRaised prefers the date of the meeting that raised the action over the date that a table gives.
func (l *linker) dateRaised(a *Action) {
	m := a.Meeting
	if m == nil && a.Raised == "" {
		m = l.named[a.MeetingID]
	}
	if m != nil && m.Minutes.Meeting.Date != "" {
		a.Raised = m.Minutes.Meeting.Date
	}
}

// follow takes status and due date through the reports.
func (l *linker) follow(a *Action) {
	a.Due = cmp.Or(a.Due, l.dateOf(a.DueMeeting))
	for _, u := range a.Updates {
		if u.Status != minutes.Unknown {
			a.turn(u)
		}
		was := a.when()
		l.move(a, u.Target, false)
		l.move(a, u.Revised, true)
		if now := a.when(); was != "" && now != was {
			u.Moved = &Move{From: was, To: now}
		}
	}
}

// move makes an action due at a date or a meeting. Words that stand for one ("to be determined") leave it due as
// it was. A date drops a meeting that is known to be at another, and a revised date any that is not known to
// be at the same: the words of an action go on naming the meeting that it was due at first.
func (l *linker) move(a *Action, when string, revised bool) {
	switch {
	case prose.IsDay(when):
		held := l.dateOf(a.DueMeeting)
		if held != when && (revised || held != "") {
			a.DueMeeting = ""
		}
		a.Due = when
	case isMeeting(when):
		a.Due, a.DueMeeting = l.dateOf(when), when
	}
}

// dateOf is when a meeting was held, "" where the edition does not know.
func (l *linker) dateOf(meeting string) string {
	if m := l.named[meeting]; m != nil {
		return m.Minutes.Meeting.Date
	}
	return ""
}

// when is the day that an action is due, else the meeting.
func (a *Action) when() string { return cmp.Or(a.Due, a.DueMeeting) }

// turn changes the status. A closing that is said again keeps its first date.
func (a *Action) turn(u *Update) {
	u.Turned, u.Again = a.Status != u.Status, a.Status == minutes.Closed && u.Status == minutes.Open
	a.Status = u.Status
	if u.Status != minutes.Closed {
		a.Closed, a.ClosedBy = "", nil
		return
	}
	if a.ClosedBy == nil {
		a.ClosedBy = u
	}
	a.Closed = cmp.Or(a.Closed, u.Date)
}

// isMeeting tells the id of a meeting, OPSG_50, from words.
func isMeeting(s string) bool {
	group, number, ok := strings.Cut(s, "_")
	return ok && group != "" && number != "" && digit(number[0]) && !strings.ContainsAny(s, " \t\n")
}
