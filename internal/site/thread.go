package site

import (
	"path"
	"slices"

	"minutebook/internal/prose"
	"minutebook/internal/record"
	"minutebook/internal/register"
)

// threadPage answers what became of an agenda item from meeting to meeting.
type threadPage struct {
	head
	Name      string       `json:"name"`
	Group     Link         `json:"group"`
	Body      string       `json:"body"`
	Count     string       `json:"count"`     // "On the agenda of 12 meetings."
	Decisions Link         `json:"decisions"` // the register of all decisions made on it; "" for none
	Items     []threadItem `json:"items"`     // newest first
	More      []threadItem `json:"more"`      // those before
	Fold      string       `json:"fold"`      // "9 earlier meetings"
	Before    string       `json:"before"`    // how many more before those; "" for none
}

// threadItem is the item at one meeting.
type threadItem struct {
	Meeting   Link           `json:"meeting"`
	Date      date           `json:"date"`
	Href      string         `json:"href"`
	Title     string         `json:"title"`
	Decisions []decisionLine `json:"decisions"`
	Raised    []actionLine   `json:"raised"`
	Left      string         `json:"left"`  // what more was decided and raised: "And 5 more actions."; "" for nothing
	Names     []Link         `json:"names"` // incidents, modifications and the like
}

const (
	threadItems = 12  // that show what was done; of older ones only meeting and date are shown
	threadMore  = 120 // older ones that are links
	threadRows  = 12  // decisions, and actions raised, that an item shows
	threadNames = 12
)

func (b *builder) threadTable() listing {
	t := listing{of: register.Flat("/threads/", len(b.record.Threads)), section: "decisions", title: b.words.Say("register.threads"), count: b.counted("count.threads"),
		columns: b.columns("item words", "group", "meetings number", "last date")}
	t.row = func(i int) row {
		thread := b.record.Threads[i]
		return row{{Text: thread.Title, Href: b.href(thread.Path)}, {Text: thread.Group.ID, Href: b.href(thread.Group.Path)},
			b.numberCell(len(thread.Items)), b.dateCell(dateOf(thread.Items[len(thread.Items)-1].Meeting))}
	}
	return t
}

func (b *builder) threadPage(t *record.Thread) threadPage {
	p := threadPage{
		head: head{Title: t.Title, Section: "decisions", Band: b.bandOf(meetingsOfPlaces(t.Items)...),
			Crumbs: b.crumbs(b.groupLink(t.Group.ID), Link{b.words.Say("register.threads"), b.href("/threads/")})},
		Name: t.Title, Group: Link{groupTitle(t.Group), b.href(t.Group.Path)}, Count: b.words.Count("thread.count", len(t.Items)),
	}
	p.Tab = b.words.Say("thread.tab", "item", t.Title, "group", t.Group.ID)
	p.Summary = b.words.Count("thread.summary", len(t.Items), "group", groupTitle(t.Group))
	if at := decisionsOn(t); b.known[at] {
		p.Decisions = Link{b.words.Say("thread.decisions"), b.href(at)}
	}
	for _, place := range slices.Backward(t.Items) {
		if len(p.Items) < threadItems {
			p.Items = append(p.Items, b.threadItem(place))
		} else if len(p.More) < threadMore {
			p.More = append(p.More, threadItem{Meeting: b.meetingLink(place.Meeting), Date: b.day(dateOf(place.Meeting)), Href: b.href(place.URL())})
		}
	}
	if n := len(p.More); n > 0 {
		p.Fold = b.words.Count("thread.earlier", n)
	}
	if before := len(t.Items) - threadItems - threadMore; before > 0 {
		p.Before = b.words.Count("thread.before", before)
	}
	return p
}

// decisionsOn is where the register of the decisions made on a standing item is, if there is one.
func decisionsOn(t *record.Thread) string { return "/decisions/item/" + path.Base(t.Path) + "/" }

func (b *builder) threadItem(p record.Place) threadItem {
	it := threadItem{Meeting: b.meetingLink(p.Meeting), Date: b.day(dateOf(p.Meeting)), Href: b.href(p.URL()), Title: p.Item.Title}
	for _, d := range p.Meeting.Decisions {
		if d.Item == p.Item {
			it.Decisions = append(it.Decisions, b.ownDecisionLine(d))
		}
	}
	for _, a := range p.Meeting.Raised {
		if a.Place != nil && a.Place.Item == p.Item {
			line := b.actionLine(a)
			line.Text = prose.Clip(a.Text, summaryLength)
			it.Raised = append(it.Raised, line)
		}
	}
	var left []string
	if n := len(it.Decisions) - threadRows; n > 0 {
		it.Decisions, left = it.Decisions[:threadRows], append(left, b.words.Count("thread.more_decisions", n))
	}
	if n := len(it.Raised) - threadRows; n > 0 {
		it.Raised, left = it.Raised[:threadRows], append(left, b.words.Count("thread.more_actions", n))
	}
	if len(left) > 0 {
		it.Left = b.words.Say("thread.left", "more", b.words.List(left...))
	}
	it.Names = b.subjectsIn(p.Meeting, p.Item.Number)
	it.Names = it.Names[:min(len(it.Names), threadNames)]
	return it
}

func meetingsOfPlaces(places []record.Place) []*record.Meeting {
	var all []*record.Meeting
	for _, p := range places {
		all = append(all, p.Meeting)
	}
	return all
}
