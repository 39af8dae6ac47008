package record

import (
	"fmt"
	"slices"
	"strings"
)

// dump is everything that a record says, as text: two records are the same if their dumps are.
func dump(r *Record) string {
	var s strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&s, format+"\n", args...) }
	p("as of %s", r.AsOf)
	for _, g := range r.Groups {
		p("\ngroup %s %q %s", g.ID, g.Name, g.Path)
		p("  meetings %v, actions %v", ids(g.Meetings, idOfMeeting), ids(g.Actions, idOfAction))
	}
	for _, m := range r.Meetings {
		dumpMeeting(p, m)
	}
	for _, a := range r.Actions {
		dumpAction(p, a)
	}
	for _, x := range r.Subjects() {
		dumpSubject(p, x)
	}
	p("")
	for _, d := range r.Decisions {
		p("decision %s %s %s %s %q", d.Date, d.Place.URL(), d.ItemNumber(), d.Verb, d.Text)
		if about := slices.Concat(ids(d.Subjects, idOfSubject), ids(d.Actions, idOfAction), ids(d.Meetings, idOfMeeting)); len(about) > 0 {
			p("  about %v", about)
		}
	}
	for _, o := range r.Owners {
		p("owner %s %s person %v group %v: %v", o.Name, o.Path, o.Person, o.Group != nil, ids(o.Actions, idOfAction))
	}
	for _, t := range r.Threads {
		p("thread %q %s %v", t.Title, t.Path, ids(t.Items, func(i Place) string { return i.URL() }))
	}
	for _, t := range r.Glossary {
		p("term %s #%s", t.Term, t.ID)
		for _, m := range t.Meanings() {
			p("  %q %s, meetings %d", m.Expansion, m.URL(), m.Meetings)
		}
	}
	for _, page := range r.Pages {
		p("page %s %s", page.File, r.PagePath(page))
	}
	return s.String()
}

func dumpMeeting(p func(string, ...any), m *Meeting) {
	p("\nmeeting %s %s %s %q", m.ID, m.Minutes.Meeting.Date, m.Path, m.Minutes.Meeting.Version)
	p("  group %s, previous %s, next %s", m.Group.ID, idOfMeeting(m.Previous), idOfMeeting(m.Next))
	p("  raised %v, decisions %d", ids(m.Raised, idOfAction), len(m.Decisions))
	for _, u := range m.Updates {
		p("  reports on %s at %s", u.Action.ID, u.URL())
	}
	for _, d := range m.Superseded {
		p("  supersedes %s %q", d.Path, d.Minutes.Meeting.Version)
	}
	for _, a := range m.PassedOver {
		p("  passes over %s", a.ID)
	}
	if len(m.First) > 0 {
		p("  names first %v", ids(m.First, idOfSubject))
	}
	if m.Approval != nil {
		p("  approved at %s", m.Approval.URL())
	}
	dumpMentions(p, m.Mentions)
}

func dumpAction(p func(string, ...any), a *Action) {
	p("\naction %s %s %s", a.ID, a.Path, a.Status)
	p("  %q by %v, written %q", a.Text, a.Owners, a.Written)
	at := "-"
	if a.Place != nil {
		at = a.Place.URL() + " item " + a.Place.ItemNumber()
	}
	p("  group %s, meeting %s, raised %s at %s", a.Group, a.MeetingID, a.Raised, at)
	p("  due %q %q, closed %q", a.Due, a.DueMeeting, a.Closed)
	for _, u := range a.Updates {
		p("  %s %s %q target %q revised %q %s%s", u.Date, u.Status, u.Text, u.Target, u.Revised, u.URL(), effect(u))
	}
	if a.Silent != nil {
		p("  silent at %s", a.Silent.ID)
	}
	dumpMentions(p, a.Mentions)
}

// effect is what a report changed.
func effect(u *Update) (s string) {
	if u.Turned {
		s += ", turns it"
	}
	if u.Action.ClosedBy == u {
		s += ", closes it"
	}
	if u.Moved != nil {
		s += ", moves it from " + u.Moved.From + " to " + u.Moved.To
	}
	return s
}

func dumpSubject(p func(string, ...any), s *Subject) {
	p("\n%s %s %s", s.Kind, s.ID, s.Path)
	p("  title %q, aliases %v, parent %s, parts %v, occurred %q", s.Title, s.Aliases, idOfSubject(s.Parent), ids(s.Parts, idOfSubject), s.Occurred)
	dumpMentions(p, s.Mentions)
	for _, rel := range s.Related {
		p("  related to %s: %s %q", rel.Subject.ID, rel.Why.URL(), rel.Why.marked())
	}
}

func dumpMentions(p func(string, ...any), mentions []Mention) {
	for _, m := range mentions {
		p("  mentioned %s item %s %q", m.URL(), m.ItemNumber(), m.marked())
	}
}

// marked is the sentence with the reference between brackets.
func (m Mention) marked() string {
	return m.Sentence[:m.Start] + "[" + m.Sentence[m.Start:m.End] + "]" + m.Sentence[m.End:]
}

func ids[T any](all []T, id func(T) string) []string {
	var s []string
	for _, x := range all {
		s = append(s, id(x))
	}
	return s
}

func idOfMeeting(m *Meeting) string {
	if m == nil {
		return "-"
	}
	return m.ID
}

func idOfSubject(s *Subject) string {
	if s == nil {
		return "-"
	}
	return s.ID
}

func idOfAction(a *Action) string { return a.ID }
