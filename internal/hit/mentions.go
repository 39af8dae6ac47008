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
	blocks  map[*minutes.Block][]named // what the words of each block name
	company map[subjectKey][]named     // what else the sentences name that name a subject
	telling map[string][]*minutes.Block
	wholes  map[string][]string // the modifications that one is a part of
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
	s := &speech{blocks: map[*minutes.Block][]named{}, company: map[subjectKey][]named{}, telling: map[string][]*minutes.Block{},
		wholes: map[string][]string{}, knows: r.Path}
	for _, m := range r.Meetings {
		s.read(m.Minutes)
	}
	for _, mod := range r.Modifications {
		for whole := mod.Parent; whole != nil; whole = whole.Parent {
			s.wholes[mod.ID] = append(s.wholes[mod.ID], whole.ID)
		}
	}
	return s
}

func (s *speech) read(m *minutes.Minutes) {
	refs := m.References
	for len(refs) > 0 {
		n := 1
		for n < len(refs) && refs[n].Block == refs[0].Block && refs[n].Sentence == refs[0].Sentence {
			n++
		}
		s.sentence(refs[:n])
		refs = refs[n:]
	}
	for _, told := range m.Tellings() {
		s.telling[told.ID] = append(s.telling[told.ID], told.Block, told.Row)
	}
}

// sentence takes the references of one sentence.
func (s *speech) sentence(refs []minutes.Reference) {
	var all []named
	for _, ref := range refs {
		if _, ok := s.knows(ref.Kind, ref.ID); ok {
			all = append(all, named{ref.Kind, ref.ID, oneLine(ref.Written)})
		}
	}
	for i, n := range all {
		if n.kind != minutes.KindAction && n.kind != minutes.KindMeeting {
			k := subjectKey{n.kind, n.id}
			s.company[k] = append(s.company[k], all[max(0, i-nearest):min(len(all), i+nearest+1)]...)
		}
	}
	s.blocks[refs[0].Block] = append(s.blocks[refs[0].Block], all...)
}

// of is what the words of some blocks name, as far as they are shown to be found.
func (s *speech) of(blocks ...*minutes.Block) []named {
	var all []named
	for _, b := range blocks {
		if b == nil || left(b) {
			continue
		}
		all = append(append(all, s.blocks[b]...), s.of(b.Blocks...)...)
	}
	return all
}

// ofAction is what an action's own words, and the reports on it, name: a paragraph may tell of other actions too.
func (s *speech) ofAction(id, text string) []named {
	return slices.DeleteFunc(s.of(s.telling[id]...), func(n named) bool { return !strings.Contains(text, n.written) })
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
