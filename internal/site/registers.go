package site

import (
	"path"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
	"minutebook/internal/register"
)

// listings are the registers of the edition. One without rows is there all the same: its page says that there is
// nothing.
func (b *builder) listings() []listing {
	all := []listing{b.groupTable(), b.ownerTable(), b.threadTable()}
	for _, r := range b.registers {
		switch r.Name {
		case "meetings":
			all = append(all, b.meetingTable(r))
		case "actions":
			all = append(all, b.actionTable(r))
		case "decisions":
			all = append(all, b.decisionTable(r))
		case "incidents":
			all = append(all, b.subjectTable(r, minutes.KindIncident, b.record.Incidents))
		case "modifications":
			all = append(all, b.subjectTable(r, minutes.KindModification, b.record.Modifications))
		default:
			for _, k := range b.record.Others {
				if k.Path == r.Path {
					all = append(all, b.subjectTable(r, k.Rule.Kind, k.Subjects))
				}
			}
		}
	}
	return all
}

func (b *builder) groupTable() listing {
	t := listing{of: register.Flat("/groups/", len(b.record.Groups)), section: "meetings", title: "Groups", one: "group", many: "groups",
		columns: []column{{"Group", "name"}, {"Name", "words"}, {"Meetings", "number"}, {"Last met", "date"}}}
	t.row = func(i int) row {
		g := b.record.Groups[i]
		last := cell{}
		if m := g.Latest(); m != nil {
			last = b.dateCell(dateOf(m))
		}
		return row{{Text: g.ID, Href: b.href(g.Path)}, {Text: groupTitle(g)}, {Text: prose.Number(len(g.Meetings))}, last}
	}
	return t
}

func (b *builder) meetingTable(r *register.Register) listing {
	t := listing{of: r, section: "meetings", title: "Meetings", one: "meeting", many: "meetings",
		columns: []column{{"Meeting", "name"}, {"Group", "words"}, {"Date", "date"}, {"Version", ""}, {"Level", ""}, {"Decisions", "number"}, {"Actions raised", "number"}}}
	t.row = func(i int) row {
		m := b.record.Meetings[i]
		return row{linkCell(b.meetingLink(m)), {Text: m.GroupName(), Href: b.groupLink(m.Minutes.Meeting.Group).Href},
			b.dateCell(dateOf(m)), {Text: m.Minutes.Meeting.Version}, {Text: b.policy.Name(b.levels[m])},
			{Text: prose.Number(len(m.Decisions))}, {Text: prose.Number(len(m.Raised))}}
	}
	return t
}

func (b *builder) actionTable(r *register.Register) listing {
	t := listing{of: r, section: "actions", title: "Actions", one: "action", many: "actions", row: func(i int) row { return b.actionRow(b.record.Actions[i]) },
		columns: []column{{"Action", "name"}, {"What is to be done", "words"}, {"Owner", ""}, {"Status", "status"}, {"Due", "date"}, {"Raised", "date"}}}
	if len(b.record.Owners) > 0 {
		t.also = append(t.also, Link{"Owners", b.href("/owners/")}, Link{"In figures", b.href("/plots/")})
	}
	if b.record.AsOf != "" {
		t.note = "As of " + together(b.day(b.record.AsOf).Text) + ", the newest meeting here."
	}
	return t
}

func (b *builder) actionRow(a *record.Action) row {
	s := b.actionStatus(a)
	return row{{Text: a.ID, Href: b.href(a.Path)}, {Text: prose.Clip(a.Text, 240)}, {Links: b.ownerLinks(a)},
		{Text: s.Word, Class: s.Class}, b.dueCell(a), b.dateCell(a.Raised)}
}

func (b *builder) dueCell(a *record.Action) cell {
	switch d := b.due(a); {
	case d.Date.Text != "":
		return b.dateCell(a.Due)
	case d.Meeting.Text != "":
		return cell{Before: "by ", Text: d.Meeting.Text, Href: d.Meeting.Href}
	case d.Said:
		return cell{Note: "no date"}
	}
	return cell{}
}

func (b *builder) subjectTable(r *register.Register, k minutes.Kind, subjects []*record.Subject) listing {
	t := listing{of: r, section: path.Base(r.Path), title: b.plural(k), one: prose.Lower(b.label(k)), many: prose.Lower(b.plural(k)),
		columns: []column{{b.label(k), "name"}, {"About", "words"}, {"Occurred", "date"}, {"Mentions", "number"}, {"Last discussed", "date"}}}
	third := func(s *record.Subject) row { return row{b.dateCell(s.Occurred)} }
	switch k {
	case minutes.KindIncident:
	case minutes.KindModification:
		t.columns[2], third = column{"Part of", "id"}, func(s *record.Subject) row { return row{b.parentCell(s)} }
	default: // minutes say of incidents alone when they occurred
		t.columns, third = slices.Delete(t.columns, 2, 3), func(*record.Subject) row { return nil }
	}
	t.row = func(i int) row {
		s := subjects[i]
		return slices.Concat(row{linkCell(b.subjectLink(s)), {Text: prose.Clip(b.subjectSummary(s), 200)}}, third(s),
			row{{Text: prose.Number(len(s.Mentions))}, b.dateCell(lastMention(s))})
	}
	return t
}

func (b *builder) parentCell(s *record.Subject) cell {
	if s.Parent == nil {
		return cell{}
	}
	return linkCell(b.subjectLink(s.Parent))
}

func (b *builder) decisionTable(r *register.Register) listing {
	t := listing{of: r, section: "decisions", title: "Decisions", one: "decision", many: "decisions",
		columns: []column{{"Date", "date"}, {"Meeting", "name"}, {"Place", ""}, {"Decision", "words"}}}
	if len(b.record.Threads) > 0 {
		t.also = append(t.also, Link{"Standing items", b.href("/threads/")})
	}
	t.row = func(i int) row {
		d := b.record.Decisions[i]
		line := b.decisionLine(d)
		return row{b.dateCell(d.Date), linkCell(line.Meeting), {Text: together(line.Spot), Href: line.Place}, {HTML: line.Text}}
	}
	return t
}

// commonestVerb is the most frequent verb of all decisions; "" where there is but one.
func (b *builder) commonestVerb() string {
	if b.least == nil {
		least := ""
		for _, r := range b.registers {
			if r.Name == "decisions" && len(r.Facets[0].Values) > 1 {
				least = strings.ToUpper(r.Facets[0].Values[0].Slug)
			}
		}
		b.least = &least
	}
	return *b.least
}

// dataFiles are the files in data/ that hold the rows of a view, whole or split by year.
func (b *builder) dataFiles(r *register.Register, v *register.View) []Link {
	var links []Link
	for _, name := range b.data[v.Base()] {
		links = append(links, Link{path.Base(name), b.href("/data/" + name)})
	}
	return links
}

func linkCell(l Link) cell { return cell{Text: l.Text, Href: l.Href} }

func (b *builder) dateCell(iso string) cell {
	d := b.shortDay(iso)
	return cell{Text: d.Text, ISO: d.ISO}
}
