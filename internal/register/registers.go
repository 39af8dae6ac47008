package register

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"minutebook/internal/record"
)

// Of are the registers of a record: meetings, actions, decisions, incidents, modifications, and those of the
// archive's own kinds.
func Of(r *record.Record) []*Register {
	all := []*Register{meetings(r), actions(r), decisions(r),
		subjects("incidents", "/incidents/", r.Incidents, r), subjects("modifications", "/modifications/", r.Modifications, r)}
	for _, k := range r.Others {
		all = append(all, subjects(path.Base(k.Path), k.Path, k.Subjects, r))
	}
	return all
}

// of is a register of records, without its views. Among records of one date the later in the order of the
// record is the newer.
func of[R any](name, at string, records []R, date func(R) string) *Register {
	r := &Register{Name: name, Path: at, byPath: map[string]*View{}, ways: map[from]ways{}, years: make([]string, len(records)), age: make([]int, len(records))}
	for i, x := range records {
		if d := date(x); len(d) >= 4 {
			r.years[i] = d[:4]
		}
	}
	oldest := r.all()
	slices.SortStableFunc(oldest, func(i, j int) int { return cmp.Compare(date(records[i]), date(records[j])) })
	for at, i := range oldest {
		r.age[i] = at
	}
	return r
}

// pick are the indices of the records that a test holds for.
func pick[R any](records []R, holds func(R) bool) []int {
	var all []int
	for i, x := range records {
		if holds(x) {
			all = append(all, i)
		}
	}
	return all
}

// gather are the indices of the records by each key that they have.
func gather[R any, K comparable](records []R, keys func(R) []K) map[K][]int {
	all := map[K][]int{}
	for i, x := range records {
		for _, k := range keys(x) {
			if at := all[k]; len(at) == 0 || at[len(at)-1] != i {
				all[k] = append(at, i)
			}
		}
	}
	return all
}

// byYears is the facet of years, the newest first.
func (r *Register) byYears(many string) {
	of := gather(r.all(), func(i int) []string { return []string{r.years[i]} })
	f := Facet{Name: "year", Label: "Year"}
	for y, records := range of {
		if y != "" {
			f.Values = append(f.Values, Value{Slug: y, Label: y, Title: many + " of " + y, records: records})
		}
	}
	slices.SortFunc(f.Values, func(a, b Value) int { return cmp.Compare(b.Slug, a.Slug) })
	r.Facets = append(r.Facets, f)
}

// byGroups is the facet of groups, in the order of the record; those without a record are left out.
func byGroups[R any](to *Register, r *record.Record, records []R, many string, groups func(R) []*record.Group) {
	of := gather(records, groups)
	f := Facet{Name: "group", Label: "Group"}
	for _, g := range r.Groups {
		if len(of[g]) > 0 {
			f.Values = append(f.Values, Value{Slug: path.Base(g.Path), Label: cmp.Or(g.Name, g.ID), Title: many + " of the " + cmp.Or(g.Name, g.ID), records: of[g]})
		}
	}
	to.Facets = append(to.Facets, f)
}

func meetings(r *record.Record) *Register {
	reg := of("meetings", "/meetings/", r.Meetings, heldOn)
	byGroups(reg, r, r.Meetings, "Meetings", func(m *record.Meeting) []*record.Group { return []*record.Group{m.Group} })
	reg.byYears("Meetings")
	reg.views([2]string{"group", "year"})
	return reg
}

func heldOn(m *record.Meeting) string { return m.Minutes.Meeting.Date }

func decisions(r *record.Record) *Register {
	reg := of("decisions", "/decisions/", r.Decisions, func(d *record.Decision) string { return d.Date })
	reg.Facets = append(reg.Facets, byVerb(r))
	byGroups(reg, r, r.Decisions, "Decisions", func(d *record.Decision) []*record.Group { return []*record.Group{d.Meeting.Group} })
	reg.Facets = append(reg.Facets, byItem(r))
	reg.byYears("Decisions")
	reg.views([2]string{"group", "verb"}, [2]string{"group", "year"})
	return reg
}

// byVerb is the facet of verbs, the most frequent first. One that is no plain word in capitals has no view of
// its own, for its address might be another's.
func byVerb(r *record.Record) Facet {
	of := gather(r.Decisions, func(d *record.Decision) []string { return []string{d.Verb} })
	f := Facet{Name: "verb", Label: "Decision", bare: true}
	for verb, records := range of {
		if verb != "" && !strings.ContainsFunc(verb, notCapital) {
			word := strings.ToLower(verb)
			f.Values = append(f.Values, Value{Slug: word, Label: strings.ToUpper(word[:1]) + word[1:], Title: "Decisions: " + word, records: records})
		}
	}
	slices.SortFunc(f.Values, func(a, b Value) int {
		return cmp.Or(cmp.Compare(len(b.records), len(a.records)), cmp.Compare(a.Slug, b.Slug))
	})
	return f
}

func notCapital(r rune) bool { return r < 'A' || r > 'Z' }

// byItem is the facet of the agenda items that come back, by group and title.
func byItem(r *record.Record) Facet {
	of := gather(r.Decisions, func(d *record.Decision) []*record.Thread {
		if t := d.Meeting.Threads[d.Item]; t != nil {
			return []*record.Thread{t}
		}
		return nil
	})
	f := Facet{Name: "item", Label: "Standing item"}
	for _, t := range r.Threads {
		if len(of[t]) > 0 {
			f.Values = append(f.Values, Value{Slug: path.Base(t.Path), Label: t.Group.ID + ": " + t.Title,
				Title: "Decisions on " + t.Title + ", " + cmp.Or(t.Group.Name, t.Group.ID), records: of[t]})
		}
	}
	return f
}

func subjects(name, at string, all []*record.Subject, r *record.Record) *Register {
	reg := of(name, at, all, dateOf)
	byGroups(reg, r, all, "Discussed by the", func(s *record.Subject) []*record.Group { return discussedBy(s) })
	reg.byYears("Of the year")
	reg.views([2]string{"group", "year"})
	return reg
}

// dateOf is when a subject occurred, or else was first spoken of.
func dateOf(s *record.Subject) string {
	if s.Occurred == "" && len(s.Mentions) > 0 {
		return heldOn(s.Mentions[0].Meeting)
	}
	return s.Occurred
}

func discussedBy(s *record.Subject) []*record.Group {
	var all []*record.Group
	for _, m := range s.Mentions {
		if !slices.Contains(all, m.Meeting.Group) {
			all = append(all, m.Meeting.Group)
		}
	}
	return all
}
