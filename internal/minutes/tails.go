package minutes

import "strings"

// settleTails gives an item what was recorded after its last sub-item: from the first action or decision
// after that sub-item's text on.
func (r *reader) settleTails() {
	marks := r.tailMarks()
	for _, it := range r.m.Items {
		settle(it, marks)
	}
	r.renumber()
}

func settle(it *Item, begins map[*Block]bool) {
	if len(it.Items) == 0 {
		return
	}
	for _, sub := range it.Items[:len(it.Items)-1] {
		settle(sub, begins)
	}
	last := it.Items[len(it.Items)-1]
	for len(last.Items) > 0 {
		last = last.Items[len(last.Items)-1]
	}
	for i, b := range last.Blocks {
		if begins[b] {
			it.Tail = append(it.Tail, last.Blocks[i:]...)
			last.Blocks = last.Blocks[:i:i]
			break
		}
	}
	settleInner(it.Items[len(it.Items)-1], begins)
}

// settleInner settles what is left inside a last sub-item, whose own last text went to the item above.
func settleInner(it *Item, begins map[*Block]bool) {
	for i, sub := range it.Items {
		if i < len(it.Items)-1 {
			settle(sub, begins)
		} else {
			settleInner(sub, begins)
		}
	}
}

// tailMarks are the top blocks that begin what belongs to the item as a whole: actions, decisions with
// the lead before their list, and the announcement of the next meetings.
func (r *reader) tailMarks() map[*Block]bool {
	marks := map[*Block]bool{}
	var before *Block
	for _, p := range r.passages() {
		b := p.block
		mark := b.Role == RoleNext || b.Role != RoleItem && r.raisesOrDecides(b)
		if mark {
			marks[b] = true
			if before != nil && before.Kind == Paragraph && strings.HasSuffix(endOf(before), ":") && !isMarkAlone(before.Text()) {
				marks[before] = true
			}
		}
		before = b
	}
	return marks
}

func (r *reader) raisesOrDecides(b *Block) bool {
	found := false
	b.Walk(func(in *Block) {
		found = found || in.Role == RoleAction && b.Kind != Table || len(r.verbsOf(in)) > 0
	})
	return found
}

// renumber tells every action the item that it stands in, now that the tails are settled.
func (r *reader) renumber() {
	item := map[*Block]string{}
	for _, p := range r.passages() {
		p.block.Walk(func(b *Block) { item[b] = p.number() })
	}
	for _, list := range [][]Action{r.m.Raised, r.m.Updated} {
		for i := range list {
			list[i].Item = item[list[i].Block]
		}
	}
}
