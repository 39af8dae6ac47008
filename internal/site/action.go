package site

import (
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// actionPage answers what became of an action.
type actionPage struct {
	head
	ID          string            `json:"id"`
	Written     string            `json:"written"` // the first other spelling
	Text        string            `json:"text"`
	Status      status            `json:"status"`
	Answer      string            `json:"answer"` // what became of it, in a sentence or two
	ClosedBy    *words            `json:"closedby"`
	Owners      []owner           `json:"owners"`
	Due         date              `json:"due"`
	DueAt       Link              `json:"dueat"`   // the meeting it is due at
	Moves       []move            `json:"moves"`   // of the due date, the first one first
	MovesOf     string            `json:"movesof"` // "The newest 12 of 130."; "" where all are there
	Raised      date              `json:"raised"`
	RaisedAt    Link              `json:"raisedat"` // the paragraph that raised it, or else the meeting
	ChangedAt   *changedAt        `json:"changedat"`
	Silent      *silence          `json:"silent"`
	Life        []event           `json:"life"`
	LifeOf      string            `json:"lifeof"` // "The newest 24 of 130."; "" where all are there
	Mentions    []meetingMentions `json:"mentions"`
	Earlier     []Link            `json:"earlier"`     // meetings that mention it, before those
	Omitted     string            `json:"omitted"`     // "20 before those."; "" for none
	Decisions   []decisionLine    `json:"decisions"`   // that name it
	DecisionsOf string            `json:"decisionsof"` // "The newest 24 of 130."; "" where all are there
	Near        []Link            `json:"near"`        // incidents and modifications in the same items
}

// words are what the minutes say of an action at one place. Text is "" where they give its status alone.
type words struct {
	Text  string `json:"text"`
	Place Link   `json:"place"` // "OPSG_50, item 2"
}

// owner is whom an action falls on, with what is known of them: "person", or the name of a group.
type owner struct {
	Link
	Note string `json:"note"`
}

// move is a change of the due date.
type move struct {
	From  date `json:"from"`
	To    date `json:"to"`
	Place Link `json:"place"`
}

// changedAt is the last change: "Reopened" at a place.
type changedAt struct {
	What  string `json:"what"`
	Date  date   `json:"date"`
	Place Link   `json:"place"`
}

// silence says that an open action is no more reported on. Last is the meeting that told of it last, Over the one
// that went through the actions without it; without Last others than the action's own group told of it since.
type silence struct {
	Last  Link   `json:"last"`
	Over  Link   `json:"over"`
	Group string `json:"group"`
}

const (
	mostMoves = 12 // of its due date that an action's page shows
	tabLength = 50 // characters of a record's own words in the title of a window
)

// actionTabs are the texts of a window's title by the class of the status.
var actionTabs = map[string]string{"open": "action.tab_open", "overdue": "action.tab_overdue", "closed": "action.tab_closed", "unknown": "action.tab_unknown"}

func (b *builder) actionPage(a *record.Action) actionPage {
	group, moves := b.groupLink(a.Group), b.moves(a)
	p := actionPage{
		head: head{Title: a.ID, Section: "actions", Summary: prose.Clip(a.Text, 200), Band: b.bandOf(meetingsOfAction(a)...),
			Crumbs: b.crumbs(Link{b.words.Say("register.actions"), b.href("/actions/")}, group)},
		ID: a.ID, Written: a.Written, Text: a.Text, Status: b.actionStatus(a), Answer: b.answer(a), ClosedBy: b.closedBy(a),
		Owners: b.owners(a), Due: b.day(a.Due), DueAt: b.meetingNamed(a.DueMeeting), Moves: lastOf(moves, mostMoves),
		Raised: b.day(a.Raised), RaisedAt: b.raisedAt(a),
		ChangedAt: b.changedAt(a), Silent: b.silent(a), Near: firstOf(b.nearAction(a), mostNamed),
	}
	p.Tab = b.words.Say(actionTabs[p.Status.Class], "id", a.ID, "text", prose.Clip(a.Text, tabLength))
	if a.Status != minutes.Closed {
		p.Newest = b.whichNewest()
	}
	if n := len(moves); n > mostMoves {
		p.MovesOf = b.newestOf(mostMoves, n)
	}
	p.Life, p.LifeOf = newest(b, b.life(a), lifeBytes)
	p.Decisions, p.DecisionsOf = newest(b, b.decisionLines(a.Decisions), nearBytes)
	p.Omitted, p.Earlier, p.Mentions = b.lately(b.byMeeting(a.Mentions))
	return p
}

func (b *builder) actionStatus(a *record.Action) status {
	return b.statusOf(a.Status, a.Overdue(b.record.AsOf))
}

// owners lead to what else falls on them.
func (b *builder) owners(a *record.Action) []owner {
	var all []owner
	for _, o := range a.OwnedBy {
		note := ""
		switch {
		case o.Group != nil && !strings.EqualFold(o.Group.Name, o.Name):
			note = o.Group.Name
		case o.Group == nil && o.Person:
			note = b.words.Say("action.person")
		}
		all = append(all, owner{Link{o.Name, b.href(o.Path)}, note})
	}
	return all
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

// placeLink is a place by its meeting and item.
func (b *builder) placeLink(p record.Place) Link {
	return Link{b.words.Say("common.place", "meeting", p.Meeting.ID, "spot", b.spot(p)), b.href(p.URL())}
}

func (b *builder) closedBy(a *record.Action) *words {
	if a.ClosedBy == nil {
		return nil
	}
	return &words{strings.TrimSpace(a.ClosedBy.Text), b.placeLink(a.ClosedBy.Place)}
}

func (b *builder) moves(a *record.Action) []move {
	var all []move
	for _, u := range a.Updates {
		if u.Moved != nil {
			all = append(all, move{b.day(u.Moved.From), b.day(u.Moved.To), b.placeLink(u.Place)})
		}
	}
	return all
}

// changedAt is the last report that changed something; nil where none did, and where it closed the action, which
// is told already.
func (b *builder) changedAt(a *record.Action) *changedAt {
	if a.Status == minutes.Closed {
		return nil
	}
	for _, u := range slices.Backward(a.Updates) {
		if what := b.whatChanged(u); what != "" {
			return &changedAt{what, b.day(u.Date), b.placeLink(u.Place)}
		}
	}
	return nil
}

// whatChanged is what a report changed of its action; "" for nothing.
func (b *builder) whatChanged(u *record.Update) string {
	switch {
	case u.Turned && u.Status == minutes.Closed:
		return b.words.Say("action.turned_closed")
	case u.Again && u.Moved != nil:
		return b.words.Say("action.turned_again_moved")
	case u.Again:
		return b.words.Say("action.turned_again")
	case u.Moved != nil:
		return b.words.Say("action.turned_moved")
	}
	return ""
}

func (b *builder) silent(a *record.Action) *silence {
	if a.Silent == nil {
		return nil
	}
	s := &silence{Over: b.meetingLink(a.Silent), Group: a.Silent.GroupName()}
	var last *record.Meeting
	for _, m := range a.Tellers() {
		if last == nil || dateOf(m) >= dateOf(last) {
			last = m
		}
	}
	if last != nil && last.Group == a.Silent.Group {
		s.Last = b.meetingLink(last)
	}
	return s
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
	for _, r := range m.References {
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
	return append(meetingsOf(a.Mentions), a.Tellers()...)
}

func (b *builder) raisedAt(a *record.Action) Link {
	if a.Place == nil {
		return b.meetingNamed(a.MeetingID)
	}
	return b.placeLink(*a.Place)
}
