package feed

import (
	"cmp"
	"fmt"

	"golang.org/x/net/html"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// lives are the lives of actions: raised, and each change of the status or the day that they are due. A
// report that changes neither is no news.
func (m *maker) lives(actions []*record.Action) func(*gathering) {
	return func(g *gathering) {
		for _, a := range actions {
			if a.Place != nil && g.wants(a.Place.Meeting) {
				g.add(news{a.Path + "#raised", a.Place.Meeting, func() told { return m.raised(a) }})
			}
			for i, u := range a.Updates {
				if u.Changed() && g.wants(u.Meeting) {
					name := fmt.Sprintf("%s#%s%d", a.Path, u.Meeting.Path, reports(a.Updates[:i+1]))
					g.add(news{name, u.Meeting, func() told { return m.changed(u) }})
				}
			}
		}
	}
}

// reports is how many of some updates the meeting of the last one made.
func reports(updates []*record.Update) (n int) {
	for _, u := range updates {
		if u.Meeting == updates[len(updates)-1].Meeting {
			n++
		}
	}
	return n
}

func (m *maker) raised(a *record.Action) told {
	place := a.Place.URL()
	facts := m.phrase(m.raising(a), linkHere, anchor(m.address(place), m.spot(*a.Place)))
	return told{title: m.Words.Say("news.raised_title", "action", a.ID, "meeting", a.Place.Meeting.ID), page: a.Path, place: place,
		content: rich(element("blockquote", words(a.Text)), element("p", facts...))}
}

// linkHere holds the place of a link until phrase puts it there: a character that is none, and that no text needs.
const linkHere = "\uFFFE"

// raising says on whom an action fell, where it was raised and when it was due.
func (m *maker) raising(a *record.Action) string {
	due := firstDue(a)
	text := m.Words.Say("news.raised_by_meeting", "place", linkHere, "due", due)
	switch {
	case due == "":
		text = m.Words.Say("news.raised_at", "place", linkHere)
	case prose.IsDay(due):
		text = m.Words.Say("news.raised_on_day", "place", linkHere, "due", m.Words.Day(due))
	}
	if owners := m.Words.List(a.Owners...); owners != "" {
		text = m.Words.Say("news.raised_owned", "owners", owners, "raised", text)
	}
	return text
}

// firstDue is when an action was due at first: a date, else a meeting; "" for neither.
func firstDue(a *record.Action) string {
	for _, u := range a.Updates {
		if u.Moved != nil {
			return u.Moved.From
		}
	}
	return cmp.Or(a.Due, a.DueMeeting)
}

func (m *maker) changed(u *record.Update) told {
	a := u.Action
	what := m.moves(u)
	if u.Turned {
		what = m.turns(u)
		if u.Moved != nil {
			what = m.Words.Say("news.change_two", "turned", what, "moved", m.moves(u))
		}
	}
	blocks := []*html.Node{element("blockquote", words(said(u)))}
	if u.Text != "" && a.Text != "" {
		blocks = append(blocks, element("p", words(m.Words.Say("news.action_before", "text", a.Text))))
	}
	blocks = append(blocks, element("p", m.phrase(m.Words.Say("news.told_at", "place", linkHere), linkHere, anchor(m.address(u.URL()), m.spot(u.Place)))...))
	return told{title: m.Words.Say("news.meeting_changed", "action", a.ID, "change", what, "meeting", u.Meeting.ID), page: a.Path, place: u.URL(),
		content: rich(blocks...), quoted: tellers(a)}
}

// turns says how a report changed the status.
func (m *maker) turns(u *record.Update) string {
	switch {
	case u.Status == minutes.Closed:
		return m.Words.Say("news.change_closed")
	case u.Again:
		return m.Words.Say("news.change_again")
	}
	return m.Words.Say("news.change_open")
}

// moves says from which day to which an action moved.
func (m *maker) moves(u *record.Update) string {
	if u.Moved == nil {
		return ""
	}
	return m.Words.Say("news.change_moved", "from", m.Words.Day(u.Moved.From), "to", m.Words.Day(u.Moved.To))
}

// said is what a report says, else what is to be done.
func said(u *record.Update) string { return cmp.Or(u.Text, u.Action.Text) }

// tellers are the meetings whose words an action is told in.
func tellers(a *record.Action) []*record.Meeting {
	if a.Place != nil {
		return []*record.Meeting{a.Place.Meeting}
	}
	var all []*record.Meeting
	for _, u := range a.Updates {
		all = append(all, u.Meeting)
	}
	return all
}
