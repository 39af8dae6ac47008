package record

import (
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

// DueNext says whether an action is not closed, not yet overdue, and due by the next meeting of its group: on a
// day up to the one that the group's newest minutes announce first, or at the meeting after the newest.
func (r *Record) DueNext(a *Action) bool {
	g := r.group(a.Group)
	if g == nil || g.Latest() == nil || a.Status == minutes.Closed || a.Overdue(r.AsOf) {
		return false
	}
	if next := r.nextOf(g); a.Due != "" {
		return next != "" && a.Due <= next
	}
	group, number, _ := strings.Cut(a.DueMeeting, "_")
	return group == g.ID && follows(g.Latest().Minutes.Meeting.Number, number)
}

// nextOf is the first day that a group's newest minutes announce a meeting for, "" where they announce none that
// is still to come.
func (r *Record) nextOf(g *Group) string {
	next := ""
	for _, n := range g.Latest().Minutes.Next {
		if n.Date > r.AsOf && (next == "" || n.Date < next) {
			next = n.Date
		}
	}
	return next
}

// ChangedLast says whether the newest meeting of any group raised an action, changed its status, or moved it.
func (r *Record) ChangedLast(a *Action) bool {
	if a.Meeting != nil && a.Meeting.Next == nil {
		return true
	}
	return slices.ContainsFunc(a.Updates, func(u *Update) bool { return u.Meeting.Next == nil && u.Changed() })
}

func (r *Record) group(id string) *Group {
	i, ok := slices.BinarySearchFunc(r.Groups, id, func(g *Group, id string) int { return strings.Compare(g.ID, id) })
	if !ok {
		return nil
	}
	return r.Groups[i]
}
