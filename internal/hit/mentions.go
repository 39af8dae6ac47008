package hit

import (
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// named is a record that a text speaks of.
type named struct {
	kind    minutes.Kind
	id      string
	written string
}

// speech is what the texts of a record speak of: nothing but records that the record itself has.
type speech struct {
	company map[subjectKey][]named // what else the sentences name that name a subject
	wholes  map[string][]string    // the modifications that one is a part of
	knows   func(minutes.Kind, string) (string, bool)
}

type subjectKey struct {
	kind minutes.Kind
	id   string
}

// nearest bounds how much of a sentence keeps a subject company, before it and after it: a sentence that names more
// is a list, and to put all with all would take room by the square.
const nearest = 32

func speechOf(r *record.Record) *speech {
	s := &speech{company: map[subjectKey][]named{}, wholes: map[string][]string{}, knows: r.Path}
	for _, m := range r.Meetings {
		s.read(m.References)
	}
	for _, mod := range r.Modifications {
		for whole := mod.Parent; whole != nil; whole = whole.Parent {
			s.wholes[mod.ID] = append(s.wholes[mod.ID], whole.ID)
		}
	}
	return s
}

func (s *speech) read(refs []record.Reference) {
	for len(refs) > 0 {
		n := 1
		for n < len(refs) && refs[n].Sentence == refs[0].Sentence {
			n++
		}
		s.sentence(refs[:n])
		refs = refs[n:]
	}
}

// sentence takes the references of one sentence.
func (s *speech) sentence(refs []record.Reference) {
	var all []named
	for _, ref := range refs {
		all = s.append(all, ref.Name)
	}
	for i, n := range all {
		if n.kind != minutes.KindAction && n.kind != minutes.KindMeeting {
			k := subjectKey{n.kind, n.id}
			s.company[k] = append(s.company[k], all[max(0, i-nearest):min(len(all), i+nearest+1)]...)
		}
	}
}

// append adds what a text names, if the record has it.
func (s *speech) append(all []named, n *record.Name) []named {
	if _, ok := s.knows(n.Kind, n.ID); !ok {
		return all
	}
	return append(all, named{n.Kind, n.ID, oneLine(n.Written)})
}

// parts are what the words of each part of a meeting name, as far as they are shown to be found.
func (s *speech) parts(m *record.Meeting) map[int32][]named {
	all := map[int32][]named{}
	for _, ref := range m.References {
		if ref.Part != record.Apart {
			all[ref.Part] = s.append(all[ref.Part], ref.Name)
		}
	}
	return all
}

// ofAction is what an action's own words, and the reports on it, name: a paragraph may tell of other actions too.
func (s *speech) ofAction(a *record.Action, text string) []named {
	var all []named
	for _, n := range a.Names {
		all = s.append(all, n)
	}
	return slices.DeleteFunc(all, func(n named) bool { return !strings.Contains(text, n.written) })
}

func ofDecision(d *record.Decision) []named {
	var all []named
	for _, s := range d.Subjects {
		all = append(all, named{kind: s.Kind, id: s.ID})
	}
	for _, a := range d.Actions {
		all = append(all, named{kind: minutes.KindAction, id: a.ID})
	}
	for _, m := range d.Meetings {
		all = append(all, named{kind: minutes.KindMeeting, id: m.ID})
	}
	return all
}

// speaking notes on a document what it names. A modification counts for those that it is a part of, too: who asks
// for the whole wants its parts; who asks for a part does not want the whole.
func (s *speech) speaking(d index.Document, of []named) index.Document {
	mods := []string{}
	if d.Kind == string(minutes.KindModification) {
		mods = append(mods, d.ID)
	}
	for _, n := range of {
		if string(n.kind) == d.Kind && n.id == d.ID {
			continue
		}
		d.Mentions = append(d.Mentions, n.id)
		if n.kind == minutes.KindModification {
			mods = append(mods, n.id)
		}
	}
	for _, id := range mods[:len(mods):len(mods)] {
		mods = append(mods, s.wholes[id]...)
	}
	d.Mentions, d.Modifications = distinct(d.Mentions), distinct(mods)
	return d
}

// distinct are the ids in order, each once; nil for none.
func distinct(ids []string) []string {
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
