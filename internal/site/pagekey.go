package site

import (
	"slices"

	"minutebook/internal/record"
	"minutebook/internal/register"
)

// ofAction is the key of an action's page.
func (k *keys) ofAction(a *record.Action) key {
	return k.sum(func(f *facts) {
		f.key(k.action(a))
		f.text(k.groupPath(a.Group))
		if a.Place != nil {
			k.place(f, *a.Place)
		}
		k.updates(f, a.Updates)
		k.mentions(f, a.Mentions)
		k.decisions(f, a.Decisions)
		f.number(slices.IndexFunc(a.Updates, func(u *record.Update) bool { return u == a.ClosedBy }))
		f.key(k.meeting(a.Silent))
		for _, m := range a.Tellers() {
			f.text(m.Group.ID)
		}
	})
}

// ofRegister is the key of a page of a register.
func (k *keys) ofRegister(t listing, v *register.View, pages []register.Page, i int) key {
	return k.sum(func(f *facts) {
		f.json(k.registerHead(t, v, pages, i))
		for _, n := range pages[i].Records {
			t.face(k, f, n)
		}
	})
}

// ofSubject is the key of the page of an incident, a modification or the like.
func (k *keys) ofSubject(s *record.Subject) key {
	return k.sum(func(f *facts) {
		subjectFacts(f, s)
		for _, part := range s.Parts {
			f.text(part.ID, part.Path)
		}
		f.number(len(s.Related))
		for _, r := range s.Related {
			subjectFacts(f, r.Subject)
			k.mentions(f, []record.Mention{r.Why})
		}
		k.mentions(f, s.Mentions)
		for _, m := range s.Mentions {
			f.key(k.done(m.Meeting))
		}
		k.decisions(f, s.Decisions)
	})
}

// ofThread is the key of the page of a standing item; decisions says whether there is a register of those made on it.
func (k *keys) ofThread(t *record.Thread, decisions bool) key {
	return k.sum(func(f *facts) {
		f.text(t.Title, t.Path, t.Group.ID, t.Group.Name, t.Group.Path)
		f.yes(decisions)
		for _, p := range t.Items {
			k.place(f, p)
			f.key(k.done(p.Meeting))
		}
	})
}

// ofSource is the key of a source view.
func (k *keys) ofSource(m *record.Meeting) key {
	return k.sum(func(f *facts) {
		f.key(k.meeting(m))
	})
}

// ofMeeting is the key of a meeting's page.
func (k *keys) ofMeeting(m *record.Meeting) key {
	return k.sum(func(f *facts) {
		f.key(k.meeting(m))
		f.key(k.did(m))
		k.mentions(f, m.Mentions)
		k.abbreviations(f, m)
		k.links(f, m)
		for _, s := range m.Superseded {
			f.key(k.meeting(s))
		}
		f.key(k.meeting(m.SupersededBy))
		if m.SupersededBy != nil {
			f.key(k.meeting(successor(m)))
		}
		if m.Approval != nil {
			k.decision(f, m.Approval)
		}
	})
}

// did is what a meeting's own pages show of what it did, and of its neighbours.
func (k *keys) did(m *record.Meeting) key {
	return k.sum(func(f *facts) {
		f.neighbour(m.Previous)
		f.neighbour(m.Next)
		for _, a := range slices.Concat(m.Raised, m.PassedOver) {
			f.key(k.action(a))
		}
		f.number(len(m.Raised), len(m.PassedOver))
		k.updates(f, m.Updates)
		k.decisions(f, m.Decisions)
		if m.SupersededBy == nil {
			since := before(m)
			f.neighbour(since)
		}
	})
}

// links are where the links of a document's own lead.
func (k *keys) links(f *facts, m *record.Meeting) {
	to := k.hrefOf(m.Minutes.File, nil)
	for _, href := range m.Minutes.Links() {
		at, ok := to(href)
		f.text(href, at)
		f.yes(ok)
	}
}

// abbreviations are what the glossary says of the abbreviations that a document uses.
func (k *keys) abbreviations(f *facts, m *record.Meeting) {
	for _, use := range m.Minutes.Abbreviations() {
		for _, t := range k.terms.byKey[use] {
			f.key(k.term(t))
		}
	}
}

// ofChanges is the key of the page of what a meeting changed, or of what was changed in a draft.
func (k *keys) ofChanges(m *record.Meeting) key {
	return k.sum(func(f *facts) {
		f.key(k.meeting(m))
		if m.SupersededBy != nil {
			f.key(k.meeting(successor(m)))
			f.key(k.meeting(m.SupersededBy))
			return
		}
		f.key(k.did(m))
		since := before(m)
		if since != nil {
			f.key(k.meeting(since))
			for between := since.Next; between != m; between = between.Next {
				f.neighbour(between)
			}
		}
		for _, s := range m.First {
			subjectFacts(f, s)
			k.mentions(f, s.Mentions[:1])
		}
	})
}
