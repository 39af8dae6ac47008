package site

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
	"minutebook/internal/register"
)

// key stands for all that a page's value depends on, but for what all pages share (Memory.env): pages of the same address,
// layout and key have the same value. Two values may be the same under different keys.
//
// What a page tells of its own record is in its key whole; of others, their faces: what pages of other records show of them.
type key [16]byte

// facts gathers what goes into a key.
type facts []byte

func (f *facts) text(all ...string) {
	for _, s := range all {
		*f = binary.AppendUvarint(*f, uint64(len(s)))
		*f = append(*f, s...)
	}
}

func (f *facts) number(all ...int) {
	for _, n := range all {
		*f = binary.AppendVarint(*f, int64(n))
	}
}

func (f *facts) yes(all ...bool) {
	for _, is := range all {
		n := 0
		if is {
			n = 1
		}
		f.number(n)
	}
}

func (f *facts) key(k key) { *f = append(*f, k[:]...) }

// json is for what is small, and all of which is shown.
func (f *facts) json(v any) {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values
	}
	f.text(string(data))
}

func (f *facts) sum() key {
	sum := sha256.Sum256(*f)
	return key(sum[:len(key{})])
}

// keys makes the keys of pages. The faces of records are made once.
type keys struct {
	*builder
	meetings map[*record.Meeting]key
	doings   map[*record.Meeting]key
	actions  map[*record.Action]key
	subjects map[*record.Subject]key
	meanings map[*record.Term]key
}

func newKeys(b *builder) *keys {
	return &keys{builder: b, meetings: map[*record.Meeting]key{}, doings: map[*record.Meeting]key{}, actions: map[*record.Action]key{},
		subjects: map[*record.Subject]key{}, meanings: map[*record.Term]key{}}
}

// once makes a face when it is first asked for.
func once[T comparable](made map[T]key, of T, make func(f *facts)) key {
	k, ok := made[of]
	if !ok {
		var f facts
		make(&f)
		k = f.sum()
		made[of] = k
	}
	return k
}

// meeting is the face of a meeting, with every word of its document: what quotes it may quote any. What its words lead to
// depends on the rest of the record.
func (k *keys) meeting(m *record.Meeting) key {
	if m == nil {
		return key{}
	}
	return once(k.meetings, m, func(f *facts) {
		document := m.Sum()
		f.text(m.ID, m.Path, m.Minutes.File, string(document[:]), string(m.Minutes.Front.Marshal()), m.GroupName(), k.groupPath(m.Minutes.Meeting.Group))
		f.number(m.Line, int(k.levels[m]), len(m.Superseded))
		if m.SupersededBy != nil {
			f.text(m.SupersededBy.Path, m.SupersededBy.Minutes.Meeting.Version)
		}
		for _, r := range m.Minutes.References {
			to, _ := k.record.Path(r.Kind, r.ID)
			f.text(string(r.Kind), r.ID, to)
		}
	})
}

func (k *keys) groupPath(id string) string {
	if g := k.groups[id]; g != nil {
		return g.Path
	}
	return ""
}

// neighbourOf is a meeting by its name and day.
func (f *facts) neighbour(m *record.Meeting) {
	if m == nil {
		f.text("")
		return
	}
	f.text(m.ID, m.Path, dateOf(m), m.Minutes.Meeting.Series)
}

// done is what a meeting decided and raised, as pages near it show it.
func (k *keys) done(m *record.Meeting) key {
	return once(k.doings, m, func(f *facts) {
		f.key(k.meeting(m))
		for _, d := range m.Decisions {
			k.decision(f, d)
		}
		for _, a := range m.Raised {
			f.key(k.action(a))
		}
	})
}

