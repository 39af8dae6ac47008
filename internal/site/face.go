package site

import (
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// meeting is the face of a meeting, with every word of its document: what quotes it may quote any. What its words lead to
// depends on the rest of the record.
func (k *keys) meeting(m *record.Meeting) key {
	if m == nil {
		return key{}
	}
	return face(k, k.meetings, m, k.meetingFacts)
}

func (k *keys) meetingFacts(f *facts, m *record.Meeting) {
	document := m.Sum()
	f.text(m.ID, m.Path, m.Minutes.File, string(document[:]), string(m.Minutes.Front.Marshal()), m.GroupName(), k.groupPath(m.Minutes.Meeting.Group))
	f.number(m.Line, int(k.levels[m]), len(m.Superseded))
	if m.SupersededBy != nil {
		f.text(m.SupersededBy.Path, m.SupersededBy.Minutes.Meeting.Version)
	}
	for _, r := range m.References {
		to, _ := k.record.Path(r.Kind, r.ID)
		f.text(string(r.Kind), r.ID, to)
	}
}

func (k *keys) groupPath(id string) string {
	if g := k.groups[id]; g != nil {
		return g.Path
	}
	return ""
}

// done is what a meeting decided and raised, as pages near it show it.
func (k *keys) done(m *record.Meeting) key {
	return face(k, k.doings, m, k.doneFacts)
}

func (k *keys) doneFacts(f *facts, m *record.Meeting) {
	f.key(k.meeting(m))
	for _, d := range m.Decisions {
		k.decision(f, d)
	}
	for _, a := range m.Raised {
		f.key(k.action(a))
	}
}

// action is the face of an action.
func (k *keys) action(a *record.Action) key {
	return face(k, k.actions, a, k.actionFacts)
}

func (k *keys) actionFacts(f *facts, a *record.Action) {
	f.text(a.ID, a.Path, a.Group, a.MeetingID, a.Text, string(a.Status), a.Raised, a.Due, a.DueMeeting, a.Closed, a.Written)
	f.yes(a.Overdue(k.record.AsOf))
	f.text(a.Owners...)
	for _, o := range a.OwnedBy {
		k.owner(f, o)
	}
	for _, id := range []string{a.DueMeeting, a.MeetingID} {
		to, _ := k.record.Path(minutes.KindMeeting, id)
		f.text(to)
	}
	if a.Place != nil {
		f.text(a.Place.URL(), a.Place.ItemNumber())
	}
	for _, m := range a.Tellers() {
		f.number(int(k.levels[m]))
	}
}

func (k *keys) owner(f *facts, o *record.Owner) {
	f.text(o.Name, o.Path)
	f.yes(o.Person)
	if o.Group != nil {
		f.text(o.Group.ID, o.Group.Name, o.Group.Path)
	}
}

// place is a spot in a meeting.
func (k *keys) place(f *facts, p record.Place) {
	f.key(k.meeting(p.Meeting))
	f.text(p.URL(), p.ItemNumber())
	if p.Item != nil {
		f.text(p.Item.Title)
	}
	if p.Block != nil {
		f.text(string(p.Block.Kind()), string(p.Block.Role()))
	}
}

func (k *keys) mentions(f *facts, all []record.Mention) {
	f.number(len(all))
	for _, m := range all {
		k.place(f, m.Place)
		f.text(m.Sentence, m.Written)
		f.number(m.Start, m.End)
	}
}

func (k *keys) decision(f *facts, d *record.Decision) {
	f.key(face(k, k.decided, d, k.decisionFacts))
}

func (k *keys) decisionFacts(f *facts, d *record.Decision) {
	k.place(f, d.Place)
	f.text(d.Verb, d.Text, d.Date)
}

func (k *keys) decisions(f *facts, all []*record.Decision) {
	f.number(len(all))
	for _, d := range all {
		k.decision(f, d)
	}
}

func (k *keys) updates(f *facts, all []*record.Update) {
	f.number(len(all))
	for _, u := range all {
		k.place(f, u.Place)
		f.text(u.Action.ID, u.Action.Path, u.Date, string(u.Status), u.Text, u.Target, u.Revised)
		f.yes(u.Turned, u.Again, u.Moved != nil)
		if u.Moved != nil {
			f.text(u.Moved.From, u.Moved.To)
		}
	}
}

func subjectFacts(f *facts, s *record.Subject) {
	f.text(string(s.Kind), s.ID, s.Path, s.Title, s.Occurred)
	f.number(len(s.Aliases))
	f.text(s.Aliases...)
	if s.Parent != nil {
		f.text(s.Parent.ID, s.Parent.Path)
	}
}

// subject is what a register shows of a subject, which it may say in the words of any mention.
func (k *keys) subject(s *record.Subject) key {
	return face(k, k.subjects, s, k.subjectFacts)
}

func (k *keys) subjectFacts(f *facts, s *record.Subject) {
	subjectFacts(f, s)
	k.mentions(f, s.Mentions)
}

func (k *keys) term(t *record.Term) key {
	return face(k, k.meanings, t, k.termFacts)
}

func (k *keys) termFacts(f *facts, t *record.Term) {
	f.json(k.usedTerm(t, nil))
	f.text(t.Term, t.Expansion)
	f.number(len(t.Others))
}
