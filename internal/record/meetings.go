package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// addMeetings takes the documents that stand, each with its superseded versions, and chains the meetings of
// each group.
func (l *linker) addMeetings(docs []edition.Document) {
	for _, d := range docs {
		if d.Standing {
			l.addMeeting(newMeeting(d))
		}
	}
	for _, m := range l.record.Meetings {
		if name := m.Minutes.Meeting.Document; name != "" && l.named[name] == nil {
			l.named[name] = m
		}
	}
	for _, d := range docs {
		if standing := l.named[d.Minutes.Meeting.ID]; !d.Standing && standing != nil && standing.ID == d.Minutes.Meeting.ID {
			standing.supersede(newMeeting(d))
		}
	}
}

func newMeeting(d edition.Document) *Meeting {
	m := &Meeting{ID: d.Minutes.Meeting.ID, Minutes: d.Minutes, Line: d.Line, document: d, whole: d.Minutes}
	m.raised, m.updated = slices.Clone(d.Minutes.Raised), slices.Clone(d.Minutes.Updated)
	return m
}

func (l *linker) addMeeting(m *Meeting) {
	l.record.Meetings = append(l.record.Meetings, m)
	if l.named[m.ID] == nil {
		l.named[m.ID] = m
	}
	head := m.Minutes.Meeting
	if n := numberOf(head.Group, cmp.Or(head.Number, head.Date)); l.numbered[n] == nil {
		l.numbered[n] = m
	}
	l.record.AsOf = max(l.record.AsOf, head.Date)
	g := l.group(head.Group)
	if m.Previous = g.Latest(); m.Previous != nil {
		m.Previous.Next = m
	}
	m.Group = g
	g.Meetings = append(g.Meetings, m)
	g.Name = cmp.Or(head.GroupName, g.Name)
}

// shrink leaves of an outline what others ask of it.
func (m *Meeting) shrink() {
	m.Minutes = m.Minutes.Linked()
	m.document.Minutes = m.Minutes
}

// wasRead lets go of what a meeting was read from: what stays of the document is what others ask for, and of what it tells of actions the words.
func (m *Meeting) wasRead() {
	m.whole = nil
	for _, list := range [][]minutes.Action{m.raised, m.updated} {
		for i := range list {
			list[i].Block, list[i].UpdateRow = nil, nil
		}
	}
}

// number is a meeting as the ids of actions count it: without regard to case, by date where it has no number.
type number struct{ group, number string }

func numberOf(group, n string) number { return number{group, strings.ToLower(n)} }

// Level is the strictest level of the minutes and of what is in them: who may read the whole.
func (m *Meeting) Level() policy.Level { return m.Minutes.StrictestLevel() }

// GroupName is what the group that met is called; its id where the minutes do not say.
func (m *Meeting) GroupName() string {
	if m.Group != nil && m.Group.Name != "" {
		return m.Group.Name
	}
	return m.Minutes.Meeting.Group
}

// supersede hangs an earlier version on the one that stands. Editions list them newest first.
func (m *Meeting) supersede(draft *Meeting) {
	draft.SupersededBy, draft.Group = m, m.Group
	m.Superseded = append(m.Superseded, draft)
}

func (l *linker) group(id string) *Group {
	if l.groups[id] == nil {
		l.groups[id] = &Group{ID: id}
	}
	return l.groups[id]
}

func (l *linker) finishGroups() {
	for _, a := range l.record.Actions {
		g := l.group(a.Group)
		g.Actions = append(g.Actions, a)
	}
	for _, g := range l.groups {
		g.Name = cmp.Or(g.Name, g.ID)
	}
	l.record.Groups = slices.SortedFunc(maps.Values(l.groups), func(a, b *Group) int { return cmp.Compare(a.ID, b.ID) })
}
