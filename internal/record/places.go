package record

import "minutebook/internal/minutes"

// atlas knows where every block of one meeting's document stands.
type atlas struct {
	meeting *Meeting
	spots   map[*minutes.Block]spot
	numbers map[string]*minutes.Item // the first item of each number
}

// spot is the item that holds a block, and the nearest block around it that has an address.
type spot struct {
	item *minutes.Item
	near *minutes.Block
}

func newAtlas() *atlas {
	return &atlas{spots: map[*minutes.Block]spot{}, numbers: map[string]*minutes.Item{}}
}

// survey makes the atlas that of another meeting.
func (at *atlas) survey(m *Meeting) {
	items := m.Minutes.AllItems()
	at.meeting = m
	clear(at.spots)
	clear(at.numbers)
	at.add(nil, m.Minutes.Preamble)
	for _, item := range items {
		if _, ok := at.numbers[item.Number]; !ok {
			at.numbers[item.Number] = item
		}
		if item.Head != nil {
			at.add(item, []*minutes.Block{item.Head})
		}
		at.add(item, item.Blocks)
		at.add(item, item.Tail)
	}
}

func (at *atlas) add(item *minutes.Item, blocks []*minutes.Block) {
	for _, b := range blocks {
		at.addBlock(item, b, b)
	}
}

func (at *atlas) addBlock(item *minutes.Item, b, near *minutes.Block) {
	if b.ID != "" {
		near = b
	}
	at.spots[b] = spot{item, near}
	for _, in := range b.Blocks {
		at.addBlock(item, in, near)
	}
}

// of finds a block; one that stands nowhere in the document is taken to stand in its preamble.
func (at *atlas) of(b *minutes.Block) Place {
	s, ok := at.spots[b]
	if !ok {
		s.near = b
	}
	return Place{Meeting: at.meeting, Item: s.item, Block: s.near}
}

// place finds a block that the reader of the minutes assigned to the item of this number, which wins over the
// item that the block stands in.
func (at *atlas) place(b *minutes.Block, number string) Place {
	p := at.of(b)
	if item := at.numbers[number]; item != nil && p.ItemNumber() != number {
		p.Item = item
	}
	return p
}
