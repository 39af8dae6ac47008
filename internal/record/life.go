package record

import (
	"slices"
	"time"

	"minutebook/internal/minutes"
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
	a.follow(reports)
	if due := l.named[a.DueMeeting]; a.Due == "" && due != nil {
		a.Due = due.Minutes.Meeting.Date
	}
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

// follow takes status and due date through the reports. A revised date that is words ("to be determined")
// leaves the action due at its last target; one that is a date replaces a meeting that it was due at.
func (a *Action) follow(reports []*minutes.Action) {
	for i, u := range a.Updates {
		if u.Status != minutes.Unknown {
			a.turn(u)
		}
		if u.Target != "" {
			a.Due = u.Target
		}
		if isDate(u.Revised) {
			a.Due = u.Revised
			a.DueMeeting = moved(a.DueMeeting, reports[i].DueMeeting)
		}
	}
}

// moved is the meeting that a revised action is due at: the row of a table repeats the words, and so the
// meeting, that it was due at before.
func moved(before, told string) string {
	if told == before {
		return ""
	}
	return told
}

// turn changes the status. A closing that is said again keeps its first date.
func (a *Action) turn(u *Update) {
	switch {
	case u.Status != minutes.Closed:
		a.Closed = ""
	case a.Status != minutes.Closed:
		a.Closed = u.Date
	}
	a.Status = u.Status
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
