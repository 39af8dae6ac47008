package record

import "minutebook/internal/minutes"

// readReferences hands every reference of a meeting to the record that it names.
func (l *linker) readReferences(m *Meeting, told []told, at *atlas) {
	own := ownBlocks(told)
	var reader sentences
	var together company
	for _, ref := range m.Minutes.References {
		mention, sentence := reader.mention(ref, at)
		l.decideAbout(ref, m)
		switch ref.Kind {
		case minutes.KindMeeting:
			if other := l.named[ref.ID]; other != nil && other != m {
				other.Mentions = append(other.Mentions, mention)
			}
		case minutes.KindAction:
			if a := l.actions[ref.ID]; a != nil && !own[telling{ref.ID, ref.Block}] {
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

// telling is a block that raises an action or reports on it.
type telling struct {
	id    string
	block *minutes.Block
}

func ownBlocks(all []told) map[telling]bool {
	own := make(map[telling]bool, 4*len(all))
	for _, t := range all {
		for _, b := range []*minutes.Block{t.Block, t.UpdateRow} {
			if b != nil {
				b.Walk(func(in *minutes.Block) { own[telling{t.ID, in}] = true })
			}
		}
	}
	return own
}
