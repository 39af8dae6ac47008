package feed

import (
	"slices"

	"golang.org/x/net/html"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// did is what each meeting did.
func (m *maker) did(meetings []*record.Meeting) func(*gathering) {
	return func(g *gathering) {
		for _, at := range meetings {
			if g.wants(at) {
				g.add(news{at.Path + "#did", at, func() told { return m.whatItDid(at) }})
			}
		}
	}
}

// whatItDid lists what a meeting decided, raised, closed, opened again and moved.
func (m *maker) whatItDid(at *record.Meeting) told {
	var decided, raised, closed, again, moved []*html.Node
	var quoted []*record.Meeting
	for _, d := range at.Decisions {
		decided = append(decided, element("li", anchor(m.address(d.URL()), m.within(d.Place)), words(": "+d.Text)))
	}
	for _, a := range at.Raised {
		raised = append(raised, m.actionItem(a, a.Text))
	}
	for _, u := range at.Updates {
		switch {
		case u.Turned && u.Status == minutes.Closed:
			closed = append(closed, m.actionItem(u.Action, said(u)))
		case u.Again:
			again = append(again, m.actionItem(u.Action, said(u)))
		}
		if u.Moved != nil {
			moved = append(moved, m.actionItem(u.Action, m.moves(u)+". "+u.Action.Text))
		}
		if u.Changed() {
			quoted = append(quoted, tellers(u.Action)...)
		}
	}
	blocks := slices.Concat(section(m.Words.Say("news.decided"), decided), section(m.Words.Say("news.raised"), raised), section(m.Words.Say("news.closed"), closed),
		section(m.Words.Say("news.opened_again"), again), section(m.Words.Say("news.moved"), moved))
	if len(blocks) == 0 {
		blocks = append(blocks, element("p", words(m.Words.Say("news.nothing_did"))))
	}
	sum := m.Words.List(m.count("count.decisions", len(decided)), m.count("news.count_raised", len(raised)), m.count("news.count_closed", len(closed)),
		m.count("news.count_again", len(again)), m.count("news.count_moved", len(moved)))
	if sum == "" {
		sum = m.Words.Day(dateOf(at))
	}
	return told{title: m.Words.Say("news.meeting_did", "meeting", at.ID, "did", sum), page: at.Path, content: rich(blocks...), quoted: quoted}
}

func (m *maker) actionItem(a *record.Action, text string) *html.Node {
	return element("li", anchor(m.address(a.Path), a.ID), words(": "+text))
}

// held is each meeting with its agenda.
func (m *maker) held(g *gathering) {
	for _, at := range m.Record.Meetings {
		if g.wants(at) {
			g.add(news{at.Path, at, func() told { return m.agenda(at) }})
		}
	}
}

func (m *maker) agenda(at *record.Meeting) told {
	about := at.Minutes.Meeting
	hours := about.Start
	if hours != "" && about.End != "" {
		hours = m.Words.Say("news.hours", "start", about.Start, "end", about.End)
	}
	facts := at.GroupName()
	for _, fact := range []string{hours, about.Venue, about.Version} {
		if fact != "" {
			facts += "; " + fact
		}
	}
	var items []*html.Node
	for _, it := range at.Minutes.AllItems() {
		items = append(items, element("li", words(it.Number+" "), anchor(m.address(at.At(it).URL()), it.Title)))
	}
	blocks := append([]*html.Node{element("p", words(facts))}, section(m.Words.Say("news.agenda"), items)...)
	return told{title: m.Words.Say("news.meeting_on", "meeting", at.ID, "day", m.Words.Day(dateOf(at))), page: at.Path, content: rich(blocks...)}
}
