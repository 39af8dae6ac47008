package site

import (
	"path"
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
	"minutebook/internal/register"
)

// ownerPage answers what somebody owes, and to whom.
type ownerPage struct {
	head
	Name   string  `json:"name"`
	What   string  `json:"what"`  // "A person", "A body"
	Group  *Link   `json:"group"` // of a body that meets here
	Counts []tally `json:"counts"`
	Owes   []debt  `json:"owes"` // open actions by the group that raised them
	All    string  `json:"all"`  // address of all open actions
}

// debt is what is owed to one group.
type debt struct {
	Group Link         `json:"group"`
	Name  string       `json:"name"`
	Count string       `json:"count"`
	Open  []actionLine `json:"open"`
	More  string       `json:"more"` // "and 40 more"; "" where all are shown
}

const (
	debtRows = 16 // open actions to one group that an owner's page shows; the register has them all
	owedRows = 64 // about; the same to all groups
)

// ownerLinks are the owners of an action, each with its page.
func (b *builder) ownerLinks(a *record.Action) []Link {
	var links []Link
	for _, o := range a.OwnedBy {
		links = append(links, Link{o.Name, b.href(o.Path)})
	}
	return links
}

func (b *builder) ownerTable() listing {
	t := listing{of: register.Flat("/owners/", len(b.record.Owners)), section: "actions", title: b.words.Say("register.owners"), count: b.counted("count.owners"),
		columns: b.columns("owner words", "what", "open number", "overdue number", "all number")}
	t.row = func(i int) row {
		o := b.record.Owners[i]
		open, overdue := b.owed(o)
		return row{{Text: o.Name, Href: b.href(o.Path)}, {Text: b.whatIs(o)}, b.numberCell(open), b.numberCell(overdue), b.numberCell(len(o.Actions))}
	}
	return t
}

func (b *builder) whatIs(o *record.Owner) string {
	switch {
	case o.Group != nil:
		return b.words.Say("owner.group")
	case o.Person:
		return b.words.Say("owner.person")
	}
	return b.words.Say("owner.body")
}

// owed are the numbers of an owner's actions that are not closed, and of those overdue.
func (b *builder) owed(o *record.Owner) (open, overdue int) {
	for _, a := range o.Actions {
		if a.Status != minutes.Closed {
			open++
		}
		if a.Overdue(b.record.AsOf) {
			overdue++
		}
	}
	return open, overdue
}

func (b *builder) ownerPage(o *record.Owner) ownerPage {
	open, overdue := b.owed(o)
	p := ownerPage{
		head: head{Title: o.Name, Section: "actions", Band: b.bandOf(meetingsOfActions(o.Actions)...), Newest: b.whichNewest(),
			Crumbs: b.crumbs(Link{b.words.Say("register.actions"), b.href("/actions/")}, Link{b.words.Say("register.owners"), b.href("/owners/")}), Feeds: b.feedsFor(o.Path)},
		Name: o.Name, What: b.whatIs(o), Owes: b.debts(o),
	}
	p.Summary = b.words.Count("owner.summary", open, "owner", o.Name)
	p.Tab = b.words.Say("owner.tab", "owner", o.Name, "open", b.words.Count("count.open_actions", open))
	if o.Group != nil {
		p.Group = &Link{groupTitle(o.Group), b.href(o.Group.Path)}
	}
	view := "/actions/owner/" + path.Base(o.Path) + "/"
	p.All = b.href(view + "open/")
	for _, t := range []struct {
		n         int
		key, view string
	}{{open, "owner.open", "open"}, {overdue, "owner.overdue", "overdue"}, {len(o.Actions) - open, "owner.closed", "closed"}} {
		if t.n > 0 {
			p.Counts = append(p.Counts, tally{Link{b.words.Count(t.key, t.n), b.href(view + t.view + "/")}, b.words.Number(t.n), t.view})
		}
	}
	return p
}

// debts are the open actions by the group that raised them, in the order of the record; the newest first.
func (b *builder) debts(o *record.Owner) []debt {
	var all []debt
	rows := 0
	for _, g := range b.record.Groups {
		n := 0
		d := debt{Group: Link{g.ID, b.href(g.Path)}, Name: groupTitle(g)}
		for _, a := range slices.Backward(o.Actions) {
			if a.Group != g.ID || a.Status == minutes.Closed {
				continue
			}
			if n++; n <= debtRows && rows < owedRows {
				rows++
				d.Open = append(d.Open, b.debtLine(a, o))
			}
		}
		if left := n - len(d.Open); left > 0 {
			d.More = b.words.Count("owner.more", left)
		}
		if n > 0 {
			d.Count = b.words.Count("count.open_actions", n)
			all = append(all, d)
		}
	}
	return all
}

// debtLine is an action on the page of one of its owners, who goes without saying.
func (b *builder) debtLine(a *record.Action, o *record.Owner) actionLine {
	line := b.actionLine(a)
	line.Owners = ""
	var others []string
	for _, other := range a.OwnedBy {
		if other != o {
			others = append(others, other.Name)
		}
	}
	if len(others) > 0 {
		line.Owners = b.words.Say("owner.with", "owners", b.words.List(others...))
	}
	return line
}

func meetingsOfActions(actions []*record.Action) []*record.Meeting {
	var all []*record.Meeting
	for _, a := range actions {
		all = append(all, meetingsOfAction(a)...)
	}
	return all
}
