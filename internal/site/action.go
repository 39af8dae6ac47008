package site

import (
	"net/url"
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// actionPage answers what became of an action.
type actionPage struct {
	head
	ID       string            `json:"id"`
	Written  string            `json:"written"` // the first other spelling
	Text     string            `json:"text"`
	Status   status            `json:"status"`
	Closed   date              `json:"closed"`
	Owners   []Link            `json:"owners"`
	Due      date              `json:"due"`
	DueAt    Link              `json:"dueat"` // the meeting it is due at
	Moved    []date            `json:"moved"` // earlier due dates, first one first
	Age      string            `json:"age"`   // " for 32 days", after the status
	Raised   date              `json:"raised"`
	RaisedAt Link              `json:"raisedat"`
	Spot     string            `json:"spot"`
	Place    string            `json:"place"` // address of the paragraph that raised it
	Life     []event           `json:"life"`
	Mentions []meetingMentions `json:"mentions"`
	Near     []Link            `json:"near"` // incidents and modifications in the same items
}

// event is one entry of an action's life, newest last.
type event struct {
	Date    date   `json:"date"`
	Meeting Link   `json:"meeting"`
	Href    string `json:"href"`
	Spot    string `json:"spot"`
	What    string `json:"what"` // "Raised", "Reported"
	Status  status `json:"status"`
	Text    string `json:"text"`
	Target  date   `json:"target"`
	Revised date   `json:"revised"`
}

func (b *builder) actionPage(a *record.Action) actionPage {
	group := b.groupLink(a.Group)
	return actionPage{
		head: head{Title: a.ID, Section: "actions", Summary: clip(a.Text, 200), Band: b.bandOf(meetingsOfAction(a)...), AsOf: day(b.record.AsOf),
			Crumbs: b.crumbs(Link{"Actions", b.href("/actions/")}, group)},
		ID: a.ID, Written: a.Written, Text: a.Text, Status: b.actionStatus(a), Closed: day(a.Closed),
		Owners: b.owners(a), Due: day(a.Due), DueAt: b.meetingNamed(a.DueMeeting), Moved: moved(a), Age: b.age(a),
		Raised: day(a.Raised), RaisedAt: b.meetingNamed(a.MeetingID), Spot: spotOf(a.Place), Place: b.placeHref(a.Place),
		Life: b.life(a), Mentions: b.byMeeting(a.Mentions), Near: b.nearAction(a),
	}
}

func (b *builder) actionStatus(a *record.Action) status {
	return statusOf(a.Status, a.Overdue(b.record.AsOf))
}

// owners lead to the search for what else falls on them.
func (b *builder) owners(a *record.Action) []Link {
	var links []Link
	for _, o := range a.Owners {
		links = append(links, Link{o, b.href("/search?kind=action&owner=" + url.QueryEscape(o))})
	}
	return links
}

// meetingNamed is a meeting by its id, without an address where the edition has no minutes of it.
func (b *builder) meetingNamed(id string) Link {
	if p, ok := b.record.Path(minutes.KindMeeting, id); ok {
		return Link{id, b.href(p)}
	}
	return Link{Text: id}
}

func (b *builder) groupLink(id string) Link {
	if g := b.groups[id]; g != nil {
		return Link{id, b.href(g.Path)}
	}
	return Link{Text: id}
}

// moved are the dates that an action was due at before its present one.
func moved(a *record.Action) []date {
	var before []date
	note := func(iso string) {
		d := day(iso)
		if d.ISO != "" && d.ISO != a.Due && !slices.Contains(before, d) {
			before = append(before, d)
		}
	}
	for _, u := range a.Updates {
		note(u.Target)
		note(u.Revised)
	}
	return before
}

// age is how long the action was open, or has been as of the newest meeting, to be said after its status.
func (b *builder) age(a *record.Action) string {
	until, before := b.record.AsOf, " for "
	switch {
	case a.Status == minutes.Closed:
		until, before = a.Closed, " after "
	case a.Overdue(b.record.AsOf):
		before = ", open for "
	}
	n, ok := days(a.Raised, until)
	if !ok || n == 0 {
		return ""
	}
	return before + count(n, "day", "days")
}

// life is what the minutes tell of the action, oldest first.
func (b *builder) life(a *record.Action) []event {
	var events []event
	if a.Place != nil {
		events = append(events, event{Date: day(a.Place.Meeting.Minutes.Meeting.Date), Meeting: b.meetingLink(a.Place.Meeting),
			Href: b.href(a.Place.URL()), Spot: spot(*a.Place), What: "Raised", Text: a.Text})
	}
	for _, u := range a.Updates {
		e := event{Date: day(u.Date), Meeting: b.meetingLink(u.Meeting), Href: b.href(u.URL()), Spot: spot(u.Place),
			What: "Reported", Text: u.Text, Target: day(u.Target), Revised: day(u.Revised)}
		if u.Status != minutes.Unknown {
			e.Status = statusOf(u.Status, false)
		}
		events = append(events, e)
	}
	return events
}

// nearAction are the incidents and modifications named in the items where the action was raised or
// reported on, except in tables, where each row is a matter of its own.
func (b *builder) nearAction(a *record.Action) []Link {
	if a.Place == nil || a.Place.Item == nil {
		return nil
	}
	return b.subjectsIn(a.Place.Meeting, a.Place.Item.Number)
}

// subjectsIn are the incidents and modifications that one item names, in the order of the text.
func (b *builder) subjectsIn(m *record.Meeting, item string) []Link {
	var links []Link
	for _, r := range m.Minutes.References {
		if r.Item != item || r.Kind == minutes.KindMeeting || r.Kind == minutes.KindAction {
			continue
		}
		p, ok := b.record.Path(r.Kind, r.ID)
		if l := (Link{r.ID, b.href(p)}); ok && !slices.Contains(links, l) {
			links = append(links, l)
		}
	}
	return links
}

func meetingsOfAction(a *record.Action) []*record.Meeting {
	all := meetingsOf(a.Mentions)
	if a.Place != nil {
		all = append(all, a.Place.Meeting)
	}
	for _, u := range a.Updates {
		all = append(all, u.Meeting)
	}
	return all
}

func spotOf(p *record.Place) string {
	if p == nil {
		return ""
	}
	return spot(*p)
}

func (b *builder) placeHref(p *record.Place) string {
	if p == nil {
		return ""
	}
	return b.href(p.URL())
}
