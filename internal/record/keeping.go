package record

import (
	"slices"
	"strings"

	"minutebook/internal/edition"
)

// keeping copies the strings of a record out of the outlines that it is linked of: each has all its strings in one text, most of which
// no record has. Equal strings become one.
type keeping struct {
	known   map[string]string
	text    strings.Builder // of strings that are to be kept, one after the other
	fresh   map[string]int  // where each is in it
	pending []pendingText
	named   map[string]string // of types of their own, which are few
}

type pendingText struct {
	in         *string
	start, end int
}

// keepAt is how long a text of many strings becomes.
const keepAt = 256 << 10

func newKeeping() *keeping {
	return &keeping{known: map[string]string{}, fresh: map[string]int{}, named: map[string]string{}}
}

// keepingOf is for a record of some documents; nil where none is an outline.
func keepingOf(docs []edition.Document) *keeping {
	if !slices.ContainsFunc(docs, func(d edition.Document) bool { return d.Minutes.IsOutline() }) {
		return nil
	}
	return newKeeping()
}

// each keeps strings; those of a nil keeping stay as they are.
func (k *keeping) each(all ...*string) {
	for _, s := range all {
		k.one(s)
	}
}

func (k *keeping) one(s *string) {
	if k == nil {
		return
	}
	if *s == "" {
		*s = "" // which may be a part of a text, of no length
		return
	}
	if kept, ok := k.known[*s]; ok {
		*s = kept
		return
	}
	at, ok := k.fresh[*s]
	if !ok {
		at = k.text.Len()
		k.text.WriteString(*s)
		k.fresh[*s] = at
	}
	k.pending = append(k.pending, pendingText{s, at, at + len(*s)})
	if k.text.Len() >= keepAt {
		k.flush()
	}
}

// flush puts what was gathered in its places.
func (k *keeping) flush() {
	if k == nil {
		return
	}
	text := k.text.String()
	for _, p := range k.pending {
		*p.in = text[p.start:p.end]
	}
	for s, at := range k.fresh {
		k.known[s] = text[at : at+len(s)]
	}
	k.text, k.pending = strings.Builder{}, k.pending[:0]
	clear(k.fresh)
}

// namely is a string of a type of its own as it is kept.
func namely[S ~string](k *keeping, s S) S {
	if k == nil {
		return s
	}
	kept, ok := k.named[string(s)]
	if !ok {
		kept = strings.Clone(string(s))
		k.named[kept] = kept
	}
	return S(kept)
}

// keep copies all that the record has.
func (l *linker) keep(k *keeping) {
	if k == nil {
		return
	}
	r := l.record
	for _, m := range r.Meetings {
		k.meeting(m)
		for _, draft := range m.Superseded {
			k.meeting(draft)
		}
	}
	for _, a := range r.Actions {
		k.action(a)
	}
	for _, s := range r.Subjects() {
		k.subject(s)
	}
	for n, name := range l.names {
		*name = n
		name.Kind = namely(k, n.Kind)
		k.each(&name.ID, &name.Written)
	}
	k.rest(r)
	k.flush()
	paths := make(map[key]string, len(r.paths))
	for at, path := range r.paths {
		id := at.id
		k.each(&id)
		k.flush()
		paths[key{namely(k, at.kind), id}] = path
	}
	r.paths = paths
}

func (k *keeping) meeting(m *Meeting) {
	k.each(&m.ID)
	m.Minutes.EachText(func(s *string) { k.one(s) })
	m.document.Minutes = m.Minutes
	for i := range m.References {
		k.one(&m.References[i].Item)
	}
	k.mentions(m.Mentions)
	for _, d := range m.Decisions {
		k.each(&d.Verb, &d.Text, &d.Date)
	}
}

func (k *keeping) mentions(all []Mention) {
	for i := range all {
		k.each(&all[i].Sentence, &all[i].Written)
	}
}

func (k *keeping) action(a *Action) {
	k.each(&a.ID, &a.Group, &a.MeetingID, &a.Text, &a.Raised, &a.Due, &a.DueMeeting, &a.Closed, &a.Written)
	a.Status = namely(k, a.Status)
	for i := range a.Owners {
		k.one(&a.Owners[i])
	}
	for _, u := range a.Updates {
		k.each(&u.Date, &u.Text, &u.Target, &u.Revised)
		u.Status = namely(k, u.Status)
		if u.Moved != nil {
			k.each(&u.Moved.From, &u.Moved.To)
		}
	}
	k.mentions(a.Mentions)
}

func (k *keeping) subject(s *Subject) {
	s.Kind = namely(k, s.Kind)
	k.each(&s.ID, &s.Title, &s.Occurred)
	for i := range s.Aliases {
		k.one(&s.Aliases[i])
	}
	k.mentions(s.Mentions)
	for i := range s.Related {
		why := &s.Related[i].Why
		k.each(&why.Sentence, &why.Written)
	}
}

func (k *keeping) rest(r *Record) {
	k.one(&r.AsOf)
	for _, g := range r.Groups {
		k.each(&g.ID, &g.Name)
	}
	for _, o := range r.Owners {
		k.one(&o.Name)
	}
	for _, t := range r.Threads {
		k.one(&t.Title)
		for _, p := range t.Items {
			k.one(&p.Block.ID)
		}
	}
	for _, t := range r.Glossary {
		k.each(&t.ID, &t.Term)
		for _, m := range t.Meanings() {
			k.one(&m.Expansion)
		}
	}
	for i := range r.Redirects {
		to := &r.Redirects[i]
		k.each(&to.From, &to.To, &to.Why, &to.ID)
	}
}
