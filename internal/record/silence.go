package record

import (
	"regexp"

	"minutebook/internal/minutes"
)

// goingThrough matches the title of an item that goes through the actions of earlier meetings.
var goingThrough = regexp.MustCompile(`(?i)\bactions?\b|\boutstanding\b|\bmatters arising\b`)

// silence finds the open actions that a later meeting of their series passed over.
func (l *linker) silence() {
	next := l.nextReview()
	for _, a := range l.record.Actions {
		if a.Status == minutes.Closed {
			continue
		}
		if last := a.lastTold(); last != nil && next[last] != nil {
			a.Silent = next[last]
			a.Silent.PassedOver = append(a.Silent.PassedOver, a)
		}
	}
}

// nextReview is, for each meeting, the next of its series that went through the actions of its group.
func (l *linker) nextReview() map[*Meeting]*Meeting {
	next := map[*Meeting]*Meeting{}
	for _, g := range l.record.Groups {
		coming := map[string]*Meeting{} // by series
		for i := len(g.Meetings) - 1; i >= 0; i-- {
			m := g.Meetings[i]
			series := m.Minutes.Meeting.Series
			next[m] = coming[series]
			if m.reviews() {
				coming[series] = m
			}
		}
	}
	return next
}

// reviews says whether a meeting went through actions of its group, in a table or in an item of their own.
func (m *Meeting) reviews() bool {
	for _, u := range m.Updates {
		if u.Action.Group == m.Group.ID && (u.row || u.Item != nil && goingThrough.MatchString(u.Item.Title)) {
			return true
		}
	}
	return false
}

// lastTold is the meeting of the action's own group that told of it last; nil where none did.
func (a *Action) lastTold() *Meeting {
	for i := len(a.Updates) - 1; i >= 0; i-- {
		m := a.Updates[i].Meeting
		if m.Group.ID == a.Group && (a.Meeting == nil || !before(m, a.Meeting)) {
			return m
		}
	}
	if a.Meeting != nil && a.Meeting.Group.ID == a.Group {
		return a.Meeting
	}
	return nil
}

func before(m, other *Meeting) bool { return m.Minutes.Meeting.Date < other.Minutes.Meeting.Date }
