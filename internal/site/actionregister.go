package site

import (
	"path"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// actionView is the actions that one page of the register shows.
type actionView struct {
	path, text string
	title      string // "" for the register of all
	one, many  string
	keep       func(*record.Action) bool
}

// actionRegisters are all actions, those of one status, and those of one group.
func (b *builder) actionRegisters() []register {
	statuses, groups := b.statusViews(), b.groupViews()
	byStatus, byGroup := b.actionViews(statuses), b.actionViews(groups)
	all := append(byStatus, byGroup...)
	for i := range all {
		all[i].filters = []filters{b.actionFilters("Status", statuses, byStatus, i)}
		if len(groups) > 0 {
			all[i].filters = append(all[i].filters, b.actionFilters("Group", groups, byGroup, i-len(statuses)))
		}
	}
	return all
}

func (b *builder) statusViews() []actionView {
	return []actionView{
		{"/actions/", "All", "", "action", "actions", func(*record.Action) bool { return true }},
		{"/actions/open/", "Open", "Open actions", "open action", "open actions", func(a *record.Action) bool { return a.Status != minutes.Closed }},
		{"/actions/overdue/", "Overdue", "Overdue actions", "overdue action", "overdue actions", func(a *record.Action) bool { return a.Overdue(b.record.AsOf) }},
		{"/actions/closed/", "Closed", "Closed actions", "closed action", "closed actions", func(a *record.Action) bool { return a.Status == minutes.Closed }},
	}
}

// groupViews are the groups that have actions; none where there is but one.
func (b *builder) groupViews() []actionView {
	var all []actionView
	for _, g := range b.record.Groups {
		if len(g.Actions) > 0 {
			all = append(all, actionView{"/actions/group/" + path.Base(g.Path) + "/", groupTitle(g), "Actions of the " + groupTitle(g),
				"action", "actions", func(a *record.Action) bool { return a.Group == g.ID }})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

func (b *builder) actionViews(views []actionView) []register {
	all := make([]register, len(views))
	for i, v := range views {
		all[i] = register{path: v.path, section: "actions", title: "Actions", one: v.one, many: v.many, table: "actions",
			columns: []column{{"Action", "name"}, {"What is to be done", "words"}, {"Owner", ""}, {"Status", "status"}, {"Due", "date"}, {"Raised", "date"}}}
		if v.title != "" {
			all[i].title, all[i].parent = v.title, &Link{"Actions", b.href("/actions/")}
		}
		if b.record.AsOf != "" {
			all[i].note = "As of " + together(day(b.record.AsOf).Text) + ", the date of the newest meeting here."
		}
		all[i].count, all[i].row = newestFirst(b.actionsByDate(v.keep), b.actionRow)
	}
	return all
}

// actionFilters are links to views with what each counts; the current one is shown now, if it is one of them.
func (b *builder) actionFilters(name string, views []actionView, of []register, current int) filters {
	f := filters{Name: name}
	for i, v := range views {
		f.Views = append(f.Views, filter{Link{v.text, b.href(v.path)}, number(of[i].count), i == current})
	}
	return f
}

// actionsByDate are the actions kept, by the date they were raised, then in the order of the record.
func (b *builder) actionsByDate(keep func(*record.Action) bool) []*record.Action {
	var kept []*record.Action
	for _, a := range b.record.Actions {
		if keep(a) {
			kept = append(kept, a)
		}
	}
	slices.SortStableFunc(kept, func(x, y *record.Action) int { return strings.Compare(x.Raised, y.Raised) })
	return kept
}

func (b *builder) actionRow(a *record.Action) row {
	s := b.actionStatus(a)
	return row{{Text: a.ID, Href: b.href(a.Path)}, {Text: clip(a.Text, 240)}, {Text: sentence(a.Owners...)},
		{Text: s.Word, Class: s.Class}, b.dueCell(a), dateCell(a.Raised)}
}

func (b *builder) dueCell(a *record.Action) cell {
	switch d := b.due(a); {
	case d.Date.Text != "":
		return dateCell(a.Due)
	case d.Meeting.Text != "":
		return cell{Before: "by ", Text: d.Meeting.Text, Href: d.Meeting.Href}
	case d.Said:
		return cell{Note: "no date"}
	}
	return cell{}
}
