package site

import (
	"path"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// registers are the registers of the edition, with their views. One without rows is there all the same:
// its page says that there is nothing.
func (b *builder) registers() []register {
	all := []register{b.groupRegister(), b.meetingRegister(), b.glossary(),
		b.subjectRegister(minutes.KindIncident, b.record.Incidents),
		b.subjectRegister(minutes.KindModification, b.record.Modifications)}
	all = append(all, b.actionRegisters()...)
	return append(all, b.decisionRegisters()...)
}

func (b *builder) groupRegister() register {
	r := register{path: "/groups/", section: "meetings", title: "Groups", one: "group", many: "groups",
		columns: []column{{"Group", "name"}, {"Name", "words"}, {"Meetings", "number"}, {"Last met", "date"}}}
	r.count = len(b.record.Groups)
	r.row = func(i int) row {
		g := b.record.Groups[i]
		last := cell{}
		if m := g.Latest(); m != nil {
			last = dateCell(dateOf(m))
		}
		return row{{Text: g.ID, Href: b.href(g.Path)}, {Text: groupTitle(g)}, {Text: number(len(g.Meetings))}, last}
	}
	return r
}

func (b *builder) meetingRegister() register {
	r := register{path: "/meetings/", section: "meetings", title: "Meetings", one: "meeting", many: "meetings", table: "meetings",
		columns: []column{{"Meeting", "name"}, {"Group", "words"}, {"Date", "date"}, {"Version", ""}, {"Level", ""}, {"Decisions", "number"}, {"Actions raised", "number"}}}
	r.count, r.row = newestFirst(b.record.Meetings, func(m *record.Meeting) row {
		return row{linkCell(b.meetingLink(m)), {Text: groupName(m), Href: b.groupLink(m.Minutes.Meeting.Group).Href},
			dateCell(dateOf(m)), {Text: m.Minutes.Meeting.Version}, {Text: b.policy.Name(b.levels[m])},
			{Text: number(len(m.Decisions))}, {Text: number(len(m.Raised))}}
	})
	groups := filters{Name: "Group"}
	for _, g := range b.record.Groups {
		groups.Views = append(groups.Views, filter{Link: Link{groupTitle(g), b.href(g.Path)}, Count: number(len(g.Meetings))})
	}
	r.filters = []filters{groups}
	return r
}

// newestFirst are the rows of records that come oldest first.
func newestFirst[T any](records []T, of func(T) row) (count int, at func(i int) row) {
	return len(records), func(i int) row { return of(records[len(records)-1-i]) }
}

func (b *builder) subjectRegister(k minutes.Kind, subjects []*record.Subject) register {
	section := sectionOf(k)
	r := register{path: "/" + section + "/", section: section, title: b.plural(k), table: section,
		one: lower(b.label(k)), many: lower(b.plural(k)),
		columns: []column{{b.label(k), "name"}, {"About", "words"}, {"Occurred", "date"}, {"Mentions", "number"}, {"Last discussed", "date"}}}
	if k == minutes.KindModification {
		r.columns[2] = column{"Part of", "id"}
	}
	r.count, r.row = newestFirst(subjects, func(s *record.Subject) row {
		third := dateCell(s.Occurred)
		if k == minutes.KindModification {
			third = b.parentCell(s)
		}
		return row{linkCell(b.subjectLink(s)), {Text: clip(b.subjectSummary(s), 200)}, third,
			{Text: number(len(s.Mentions))}, dateCell(lastMention(s))}
	})
	return r
}

func (b *builder) parentCell(s *record.Subject) cell {
	if s.Parent == nil {
		return cell{}
	}
	return linkCell(b.subjectLink(s.Parent))
}

// decisionRegisters are all decisions, and those of each verb.
func (b *builder) decisionRegisters() []register {
	verbs, counts := b.verbs()
	all := []register{b.decisionRegister("")}
	for _, v := range verbs {
		all = append(all, b.decisionRegister(v))
	}
	for i := range all {
		f := filters{Name: "Decision", Views: []filter{{Link{"All", b.href("/decisions/")}, number(len(b.record.Decisions)), i == 0}}}
		for j, v := range verbs {
			f.Views = append(f.Views, filter{Link{capital(strings.ToLower(v)), b.href(verbPath(v))}, number(counts[v]), i == j+1})
		}
		all[i].filters = []filters{f}
	}
	return all
}

// verbs are the verbs of the decisions, the most frequent first. One that is no plain word in capitals has
// no view of its own, for its address might be another's.
func (b *builder) verbs() (verbs []string, counts map[string]int) {
	counts = map[string]int{}
	for _, d := range b.record.Decisions {
		if counts[d.Verb]++; counts[d.Verb] == 1 && d.Verb != "" && !strings.ContainsFunc(d.Verb, notCapital) {
			verbs = append(verbs, d.Verb)
		}
	}
	slices.SortFunc(verbs, func(x, y string) int {
		if counts[x] != counts[y] {
			return counts[y] - counts[x]
		}
		return strings.Compare(x, y)
	})
	return verbs, counts
}

// commonestVerb is the most frequent verb of all decisions; "" where there is but one.
func (b *builder) commonestVerb() string {
	if b.least == nil {
		least := ""
		if verbs, _ := b.verbs(); len(verbs) > 1 {
			least = verbs[0]
		}
		b.least = &least
	}
	return *b.least
}

func verbPath(verb string) string { return "/decisions/" + strings.ToLower(verb) + "/" }

func notCapital(r rune) bool { return r < 'A' || r > 'Z' }

// decisionRegister is the decisions of one verb, newest first; "" means all.
func (b *builder) decisionRegister(verb string) register {
	r := register{path: "/decisions/", section: "decisions", title: "Decisions", one: "decision", many: "decisions", table: "decisions",
		columns: []column{{"Date", "date"}, {"Meeting", "name"}, {"Place", ""}, {"Decision", "words"}}}
	if verb != "" {
		r.path, r.title, r.parent = verbPath(verb), "Decisions: "+strings.ToLower(verb), &Link{"Decisions", b.href("/decisions/")}
	}
	var kept []*record.Decision
	for _, m := range slices.Backward(b.record.Meetings) {
		for _, d := range m.Decisions {
			if verb == "" || d.Verb == verb {
				kept = append(kept, d)
			}
		}
	}
	r.count = len(kept)
	r.row = func(i int) row {
		line := b.decisionLine(kept[i])
		return row{dateCell(kept[i].Date), linkCell(line.Meeting), {Text: line.Spot, Href: line.Place},
			{HTML: line.Text}}
	}
	return r
}

func (b *builder) glossary() register {
	r := register{path: "/glossary/", section: "glossary", title: "Glossary", one: "abbreviation", many: "abbreviations", table: "glossary",
		columns: []column{{"Term", "name"}, {"Meaning", "words"}, {"First spelt out", ""}}}
	r.count = len(b.record.Glossary)
	r.row = func(i int) row {
		t := b.record.Glossary[i]
		return row{{Text: t.Term}, {Text: t.Expansion}, {Text: t.Meeting.ID, Href: b.href(t.URL()), Note: spot(t.Place)}}
	}
	return r
}

// dataFiles are a table's files in data/, whole or split by year.
func (b *builder) dataFiles(table string) []Link {
	if table == "" {
		return nil
	}
	var links []Link
	for _, name := range b.data {
		if stem := strings.TrimSuffix(name, path.Ext(name)); stem == table || strings.HasPrefix(stem, table+"-") {
			links = append(links, Link{name, b.href("/data/" + name)})
		}
	}
	return links
}

func linkCell(l Link) cell { return cell{Text: l.Text, Href: l.Href} }

func dateCell(iso string) cell {
	d := shortDay(iso)
	return cell{Text: d.Text, ISO: d.ISO}
}
