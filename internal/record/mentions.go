package record

import (
	"slices"

	"minutebook/internal/minutes"
)

// readReferences hands every reference of a meeting to the record that it names.
func (l *linker) readReferences(m *Meeting, told []told, at *atlas) {
	own := ownBlocks(told)
	var reader sentences
	var together company
	m.References = make([]Reference, 0, len(m.whole.References))
	for i, ref := range m.whole.References {
		mention, sentence := reader.mention(ref, at)
		l.decideAbout(ref, m)
		name := l.noteReference(m, i, at)
		tells := own[ref.Block]
		for _, t := range tells {
			if a := l.actions[t.id]; t.found && a != nil {
				a.Names = append(a.Names, name)
			}
		}
		switch ref.Kind {
		case minutes.KindMeeting:
			if other := l.named[ref.ID]; other != nil && other != m {
				other.Mentions = append(other.Mentions, mention)
			}
		case minutes.KindAction:
			if a := l.actions[ref.ID]; a != nil && !slices.ContainsFunc(tells, func(t telling) bool { return t.id == ref.ID }) {
				a.Mentions = append(a.Mentions, mention)
			}
		default:
			if !l.paged[ref.Kind] {
				continue
			}
			s := l.subject(ref.Kind, ref.ID)
			if len(s.Mentions) == 0 {
				m.First = append(m.First, s)
			}
			s.Mentions = append(s.Mentions, mention)
			l.spell(s, ref.Written)
			for _, other := range together.join(sentence, named{s, mention}) {
				l.relate(other, named{s, mention})
			}
		}
	}
}

// noteReference keeps what others read of the i-th reference of a meeting, and gives its name.
func (l *linker) noteReference(m *Meeting, i int, at *atlas) *Name {
	ref := m.whole.References[i]
	kept := Reference{Name: l.nameOf(ref), Item: ref.Item}
	s := at.stands(ref.Block)
	if kept.Part = s.part; s.near == ref.Block {
		kept.Block = at.spot(ref.Block)
	}
	if i > 0 {
		before := m.whole.References[i-1]
		if kept.Sentence = m.References[i-1].Sentence; before.Block != ref.Block || before.Sentence != ref.Sentence {
			kept.Sentence++
		}
	}
	m.References = append(m.References, kept)
	return kept.Name
}

func (l *linker) nameOf(ref minutes.Reference) *Name {
	n := Name{ref.Kind, ref.ID, ref.Written}
	if l.names[n] == nil {
		l.names[n] = &n
	}
	return l.names[n]
}

// telling is an action that a block tells of.
type telling struct {
	id    string
	found bool // whether the block's words are found with the action's, see minutes.Block.Decorates
}

// ownBlocks are the blocks that raise actions or report on them, with all that is in these.
func ownBlocks(all []told) map[*minutes.Block][]telling {
	own := make(map[*minutes.Block][]telling, 4*len(all))
	var add func(b *minutes.Block, t telling)
	add = func(b *minutes.Block, t telling) {
		t.found = t.found && !b.Decorates()
		own[b] = append(own[b], t)
		for _, in := range b.Blocks {
			add(in, t)
		}
	}
	for _, t := range all {
		for _, b := range []*minutes.Block{t.Block, t.UpdateRow} {
			if b != nil {
				add(b, telling{t.ID, true})
			}
		}
	}
	return own
}
