package record

import (
	"cmp"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
)

// announceActions makes every action of the record, empty, and decides which place raised each, so that the
// text can be read afterwards in one pass.
func (l *linker) announceActions() {
	for _, m := range l.record.Meetings {
		for i := range m.raised {
			l.announceRaised(m, &m.raised[i])
		}
		for i := range m.updated {
			l.announceReported(m, &m.updated[i])
		}
	}
}

func (l *linker) announceRaised(m *Meeting, told *minutes.Action) {
	reported := l.actions[told.ID] != nil
	a := l.announce(m, told.ID)
	own := a.MeetingID == m.ID && (a.Meeting == nil || a.Meeting.ID != m.ID)
	if own || !reported || a.mayBeginAt(m) {
		a.Meeting, a.told.raising = m, told
	}
}

// announceReported takes the first report on an action whose id does not name its meeting for what raised it, unless
// it says that the action is older.
func (l *linker) announceReported(m *Meeting, told *minutes.Action) {
	a := l.announce(m, told.ID)
	older := prose.IsDay(told.Raised) && told.Raised < m.Minutes.Meeting.Date
	if a.mayBeginAt(m) && !older {
		a.Meeting, a.told.raising = m, told
	}
}

// mayBeginAt says whether an action whose id names no meeting is told of here for the first time by its own group.
func (a *Action) mayBeginAt(m *Meeting) bool {
	return !strings.Contains(a.ID, "/") && a.Meeting == nil && a.Group == m.Minutes.Meeting.Group
}

func (l *linker) announce(m *Meeting, id string) *Action {
	if a := l.actions[id]; a != nil {
		return a
	}
	a := &Action{ID: id, Status: minutes.Unknown, told: &places{}}
	group, number := ownMeeting(id)
	a.Group = cmp.Or(group, m.Minutes.Meeting.Group)
	switch own := l.numbered[numberOf(group, number)]; {
	case own != nil:
		a.MeetingID = own.ID
	case number != "":
		a.MeetingID = strings.ReplaceAll(group, " ", "-") + "_" + number
	}
	l.actions[id] = a
	l.announced = append(l.announced, a)
	return a
}

// ownMeeting reads from an action's id whose it is and the number of the meeting that it was raised at: OPSG and 49
// from "OPSG 49/01", OPSG and nothing from "OPSG 0606".
func ownMeeting(id string) (group, number string) {
	before, _, ok := strings.Cut(id, "/")
	words := strings.Fields(before)
	if len(words) < 2 {
		return "", ""
	}
	if group = strings.Join(words[:len(words)-1], " "); ok {
		number = words[len(words)-1]
	}
	return group, number
}

// told is one place that tells of an action.
type told struct {
	*minutes.Action
	raised bool // by an ACTION line, not by the row of a table
}

// toldBy is everything that a meeting tells of actions, in document order.
func toldBy(m *Meeting) []told {
	all := make([]told, 0, len(m.raised)+len(m.updated))
	for i := range m.raised {
		all = append(all, told{&m.raised[i], true})
	}
	for i := range m.updated {
		all = append(all, told{&m.updated[i], false})
	}
	slices.SortStableFunc(all, func(a, b told) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return all
}

func (l *linker) readActions(m *Meeting, all []told, at *atlas) {
	for _, t := range all {
		a := l.actions[t.ID]
		if a.Written == "" && t.Written != t.ID {
			a.Written = t.Written
		}
		raises := a.told.raising == t.Action
		if raises {
			p := at.place(t.Block, t.Item)
			a.Place = &p
			m.Raised = append(m.Raised, a)
			if t.Update == "" && t.Status != minutes.Closed {
				continue // nothing is reported beside
			}
		}
		u := update(a, t, at)
		a.Updates = append(a.Updates, u)
		m.Updates = append(m.Updates, u)
		if !raises {
			a.told.rows = append(a.told.rows, t.Action)
		}
	}
}

// update is a report on an action. Where a paragraph tells of it without a report, the paragraph's own words are the
// report. One that raises the action again says that it is to be done: it is open unless its words say otherwise.
func update(a *Action, t told, at *atlas) *Update {
	block := t.Block
	if t.UpdateRow != nil {
		block = t.UpdateRow
	}
	u := &Update{Place: at.place(block, t.Item), Action: a, Date: at.meeting.Minutes.Meeting.Date,
		Status: cmp.Or(t.Status, minutes.Unknown), Text: t.Update, Target: t.Target, Revised: t.Revised}
	u.row = t.Block != nil && t.Block.Kind == minutes.Row
	if !u.row {
		u.Text = cmp.Or(t.Update, t.Text)
	}
	if t.raised {
		u.Target = cmp.Or(t.Target, t.Due, t.DueMeeting)
		if u.Status == minutes.Unknown {
			u.Status = minutes.Open
		}
	}
	return u
}

func (l *linker) finishActions() {
	for _, a := range l.announced {
		l.fill(a, a.told.raising, a.told.rows)
		a.told = nil
	}
	l.record.Actions = l.announced
	slices.SortFunc(l.record.Actions, inOrder)
}

// inOrder is the order of two actions: by group, meeting and number.
func inOrder(a, b *Action) int {
	if a.Group != b.Group {
		return cmp.Compare(a.Group, b.Group)
	}
	if a.MeetingID != b.MeetingID {
		if by := natural(a.MeetingID, b.MeetingID); by != 0 {
			return by
		}
	}
	return natural(a.ID, b.ID)
}
