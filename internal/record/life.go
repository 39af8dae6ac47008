package record

import (
	"cmp"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
)

// Action is an action with its life.
type Action struct {
	ID         string // "OPSG 49/01"
	Path       string
	Group      string   // id of the group: "OPSG"
	MeetingID  string   // the meeting it was raised at, from the id where no minutes of it are here: "OPSG_49"
	Meeting    *Meeting // that raised it; nil exactly where Place is
	Place      *Place   // where it was raised; nil where those minutes are not in the edition
	Text       string
	Owners     []string
	Status     minutes.Status
	Raised     string // YYYY-MM-DD
	Due        string // follows a revised date
	DueMeeting string // where Due is the date of a meeting, or would be if that were known
	Closed     string // date of the meeting that closed it; "" also where that has none
	Written    string // the first spelling that differs from ID; "" where none does
	Updates    []*Update
	Mentions   []Mention
	OwnedBy    []*Owner    // those of Owners, in their order
	ClosedBy   *Update     // the report that closed it, with its words; nil where it is not closed, or was raised so
	Silent     *Meeting    // the first that passed it over after its last report; nil where none did, or it is closed
	Decisions  []*Decision // that name it
	Names      []*Name     // what the blocks that tell of it name, itself too

	told *places // while it is linked
}

// places are those that tell of an action.
type places struct {
	raising *minutes.Action   // that raised it; nil for none
	rows    []*minutes.Action // the others
}

// Overdue says whether the action is not closed and was due before asOf. An action due at no date is not.
func (a *Action) Overdue(asOf string) bool {
	return a.Status != minutes.Closed && a.Due != "" && a.Due < asOf
}

// Tellers are the meetings that raised the action or reported on it, in order of time; one that reported twice
// comes twice.
func (a *Action) Tellers() []*Meeting {
	var all []*Meeting
	if a.Place != nil {
		all = append(all, a.Place.Meeting)
	}
	for _, u := range a.Updates {
		all = append(all, u.Meeting)
	}
	return all
}

// Update is one report on an action.
type Update struct {
	Place
	Action  *Action
	Date    string // of the meeting
	Status  minutes.Status
	Text    string
	Target  string // a date, or a meeting's id
	Revised string // a date, a meeting's id, or the words that stood for one
	Turned  bool   // whether it changed the action's status
	Again   bool   // whether it opened an action that was closed
	Moved   *Move  // of the day it is due; nil where it stayed

	row bool // of a table
}

// Changed says whether the report changed the action's status or the day it is due.
func (u *Update) Changed() bool { return u.Turned || u.Moved != nil }

// Move is a change of when an action is due. Both ends are a date, else a meeting's id.
type Move struct{ From, To string }

// fill tells an action's life from the place that raised it (nil where the edition does not hold it) and the
// places that reported on it, in order of time.
func (l *linker) fill(a *Action, raising *minutes.Action, reports []*minutes.Action) {
	telling := newestFirst(raising, reports)
	a.Text = first(telling, func(t *minutes.Action) string { return t.Text })
	a.Raised = first(telling, func(t *minutes.Action) string { return t.Raised })
	a.Due = first(telling, func(t *minutes.Action) string { return t.Due })
	a.DueMeeting = first(telling, func(t *minutes.Action) string { return t.DueMeeting })
	for _, t := range telling {
		if a.Owners == nil && len(t.Owners) > 0 {
			a.Owners = slices.Clone(t.Owners)
		}
	}
	if a.Meeting != nil {
		a.MeetingID, a.Status = a.Meeting.ID, minutes.Open
	}
	l.dateRaised(a)
	if raising != nil && a.when() == "" { // a row that raised it says when in its columns
		l.move(a, raising.Target, false)
		l.move(a, raising.Revised, true)
	}
	l.follow(a)
}

// newestFirst orders what tells of an action by how much it is to be believed about its words: what raised
// it, then the newest report.
func newestFirst(raising *minutes.Action, reports []*minutes.Action) []*minutes.Action {
	telling := slices.Clone(reports)
	if raising != nil {
		telling = append(telling, raising)
	}
	slices.Reverse(telling)
	return telling
}

func first(telling []*minutes.Action, field func(*minutes.Action) string) string {
	for _, t := range telling {
		if s := field(t); s != "" {
			return s
		}
	}
	return ""
}

// dateRaised prefers the date of the meeting that raised the action over the date that a table gives.
func (l *linker) dateRaised(a *Action) {
	m := a.Meeting
	if m == nil && a.Raised == "" {
		m = l.named[a.MeetingID]
	}
	if m != nil && m.Minutes.Meeting.Date != "" {
		a.Raised = m.Minutes.Meeting.Date
	}
}

// follow takes status and due date through the reports.
func (l *linker) follow(a *Action) {
	a.Due = cmp.Or(a.Due, l.dateOf(a.DueMeeting))
	for _, u := range a.Updates {
		if u.Status != minutes.Unknown {
			a.turn(u)
		}
		was := a.when()
		l.move(a, u.Target, false)
		l.move(a, u.Revised, true)
		if now := a.when(); was != "" && now != was {
			u.Moved = &Move{From: was, To: now}
		}
	}
}

// move makes an action due at a date or a meeting. Words that stand for one ("to be determined") leave it due as
// it was. A date drops a meeting that is known to be at another, and a revised date any that is not known to
// be at the same: the words of an action go on naming the meeting that it was due at first.
func (l *linker) move(a *Action, when string, revised bool) {
	switch {
	case prose.IsDay(when):
		held := l.dateOf(a.DueMeeting)
		if held != when && (revised || held != "") {
			a.DueMeeting = ""
		}
		a.Due = when
	case isMeeting(when):
		a.Due, a.DueMeeting = l.dateOf(when), when
	}
}

// dateOf is when a meeting was held, "" where the edition does not know.
func (l *linker) dateOf(meeting string) string {
	if m := l.named[meeting]; m != nil {
		return m.Minutes.Meeting.Date
	}
	return ""
}

// when is the day that an action is due, else the meeting.
func (a *Action) when() string { return cmp.Or(a.Due, a.DueMeeting) }

// turn changes the status. A closing that is said again keeps its first date.
func (a *Action) turn(u *Update) {
	u.Turned, u.Again = a.Status != u.Status, a.Status == minutes.Closed && u.Status == minutes.Open
	a.Status = u.Status
	if u.Status != minutes.Closed {
		a.Closed, a.ClosedBy = "", nil
		return
	}
	if a.ClosedBy == nil {
		a.ClosedBy = u
	}
	a.Closed = cmp.Or(a.Closed, u.Date)
}

// isMeeting tells the id of a meeting, OPSG_50, from words.
func isMeeting(s string) bool {
	group, number, ok := strings.Cut(s, "_")
	return ok && group != "" && number != "" && digit(number[0]) && !strings.ContainsAny(s, " \t\n")
}
