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
func (m *maker) lives(actions []*record.Action) []news {
	var all []news
	for _, a := range actions {
		if a.Place != nil {
			all = append(all, news{a.Path + "#raised", a.Place.Meeting, func() told { return m.raised(a) }})
		}
		seen := map[*record.Meeting]int{}
		for _, u := range a.Updates {
			seen[u.Meeting]++
			if u.Changed() {
				name := fmt.Sprintf("%s#%s%d", a.Path, u.Meeting.Path, seen[u.Meeting])
				all = append(all, news{name, u.Meeting, func() told { return m.changed(u) }})
			}
		}
	}
	return all
}

func (m *maker) raised(a *record.Action) told {
	facts := "Raised at "
	if owners := prose.List(a.Owners...); owners != "" {
		facts = "Falls on " + owners + ". " + facts
	}
	after := "."
	if due := firstDue(a); due != "" {
		after = "; due " + by(due) + "."
	}
	place := a.Place.URL()
	return told{title: a.ID + " raised at " + a.Place.Meeting.ID, page: a.Path, place: place,
		content: rich(element("blockquote", words(a.Text)), element("p", words(facts), anchor(m.address(place), spot(*a.Place)), words(after)))}
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
	what := moves(u)
	if u.Turned {
		what = turns(u)
		if u.Moved != nil {
			what += ", " + moves(u)
		}
	}
	blocks := []*html.Node{element("blockquote", words(said(u)))}
	if u.Text != "" && a.Text != "" {
		blocks = append(blocks, element("p", words("The action: "+a.Text)))
	}
	blocks = append(blocks, element("p", words("Told at "), anchor(m.address(u.URL()), spot(u.Place)), words(".")))
	return told{title: a.ID + " " + what + " at " + u.Meeting.ID, page: a.Path, place: u.URL(),
		content: rich(blocks...), quoted: tellers(a)}
}

// turns says how a report changed the status.
func turns(u *record.Update) string {
	switch {
	case u.Status == minutes.Closed:
		return "closed"
	case u.Again:
		return "opened again"
	}
	return "reported open"
}

// moves says from which day to which an action moved.
func moves(u *record.Update) string {
	if u.Moved == nil {
		return ""
	}
	return "moved from " + prose.Day(u.Moved.From) + " to " + prose.Day(u.Moved.To)
}

// said is what a report says, else what is to be done.
func said(u *record.Update) string { return cmp.Or(u.Text, u.Action.Text) }

// by sets a word before a day or a meeting.
func by(due string) string {
	if d := prose.Day(due); d != due {
		return "on " + d
	}
	return "by " + due
}

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
