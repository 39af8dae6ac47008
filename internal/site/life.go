package site

import (
	"cmp"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// event is one entry of an action's life, newest last.
type event struct {
	Date    date   `json:"date"`
	Place   Link   `json:"place"`
	What    string `json:"what"`   // "Raised", "Reported", "Closed", "Reopened", "Due date moved"
	Status  status `json:"status"` // said again by a report that changed nothing
	Text    string `json:"text"`
	From    date   `json:"from"` // of a due date that moved
	To      date   `json:"to"`
	Target  date   `json:"target"`  // where nothing moved
	Instead string `json:"instead"` // the words that stood for a new date
}

// life is what the minutes tell of the action, oldest first. It reads the same whether a table, a sentence or
// another ACTION line told it.
func (b *builder) life(a *record.Action) []event {
	var events []event
	if a.Place != nil {
		e := event{Date: b.day(dateOf(a.Place.Meeting)), Place: b.placeLink(*a.Place), What: "Raised", Text: a.Text}
		events = append(events, e)
	}
	for _, u := range a.Updates {
		events = append(events, b.event(u))
	}
	return events
}

func (b *builder) event(u *record.Update) event {
	changed := b.whatChanged(u)
	e := event{Date: b.day(u.Date), Place: b.placeLink(u.Place), What: cmp.Or(changed, "Reported"), Text: told(u)}
	if changed == "" && u.Status != minutes.Unknown {
		e.Status = b.statusOf(u.Status, false)
	}
	switch {
	case u.Moved != nil:
		e.From, e.To = b.day(u.Moved.From), b.day(u.Moved.To)
	case strings.ContainsRune(u.Revised, ' '): // neither a date nor a meeting
		e.Instead = u.Revised
	case u.Status != minutes.Closed:
		e.Target = b.day(cmp.Or(u.Revised, u.Target))
	}
	return e
}

// told is the report without the words of its status at its end, where it has others.
func told(u *record.Update) string {
	text := strings.TrimSpace(u.Text)
	i := strings.LastIndex(text, "Status:")
	if i <= 0 || u.Status == minutes.Unknown || len(strings.Fields(text[i:])) > statusWords {
		return text
	}
	return strings.TrimSpace(text[:i])
}

// statusWords are the most in "Status: In progress."
const statusWords = 3
