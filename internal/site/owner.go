package site

import (
	"path"
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
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
	t := listing{of: register.Flat("/owners/", len(b.record.Owners)), section: "actions", title: "Owners", one: "owner", many: "owners",
		columns: []column{{"Owner", "words"}, {"What", ""}, {"Open actions", "number"}, {"Overdue", "number"}, {"All actions", "number"}}}
	t.row = func(i int) row {
		o := b.record.Owners[i]
		open, overdue := b.owed(o)
		return row{{Text: o.Name, Href: b.href(o.Path)}, {Text: whatIs(o)}, {Text: prose.Number(open)}, {Text: prose.Number(overdue)}, {Text: prose.Number(len(o.Actions))}}
	}
	return t
}

func whatIs(o *record.Owner) string {
	switch {
	case o.Group != nil:
		return "Group"
	case o.Person:
		return "Person"
	}
	return "Body"
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
		head: head{Title: o.Name, Section: "actions", Band: b.bandOf(meetingsOfActions(o.Actions)...), AsOf: b.day(b.record.AsOf),
			Crumbs: b.crumbs(Link{"Actions", b.href("/actions/")}, Link{"Owners", b.href("/owners/")}), Feeds: b.feedsFor(o.Path)},
		Name: o.Name, What: whatIs(o), Owes: b.debts(o),
	}
	p.Summary = prose.Count(open, "open action", "open actions") + " of " + o.Name
	if o.Group != nil {
		p.Group = &Link{groupTitle(o.Group), b.href(o.Group.Path)}
	}
	view := "/actions/owner/" + path.Base(o.Path) + "/"
	p.All = b.href(view + "open/")
	p.Counts = b.someTallies([]tallied{
		{open, "open action", "open actions", view + "open/", "open"},
		{overdue, "of them overdue", "of them overdue", view + "overdue/", "overdue"},
		{len(o.Actions) - open, "closed action", "closed actions", view + "closed/", "closed"},
	})
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
			d.More = "and " + prose.Number(left) + " more"
		}
		if n > 0 {
			d.Count = prose.Count(n, "open action", "open actions")
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
		line.Owners = "with " + prose.List(others...)
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
