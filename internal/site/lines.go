package site

import (
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// actionLine is an action in a list: enough to know whether to open it.
type actionLine struct {
	ID     string `json:"id"`
	Href   string `json:"href"`
	Text   string `json:"text"`
	Owners string `json:"owners"`
	Due    date   `json:"due"`
	Status status `json:"status"`
}

// reportLine is what a meeting said of an action raised before.
type reportLine struct {
	ID      string `json:"id"`
	Href    string `json:"href"`
	Place   string `json:"place"` // of the report in the minutes
	Text    string `json:"text"`  // of the action
	Status  status `json:"status"`
	Revised date   `json:"revised"`
}

// decisionLine is a decision in a list: its words before the verb, the verb, and those after it. Place is
// the paragraph that holds it.
type decisionLine struct {
	Before  string `json:"before"`
	Verb    string `json:"verb"`
	After   string `json:"after"`
	Place   string `json:"place"`
	Spot    string `json:"spot"`
	Meeting Link   `json:"meeting"`
	Date    date   `json:"date"`
}

// meetingLine is a meeting in a list, with what it did in numbers.
type meetingLine struct {
	Meeting   Link   `json:"meeting"`
	Title     string `json:"title"` // "Operations Group"
	Date      date   `json:"date"`
	Level     string `json:"level"`
	Version   string `json:"version"`
	Decisions string `json:"decisions"`
	Raised    string `json:"raised"`
	Closed    string `json:"closed"`
}

func (b *builder) actionLine(a *record.Action) actionLine {
	return actionLine{ID: a.ID, Href: b.href(a.Path), Text: clip(a.Text, 180), Owners: sentence(a.Owners...),
		Due: day(a.Due), Status: b.actionStatus(a)}
}

func (b *builder) reportLine(u *record.Update) reportLine {
	line := reportLine{ID: u.Action.ID, Href: b.href(u.Action.Path), Place: b.href(u.URL()),
		Text: clip(u.Action.Text, 140), Revised: day(u.Revised)}
	if u.Status != minutes.Unknown {
		line.Status = statusOf(u.Status, false)
	}
	return line
}

func (b *builder) decisionLine(d *record.Decision) decisionLine {
	before, after, ok := strings.Cut(d.Text, d.Verb)
	verb := d.Verb
	if !ok {
		verb = "" // the words are all before it
	}
	return decisionLine{Before: before, Verb: verb, After: after, Place: b.href(d.URL()), Spot: spot(d.Place),
		Meeting: b.meetingLink(d.Meeting), Date: day(d.Date)}
}

func (b *builder) meetingLine(m *record.Meeting) meetingLine {
	closed := 0
	for _, u := range m.Updates {
		if u.Status == minutes.Closed {
			closed++
		}
	}
	return meetingLine{Meeting: b.meetingLink(m), Title: groupName(m), Date: day(dateOf(m)),
		Level: b.policy.Name(b.levels[m]), Version: m.Minutes.Meeting.Version,
		Decisions: count(len(m.Decisions), "decision", "decisions"),
		Raised:    count(len(m.Raised), "action raised", "actions raised"),
		Closed:    count(closed, "closed", "closed")}
}

func groupName(m *record.Meeting) string {
	if m.Group != nil && m.Group.Name != "" {
		return m.Group.Name
	}
	return m.Minutes.Meeting.Group
}
