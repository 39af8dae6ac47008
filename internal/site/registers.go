package site

import (
	"path"
	"slices"
	"strconv"
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
	t := listing{of: register.Flat("/groups/", len(b.record.Groups)), section: "meetings", title: b.words.Say("register.groups"), count: b.counted("count.groups"),
		columns: b.columns("id name", "name words", "meetings number", "met date")}
	t.row = func(i int) row {
		g := b.record.Groups[i]
		last := cell{}
		if m := g.Latest(); m != nil {
			last = b.dateCell(dateOf(m))
		}
		return row{{Text: g.ID, Href: b.href(g.Path)}, {Text: groupTitle(g)}, b.numberCell(len(g.Meetings)), last}
	}
	return t
}

func (b *builder) meetingTable(r *register.Register) listing {
	t := listing{of: r, section: "meetings", title: b.registerTitle(r), all: b.words.Say("register.all_meetings"), count: b.counted("count.meetings"),
		columns: b.columns("meeting name", "group words", "date date", "version", "level", "decisions number", "actions number")}
	t.face = func(k *keys, f *facts, i int) {
		m := b.record.Meetings[i]
		f.key(k.meeting(m))
		f.number(len(m.Decisions), len(m.Raised))
	}
	t.row = func(i int) row {
		m := b.record.Meetings[i]
		return row{linkCell(b.meetingLink(m)), {Text: m.GroupName(), Href: b.groupLink(m.Minutes.Meeting.Group).Href},
			b.dateCell(dateOf(m)), {Text: m.Minutes.Meeting.Version}, {Text: b.policy.Name(b.levels[m])},
			b.numberCell(len(m.Decisions)), b.numberCell(len(m.Raised))}
	}
	return t
}

func (b *builder) actionTable(r *register.Register) listing {
	t := listing{of: r, section: "actions", title: b.registerTitle(r), all: b.words.Say("register.all_actions"), count: b.counted("count.actions"),
		row:     func(i int) row { return b.actionRow(b.record.Actions[i]) },
		face:    func(k *keys, f *facts, i int) { f.key(k.action(b.record.Actions[i])) },
		columns: b.columns("action name", "text words", "owner", "status status", "due date", "raised date")}
	if len(b.record.Owners) > 0 {
		t.also = append(t.also, Link{b.words.Say("register.owners"), b.href("/owners/")}, Link{b.words.Say("register.figures"), b.href("/plots/")})
	}
	t.turns = true
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
		return cell{Said: b.words.Say("register.due_by"), Text: d.Meeting.Text, Href: d.Meeting.Href}
	case d.Said:
		return cell{Note: b.words.Say("register.no_date")}
	}
	return cell{}
}

func (b *builder) subjectTable(r *register.Register, k minutes.Kind, subjects []*record.Subject) listing {
	t := listing{of: r, section: path.Base(r.Path), title: b.registerTitle(r), all: b.words.Say("register.all_of_kind", "kind", prose.Lower(b.plural(k))), count: b.kindsCounted(k),
		columns: b.columns("id name", "about words", "occurred date", "mentions number", "discussed date")}
	t.columns[0].Name = b.label(k)
	third := func(s *record.Subject) row { return row{b.dateCell(s.Occurred)} }
	switch k {
	case minutes.KindIncident:
	case minutes.KindModification:
		t.columns[2], third = b.columns("part")[0], func(s *record.Subject) row { return row{b.parentCell(s)} }
	default: // minutes say of incidents alone when they occurred
		t.columns, third = slices.Delete(t.columns, 2, 3), func(*record.Subject) row { return nil }
	}
	t.face = func(k *keys, f *facts, i int) { f.key(k.subject(subjects[i])) }
	t.row = func(i int) row {
		s := subjects[i]
		return slices.Concat(row{linkCell(b.subjectLink(s)), {Text: prose.Clip(b.subjectSummary(s), 200)}}, third(s),
			row{b.numberCell(len(s.Mentions)), b.dateCell(lastMention(s))})
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
	t := listing{of: r, section: "decisions", title: b.registerTitle(r), all: b.words.Say("register.all_decisions"), count: b.counted("count.decisions"),
		columns: b.columns("date date", "meeting name", "place", "decision words")}
	if len(b.record.Threads) > 0 {
		t.also = append(t.also, Link{b.words.Say("register.threads"), b.href("/threads/")})
	}
	t.face = func(k *keys, f *facts, i int) { k.decision(f, b.record.Decisions[i]) }
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

// numberCell is a number, which sorts as one however its thousands are grouped.
func (b *builder) numberCell(n int) cell {
	c := cell{Text: b.words.Number(n)}
	if s := strconv.Itoa(n); s != c.Text {
		c.Sort = s
	}
	return c
}

// columns are the heads of a table, each from its key and its class: "due date".
func (b *builder) columns(specs ...string) []column {
	var all []column
	for _, spec := range specs {
		key, class, _ := strings.Cut(spec, " ")
		all = append(all, column{key, b.words.Say("column." + key), class})
	}
	return all
}

// counted says how many there are by a text that counts.
func (b *builder) counted(key string) func(n int) string {
	return func(n int) string { return b.words.Count(key, n) }
}

func (b *builder) kindsCounted(k minutes.Kind) func(n int) string {
	return func(n int) string {
		return b.ofKind(k, n)
	}
}

// registerTitle is what a register is called: "Actions".
func (b *builder) registerTitle(r *register.Register) string {
	switch r.Name {
	case "meetings":
		return b.words.Say("register.meetings")
	case "actions":
		return b.words.Say("register.actions")
	case "decisions":
		return b.words.Say("register.decisions")
	case "incidents":
		return b.plural(minutes.KindIncident)
	case "modifications":
		return b.plural(minutes.KindModification)
	}
	for _, k := range b.record.Others {
		if k.Path == r.Path {
			return b.plural(k.Rule.Kind)
		}
	}
	return r.Name
}
