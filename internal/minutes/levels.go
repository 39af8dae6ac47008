package minutes

import (
	"maps"
	"slices"

	"minutebook/internal/policy"
)

// levels gives every block and item the level of what covers it, and returns the strictest of the document. A leaf
// is as strict as its strictest line, for lines are cut whole; what holds blocks is as strict as all of it is.
func (c *coverage) levels(own policy.Level) (strictest policy.Level) {
	lines := c.lineLevels(own)
	cells := map[*Block]policy.Level{}
	strictest = own
	for _, f := range c.found {
		strictest = policy.Stricter(strictest, f.level)
		if was, ok := cells[f.block]; f.block != nil && (!ok || f.level < was) {
			cells[f.block] = f.level
		}
	}
	set := func(b *Block) {
		b.Level = lines[min(max(b.Line, 1), c.last)]
		for line := b.Line + 1; line <= min(b.EndLine, c.last); line++ {
			if len(b.Blocks) > 0 {
				b.Level = max(b.Level, lines[line])
			} else {
				b.Level = policy.Stricter(b.Level, lines[line])
			}
		}
		if l, ok := cells[b]; ok {
			b.Level = policy.Stricter(b.Level, l)
		}
	}
	for _, p := range c.passages {
		p.block.Walk(set)
	}
	for _, it := range c.items {
		it.Level = lines[min(it.Head.Line, c.last)]
	}
	return strictest
}

// lineLevels is the level of each line of the source, from 1.
func (c *coverage) lineLevels(own policy.Level) []policy.Level {
	lines := slices.Repeat([]policy.Level{own}, c.last+1)
	begins := map[policy.Level][]int{} // how many portions of a level begin on a line, less those that end before it
	for _, f := range c.found {
		if f.block != nil || f.from > f.to {
			continue
		}
		if begins[f.level] == nil {
			begins[f.level] = make([]int, c.last+2)
		}
		begins[f.level][f.from]++
		begins[f.level][min(f.to, c.last)+1]--
	}
	for _, level := range slices.Sorted(maps.Keys(begins)) {
		open := 0
		for line := 1; line <= c.last; line++ {
			if open += begins[level][line]; open > 0 {
				lines[line] = policy.Stricter(lines[line], level)
			}
		}
	}
	return lines
}