// action is the face of an action.
func (k *keys) action(a *record.Action) key {
	return once(k.actions, a, func(f *facts) {
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
	})
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
		f.text(string(p.Block.Kind), string(p.Block.Role))
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

// ofAction is the key of an action's page.
func (k *keys) ofAction(a *record.Action) key {
	var f facts
	f.key(k.action(a))
	f.text(k.groupPath(a.Group))
	if a.Status != minutes.Closed {
		f.text(k.record.AsOf)
	}
	if a.Place != nil {
		k.place(&f, *a.Place)
	}
	k.updates(&f, a.Updates)
	k.mentions(&f, a.Mentions)
	k.decisions(&f, a.Decisions)
	f.number(slices.IndexFunc(a.Updates, func(u *record.Update) bool { return u == a.ClosedBy }))
	f.key(k.meeting(a.Silent))
	for _, m := range a.Tellers() {
		f.text(m.Group.ID)
	}
	return f.sum()
}

// subject is what a register shows of a subject, which it may say in the words of any mention.
func (k *keys) subject(s *record.Subject) key {
	return once(k.subjects, s, func(f *facts) {
		subjectFacts(f, s)
		k.mentions(f, s.Mentions)
	})
}

// ofRegister is the key of a page of a register.
func (k *keys) ofRegister(t listing, v *register.View, pages []register.Page, i int) key {
	var f facts
	f.json(k.registerHead(t, v, pages, i))
	for _, n := range pages[i].Records {
		t.face(k, &f, n)
	}
	return f.sum()
}

// ofSubject is the key of the page of an incident, a modification or the like.
func (k *keys) ofSubject(s *record.Subject) key {
	var f facts
	subjectFacts(&f, s)
	for _, part := range s.Parts {
		f.text(part.ID, part.Path)
	}
	f.number(len(s.Related))
	for _, r := range s.Related {
		subjectFacts(&f, r.Subject)
		k.mentions(&f, []record.Mention{r.Why})
	}
	k.mentions(&f, s.Mentions)
	for _, m := range s.Mentions {
		f.key(k.done(m.Meeting))
	}
	k.decisions(&f, s.Decisions)
	return f.sum()
}

// ofThread is the key of the page of a standing item; decisions says whether there is a register of those made on it.
func (k *keys) ofThread(t *record.Thread, decisions bool) key {
	var f facts
	f.text(t.Title, t.Path, t.Group.ID, t.Group.Name, t.Group.Path)
	f.yes(decisions)
	for _, p := range t.Items {
		k.place(&f, p)
		f.key(k.done(p.Meeting))
	}
	return f.sum()
}

// ofSource is the key of a source view.
func (k *keys) ofSource(m *record.Meeting) key {
	var f facts
	f.key(k.meeting(m))
	return f.sum()
}

// ofMeeting is the key of a meeting's page.
func (k *keys) ofMeeting(m *record.Meeting) key {
	var f facts
	f.key(k.meeting(m))
	f.key(k.did(m))
	k.mentions(&f, m.Mentions)
	k.abbreviations(&f, m)
	k.links(&f, m)
	for _, s := range m.Superseded {
		f.key(k.meeting(s))
	}
	f.key(k.meeting(m.SupersededBy))
	if m.SupersededBy != nil {
		f.key(k.meeting(successor(m)))
	}
	if m.Approval != nil {
		k.decision(&f, m.Approval)
	}
	return f.sum()
}

// did is what a meeting's own pages show of what it did, and of its neighbours.
func (k *keys) did(m *record.Meeting) key {
	var f facts
	f.neighbour(m.Previous)
	f.neighbour(m.Next)
	for _, a := range slices.Concat(m.Raised, m.PassedOver) {
		f.key(k.action(a))
	}
	f.number(len(m.Raised), len(m.PassedOver))
	k.updates(&f, m.Updates)
	k.decisions(&f, m.Decisions)
	if m.SupersededBy == nil {
		since := before(m)
		f.neighbour(since)
	}
	return f.sum()
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
	for _, term := range m.Minutes.Abbreviations() {
		if t := k.terms.byTerm[term]; t != nil {
			f.key(k.term(t))
		}
	}
}

func (k *keys) term(t *record.Term) key {
	return once(k.meanings, t, func(f *facts) {
		f.json(k.usedTerm(t, nil))
		f.text(t.Term, t.Expansion)
		f.number(len(t.Others))
	})
}

// ofChanges is the key of the page of what a meeting changed, or of what was changed in a draft.
func (k *keys) ofChanges(m *record.Meeting) key {
	var f facts
	f.key(k.meeting(m))
	if m.SupersededBy != nil {
		f.key(k.meeting(successor(m)))
		f.key(k.meeting(m.SupersededBy))
		return f.sum()
	}
	f.key(k.did(m))
	since := before(m)
	if since != nil {
		f.key(k.meeting(since))
		for between := since.Next; between != m; between = between.Next {
			f.neighbour(between)
		}
	}
	if slices.ContainsFunc(slices.Concat(m.Raised, m.PassedOver), k.mayTurn) {
		f.text(k.record.AsOf)
	}
	for _, s := range m.First {
		subjectFacts(&f, s)
		k.mentions(&f, s.Mentions[:1])
	}
	return f.sum()
}

// shared is what all pages of a site have in common, and what any may show of the record as a whole.
func (b *builder) shared(p *printer, settings [sha256.Size]byte) key {
	var f facts
	f.text(string(settings[:]))
	for _, l := range p.layouts {
		f.text(l.name, string(l.data))
	}
	f.json(p.config())
	f.json(b.feeds)
	f.json(b.wholeBand())
	f.text(b.commonestVerb(), fmt.Sprint(b.record.Site))
	for _, l := range b.policy.Levels() {
		f.json(b.band(l))
	}
	return f.sum()
}
