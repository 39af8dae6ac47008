package record

import "minutebook/internal/minutes"

// atlas knows where every block of one meeting's document stands.
type atlas struct {
	meeting *Meeting
	blocks  map[*minutes.Block]location
	spots   map[*minutes.Block]*Spot
	numbers map[string]*minutes.Item // the first item of each number
	keeping *keeping
}

// location is the item that holds a block, and the nearest block around it that has an address.
type location struct {
	item *minutes.Item
	near *minutes.Block
	part int32 // see Reference
}

func newAtlas(k *keeping) *atlas {
	return &atlas{blocks: map[*minutes.Block]location{}, spots: map[*minutes.Block]*Spot{}, numbers: map[string]*minutes.Item{}, keeping: k}
}

// survey makes the atlas that of another meeting.
func (at *atlas) survey(m *Meeting) {
	at.meeting = m
	clear(at.blocks)
	clear(at.spots)
	clear(at.numbers)
	at.add(location{part: Preamble}, m.whole.Preamble)
	items := m.Minutes.AllItems()
	for i, read := range m.whole.AllItems() {
		item := items[i]
		if _, ok := at.numbers[item.Number]; !ok {
			at.numbers[item.Number] = item
		}
		in := location{item: item, part: int32(i)}
		if read.Head != nil {
			at.add(in, []*minutes.Block{read.Head})
		}
		at.add(in, read.Blocks)
		at.add(in, read.Tail)
	}
}

func (at *atlas) add(in location, blocks []*minutes.Block) {
	for _, b := range blocks {
		in.near = b
		at.addBlock(in, b)
	}
}

func (at *atlas) addBlock(in location, b *minutes.Block) {
	if b.ID != "" {
		in.near = b
	}
	if b.Decorates() {
		in.part = Apart
	}
	at.blocks[b] = in
	for _, inner := range b.Blocks {
		at.addBlock(in, inner)
	}
}

// stands finds a block; one that stands nowhere in the document is taken to stand in its preamble.
func (at *atlas) stands(b *minutes.Block) location {
	s, ok := at.blocks[b]
	if !ok {
		return location{near: b, part: Apart}
	}
	return s
}

// spot is that of a block, one for all who ask.
func (at *atlas) spot(b *minutes.Block) *Spot {
	s, ok := at.spots[b]
	if !ok {
		if s = SpotOf(b); s != nil {
			at.keeping.one(&s.ID)
		}
		at.spots[b] = s
	}
	return s
}

func (at *atlas) of(b *minutes.Block) Place {
	s := at.stands(b)
	return Place{Meeting: at.meeting, Item: s.item, Block: at.spot(s.near)}
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
