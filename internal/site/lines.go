package site

import (
	"html/template"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// actionLine is an action in a list: enough to know whether to open it.
type actionLine struct {
	ID     string `json:"id"`
	Href   string `json:"href"`
	Text   string `json:"text"`
	Owners string `json:"owners"`
	Due    due    `json:"due"`
	Status status `json:"status"`
}

// due is when an action is due: a day, else a meeting, else neither. Said is false where nothing is to be
// said of it, for it is closed and had none.
type due struct {
	Date    date `json:"date"`
	Meeting Link `json:"meeting"`
	Said    bool `json:"said"`
}

// reportLine is what a meeting said of an action raised before.
type reportLine struct {
	ID      string `json:"id"`
	Href    string `json:"href"`
	Place   string `json:"place"` // of the report in the minutes
	Spot    string `json:"spot"`
	Text    string `json:"text"` // the first words of the report
	Status  status `json:"status"`
	Revised date   `json:"revised"`
}

// decisionLine is a decision in a list, its verb set off and the records that it names as links. Place is
// the paragraph that holds it.
type decisionLine struct {
	Text    template.HTML `json:"text"`
	Place   string        `json:"place"`
	Spot    string        `json:"spot"`
	Meeting Link          `json:"meeting"`
	Date    date          `json:"date"`
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
	return actionLine{ID: a.ID, Href: b.href(a.Path), Text: prose.Clip(a.Text, 180), Owners: prose.List(a.Owners...),
		Due: b.due(a), Status: b.actionStatus(a)}
}

func (b *builder) due(a *record.Action) due {
	d := due{Date: b.day(a.Due), Said: a.Status != minutes.Closed || a.Due != "" || a.DueMeeting != ""}
	if a.Due == "" && a.DueMeeting != "" {
		d.Meeting = b.meetingNamed(a.DueMeeting)
	}
	return d
}

func (b *builder) reportLine(u *record.Update) reportLine {
	line := reportLine{ID: u.Action.ID, Href: b.href(u.Action.Path), Place: b.href(u.URL()), Spot: b.spot(u.Place),
		Text: prose.Clip(reported(u), summaryLength), Revised: b.day(u.Revised)}
	if u.Status != minutes.Unknown {
		line.Status = b.statusOf(u.Status, false)
	}
	return line
}

// reported is what was said of an action, without the status where that is told beside it.
func reported(u *record.Update) string {
	if text, _, ok := strings.Cut(u.Text, "Status:"); ok && u.Status != minutes.Unknown {
		return text
	}
	return u.Text
}

func (b *builder) decisionLine(d *record.Decision) decisionLine {
	return decisionLine{Text: b.decided(d, 0), Place: b.href(d.URL()), Spot: b.spot(d.Place),
		Meeting: b.meetingLink(d.Meeting), Date: b.day(d.Date)}
}

func (b *builder) decisionLines(of []*record.Decision) []decisionLine {
	var lines []decisionLine
	for _, d := range of {
		lines = append(lines, b.decisionLine(d))
	}
	return lines
}

// ownDecisionLine is a decision on the page of its own meeting, where it goes without saying that it is the
// group's: "The TOG" before the verb is left out.
func (b *builder) ownDecisionLine(d *record.Decision) decisionLine {
	line := b.decisionLine(d)
	before, _, ok := strings.Cut(d.Text, d.Verb)
	ours := strings.Fields("The " + d.Meeting.GroupName() + " " + d.Meeting.Minutes.Meeting.Group)
	for _, w := range strings.Fields(before) {
		ok = ok && slices.Contains(ours, strings.Trim(w, "()"))
	}
	if ok {
		line.Text = b.decided(d, len(before))
	}
	return line
}

func (b *builder) meetingLine(m *record.Meeting) meetingLine {
	closed := 0
	for _, u := range m.Updates {
		if u.Status == minutes.Closed {
			closed++
		}
	}
	return meetingLine{Meeting: b.meetingLink(m), Title: m.GroupName(), Date: b.day(dateOf(m)),
		Level: b.policy.Name(b.levels[m]), Version: m.Minutes.Meeting.Version,
		Decisions: prose.Count(len(m.Decisions), "decision", "decisions"),
		Raised:    prose.Count(len(m.Raised), "action raised", "actions raised"),
		Closed:    prose.Count(closed, "closed", "closed")}
}
