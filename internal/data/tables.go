package data

import (
	"cmp"
	"path"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// tables make the tables of a record, each when it is asked for, since its rows are long. A row belongs to the year in which its
// meeting was held, its action raised, its incident happened, or it was first mentioned.
func tables(r *record.Record, p policy.Policy) []func() table {
	s := site{base: r.Site.Base(), policy: p}
	all := []func() table{
		func() table {
			return tableOf("meetings", "Meetings", r.Meetings, s.meeting, func(m *record.Meeting) string { return m.Minutes.Meeting.Date })
		},
		func() table {
			return tableOf("actions", "Actions", r.Actions, s.action, func(a *record.Action) string { return a.Raised })
		},
		func() table { return tableOf("incidents", "Incidents", r.Incidents, s.incident, dateOfSubject) },
		func() table {
			return tableOf("modifications", "Modifications", r.Modifications, s.modification, dateOfSubject)
		},
		func() table {
			return tableOf("decisions", "Decisions", r.Decisions, s.decision, func(d *record.Decision) string { return d.Date })
		},
		func() table {
			return tableOf("glossary", "Abbreviations", r.Glossary, s.term, func(t *record.Term) string { return dateOf(t.Place) })
		},
	}
	for _, k := range r.Others {
		all = append(all, func() table {
			return tableOf(path.Base(k.Path), cmp.Or(k.Rule.Plural, path.Base(k.Path)), k.Subjects, s.subject, dateOfSubject)
		})
	}
	return all
}

func dateOfSubject(s *record.Subject) string {
	if s.Occurred == "" && len(s.Mentions) > 0 {
		return dateOf(s.Mentions[0].Place)
	}
	return s.Occurred
}

func dateOf(p record.Place) string { return p.Meeting.Minutes.Meeting.Date }

// site is what a row needs beyond its record.
type site struct {
	base   string
	policy policy.Policy
}

func each[R, T any](records []R, row func(R) T) []T {
	rows := make([]T, len(records))
	for i, r := range records {
		rows[i] = row(r)
	}
	return rows
}

func (s site) meeting(m *record.Meeting) meetingRow {
	head := m.Minutes.Meeting
	return meetingRow{
		ID: m.ID, Group: optional(head.Group), Number: optional(head.Number), Document: optional(head.Document),
		Date: optional(head.Date), Start: optional(head.Start), End: optional(head.End), Venue: optional(head.Venue),
		Version: optional(head.Version), Series: optional(head.Series),
		Classification: s.policy.Name(m.Level()),
		Items: each(m.Minutes.AllItems(), func(i *minutes.Item) itemRow {
			return itemRow{optional(i.Number), i.Title, s.base + m.At(i).URL()}
		}),
		Attendees: m.Minutes.Presence.People, Apologies: m.Minutes.Presence.Apologies, URL: s.base + m.Path,
	}
}

func (s site) action(a *record.Action) actionRow {
	row := actionRow{
		ID: a.ID, Group: optional(a.Group), Meeting: optional(a.MeetingID), Text: optional(a.Text), Owners: list(a.Owners),
		Status: a.Status, Raised: optional(a.Raised), Due: optional(a.Due), DueMeeting: optional(a.DueMeeting),
		Closed: optional(a.Closed), Written: optional(a.Written), URL: s.base + a.Path, Updates: each(a.Updates, s.update),
	}
	if a.Place != nil {
		row.Item = optional(a.Place.ItemNumber())
	}
	return row
}

func (s site) update(u *record.Update) updateRow {
	return updateRow{u.Meeting.ID, optional(u.Date), u.Status, optional(u.Text), optional(u.Target), optional(u.Revised), s.base + u.URL()}
}

func (s site) incident(i *record.Subject) incidentRow {
	return incidentRow{i.ID, optional(i.Occurred), s.base + i.Path, each(i.Mentions, s.mention), relatedIncidents(i)}
}

func relatedIncidents(i *record.Subject) []string {
	ids := []string{}
	for _, rel := range i.Related {
		if rel.Subject.Kind == minutes.KindIncident {
			ids = append(ids, rel.Subject.ID)
		}
	}
	return ids
}

func (s site) modification(m *record.Subject) modificationRow {
	row := modificationRow{ID: m.ID, Aliases: list(m.Aliases), Title: optional(m.Title), URL: s.base + m.Path, Mentions: each(m.Mentions, s.mention)}
	if m.Parent != nil {
		row.Parent = optional(m.Parent.ID)
	}
	return row
}

func (s site) subject(x *record.Subject) subjectRow {
	return subjectRow{x.ID, list(x.Aliases), s.base + x.Path, each(x.Mentions, s.mention)}
}

func (s site) mention(m record.Mention) mentionRow {
	return mentionRow{m.Meeting.ID, optional(dateOf(m.Place)), optional(m.ItemNumber()), s.base + m.URL(), m.Sentence}
}

func (s site) decision(d *record.Decision) decisionRow {
	return decisionRow{d.Meeting.ID, optional(d.Date), optional(d.ItemNumber()), d.Verb, d.Text, about(d), s.base + d.URL()}
}

// about are the ids of what a decision's words name: subjects, actions, meetings.
func about(d *record.Decision) []string {
	ids := each(d.Subjects, func(s *record.Subject) string { return s.ID })
	ids = append(ids, each(d.Actions, func(a *record.Action) string { return a.ID })...)
	return append(ids, each(d.Meetings, func(m *record.Meeting) string { return m.ID })...)
}

func (s site) term(t *record.Term) termRow {
	return termRow{t.Term, t.Expansion, t.Meeting.ID, s.base + t.URL(), each(t.Others, s.meaning)}
}

func (s site) meaning(m *record.Meaning) meaningRow {
	return meaningRow{m.Expansion, m.Meeting.ID, s.base + m.URL()}
}
