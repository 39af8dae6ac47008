package register

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"minutebook/internal/record"
	"minutebook/internal/wording"
)

// Of are the registers of a record: meetings, actions, decisions, incidents, modifications, and those of the
// archive's own kinds. What they are called is in the given words; nil for whoever shows none of it.
func Of(r *record.Record, w *wording.Words) []*Register {
	all := []*Register{meetings(r, w), actions(r, w), decisions(r, w),
		subjects("incidents", "/incidents/", r.Incidents, r, w), subjects("modifications", "/modifications/", r.Modifications, r, w)}
	for _, k := range r.Others {
		all = append(all, subjects(path.Base(k.Path), k.Path, k.Subjects, r, w))
	}
	return all
}

// of is a register of records, without its views. Among records of one date the later in the order of the
// record is the newer.
func of[R any](name, at string, records []R, date func(R) string, w *wording.Words) *Register {
	r := &Register{Name: name, Path: at, words: w, byPath: map[string]*View{}, ways: map[from]ways{}, years: make([]string, len(records)), age: make([]int, len(records))}
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
func (r *Register) byYears(title string) {
	of := gather(r.all(), func(i int) []string { return []string{r.years[i]} })
	f := Facet{Name: "year", Label: r.words.Say("register.year")}
	for y, records := range of {
		if y != "" {
			f.Values = append(f.Values, Value{Slug: y, Name: y, Label: y, Title: r.words.Say(title, "year", y), records: records})
		}
	}
	slices.SortFunc(f.Values, func(a, b Value) int { return cmp.Compare(b.Slug, a.Slug) })
	r.Facets = append(r.Facets, f)
}

// byGroups is the facet of groups, in the order of the record; those without a record are left out.
func byGroups[R any](to *Register, r *record.Record, records []R, title string, groups func(R) []*record.Group) {
	of := gather(records, groups)
	f := Facet{Name: "group", Label: to.words.Say("register.group")}
	for _, g := range r.Groups {
		if len(of[g]) > 0 {
			name := cmp.Or(g.Name, g.ID)
			f.Values = append(f.Values, Value{Slug: path.Base(g.Path), Name: name, Label: name, Title: to.words.Say(title, "group", name), records: of[g]})
		}
	}
	to.Facets = append(to.Facets, f)
}

func meetings(r *record.Record, w *wording.Words) *Register {
	reg := of("meetings", "/meetings/", r.Meetings, heldOn, w)
	byGroups(reg, r, r.Meetings, "register.meetings_by_group", func(m *record.Meeting) []*record.Group { return []*record.Group{m.Group} })
	reg.byYears("register.meetings_by_year")
	reg.views([2]string{"group", "year"})
	return reg
}

func heldOn(m *record.Meeting) string { return m.Minutes.Meeting.Date }

func decisions(r *record.Record, w *wording.Words) *Register {
	reg := of("decisions", "/decisions/", r.Decisions, func(d *record.Decision) string { return d.Date }, w)
	reg.Facets = append(reg.Facets, byVerb(r, w))
	byGroups(reg, r, r.Decisions, "register.decisions_by_group", func(d *record.Decision) []*record.Group { return []*record.Group{d.Meeting.Group} })
	reg.Facets = append(reg.Facets, byItem(r, w))
	reg.byYears("register.decisions_by_year")
	reg.views([2]string{"group", "verb"}, [2]string{"group", "year"})
	return reg
}

// byVerb is the facet of verbs, the most frequent first. One that is no plain word in capitals has no view of
// its own, for its address might be another's.
func byVerb(r *record.Record, w *wording.Words) Facet {
	of := gather(r.Decisions, func(d *record.Decision) []string { return []string{d.Verb} })
	f := Facet{Name: "verb", Label: w.Say("register.verb"), bare: true}
	for verb, records := range of {
		if verb != "" && !strings.ContainsFunc(verb, notCapital) {
			word := strings.ToLower(verb)
			name := strings.ToUpper(word[:1]) + word[1:]
			f.Values = append(f.Values, Value{Slug: word, Name: name, Label: name, Title: w.Say("register.decisions_by_verb", "verb", word), records: records})
		}
	}
	slices.SortFunc(f.Values, func(a, b Value) int {
		return cmp.Or(cmp.Compare(len(b.records), len(a.records)), cmp.Compare(a.Slug, b.Slug))
	})
	return f
}

func notCapital(r rune) bool { return r < 'A' || r > 'Z' }

// byItem is the facet of the agenda items that come back, by group and title.
func byItem(r *record.Record, w *wording.Words) Facet {
	of := gather(r.Decisions, func(d *record.Decision) []*record.Thread {
		if t := d.Meeting.Threads[d.Item]; t != nil {
			return []*record.Thread{t}
		}
		return nil
	})
	f := Facet{Name: "item", Label: w.Say("register.item")}
	for _, t := range r.Threads {
		if len(of[t]) > 0 {
			name := t.Group.ID + ": " + t.Title
			f.Values = append(f.Values, Value{Slug: path.Base(t.Path), Name: name, Label: name,
				Title: w.Say("register.decisions_by_item", "item", t.Title, "group", cmp.Or(t.Group.Name, t.Group.ID)), records: of[t]})
		}
	}
	return f
}

func subjects(name, at string, all []*record.Subject, r *record.Record, w *wording.Words) *Register {
	reg := of(name, at, all, dateOf, w)
	byGroups(reg, r, all, "register.subjects_by_group", func(s *record.Subject) []*record.Group { return discussedBy(s) })
	reg.byYears("register.subjects_by_year")
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
