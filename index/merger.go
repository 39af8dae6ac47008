package index

import (
	"slices"
)

// merger puts parts together. Rows are numbered through all of them.
type merger struct {
	parts []*part
	bases []uint32 // of each part, its first row
	rows  int
	order []uint32
}

func newMerger(parts []*part, shard []int) *merger {
	m := &merger{parts: parts, bases: make([]uint32, len(parts)), rows: len(shard), order: make([]uint32, len(shard))}
	base := 0
	for i, p := range parts {
		m.bases[i] = uint32(base)
		base += len(p.facts)
	}
	next := make([]int, len(parts))
	for rank, i := range shard {
		m.order[rank] = m.bases[i] + parts[i].order[next[i]]
		next[i]++
	}
	return m
}

func (m *merger) column(number int) column {
	all := column{first: make([]uint32, 0, m.rows)}
	columns := each(m.parts, func(p *part) column { return p.columns[number] })
	var slots [][]uint32
	all.values, slots = slotsOf(each(columns, func(c column) sortedWords { return c.values }))
	several := slices.ContainsFunc(columns, func(c column) bool { return c.more.starts != nil })
	if several {
		all.more.starts = []uint32{0}
	}
	for i, c := range columns {
		one := column{first: slices.Clone(c.first), more: lists{all: slices.Clone(c.more.all)}}
		one.renumber(slots[i])
		all.first = append(all.first, one.first...)
		if !several {
			continue
		}
		base := uint32(len(all.more.all))
		all.more.all = append(all.more.all, one.more.all...)
		for row := range c.first {
			end := base
			if c.more.starts != nil {
				end += c.more.starts[row+1]
			}
			all.more.starts = append(all.more.starts, end)
		}
	}
	return all
}

func (m *merger) keys() keyTable {
	var keys []string
	rows := lists{starts: []uint32{}}
	union(each(m.parts, func(p *part) texts { return p.keys }),
		func(key string) { keys, rows.starts = append(keys, key), append(rows.starts, uint32(len(rows.all))) },
		func(list, place int) {
			for _, one := range m.parts[list].owners.at(place) {
				rows.all = append(rows.all, one+m.bases[list]<<exactBits)
			}
		})
	rows.starts = append(rows.starts, uint32(len(rows.all)))
	return keyTable{newTexts(keys), rows}
}

func (m *merger) vocabulary() vocabulary {
	var words []string
	var counts []uint32
	union(each(m.parts, func(p *part) texts { return p.vocabulary.words }),
		func(word string) { words, counts = append(words, word), append(counts, 0) },
		func(list, place int) { counts[len(counts)-1] += m.parts[list].counts[place] })
	return vocabulary{newTexts(words), counts}
}

func (m *merger) numbers(field int) []uint32 {
	var all []uint32
	for _, p := range m.parts {
		all = append(all, p.present[field]...)
	}
	return all
}

// lengths counts the terms of each scored field over all rows.
func (m *merger) lengths() map[string]int {
	all := map[string]int{}
	for _, p := range m.parts {
		for i := range p.facts {
			for k, name := range scoredFields() {
				all[name] += int(p.facts[i].lengths[k])
			}
		}
	}
	return all
}

// completions gives everything that can be suggested its place, and notes the words that lead there.
func (m *merger) completions(names []Suggestion) completions {
	named := namesOf(names)
	numbers, words := m.places(named)
	all, slots := slotsOf(append(each(m.parts, func(p *part) texts { return p.titles.words }), named.words))
	found := make([][]uint32, len(all))
	for place, number := range numbers {
		list, row := m.at(number, named)
		if !words[place] {
			continue
		}
		for _, word := range list.of.at(row) {
			slot := slots[list.number][word]
			found[slot] = append(found[slot], uint32(place))
		}
	}
	c := completions{entries: numbers}
	var kept []string
	for i, word := range all {
		if len(found[i]) > 0 {
			kept = append(kept, word)
		}
	}
	c.words = newTexts(kept)
	c.found = listsOf(slices.DeleteFunc(found, func(places []uint32) bool { return len(places) == 0 }))
	return c
}

// titled are the titles of a part, or of the names, which come after all parts.
type titled struct {
	*titles
	number int
}

// at is where the titles of a number of completions.entries stand.
func (m *merger) at(number uint32, names *titles) (titled, int) {
	if int(number) >= m.rows {
		return titled{names, len(m.parts)}, int(number) - m.rows
	}
	i, exactly := slices.BinarySearch(m.bases, number)
	if !exactly {
		i--
	}
	return titled{&m.parts[i].titles, i}, int(number - m.bases[i])
}

// places are the numbers of all that can be suggested, the best first, and whether its words lead to it: an agenda has the same
// items again and again, and the newest stands for all.
func (m *merger) places(names *titles) (numbers []uint32, words []bool) {
	byClass := make([][]uint32, len(suggestedKinds)+1)
	for i, class := range names.classes {
		byClass[class] = append(byClass[class], uint32(m.rows+i))
	}
	seen, again := map[uint64]bool{}, map[uint32]bool{}
	isItem := classOf("item")
	for _, number := range m.order {
		t, row := m.at(number, names)
		class := t.classes[row]
		byClass[class] = append(byClass[class], number)
		if class != isItem {
			continue
		}
		same := uint64(t.same[2*row])<<32 | uint64(t.same[2*row+1])
		again[number] = seen[same]
		seen[same] = true
	}
	for _, some := range byClass[1:] {
		for _, number := range some {
			numbers, words = append(numbers, number), append(words, !again[number])
		}
	}
	return numbers, words
}

// namesOf are what a part would have of names.
func namesOf(names []Suggestion) *titles {
	t := titlesOf(each(names, func(s Suggestion) *Document { return &Document{ID: s.ID, Kind: s.Kind, Title: s.Title} }))
	return &t
}
