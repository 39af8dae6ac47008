package index

// sortedTexts are texts in order, each once.
type sortedTexts interface {
	len() int
	at(i int) string
}

type sortedWords []string

func (s sortedWords) len() int        { return len(s) }
func (s sortedWords) at(i int) string { return s[i] }

// union walks sorted lists as one: f gets each text once, then, for each list that has it, its place there.
func union[T sortedTexts](all []T, text func(s string), has func(list, place int)) {
	h := heads[T]{all: all, next: make([]int, len(all))}
	for i := range all {
		if all[i].len() > 0 {
			h.lists = append(h.lists, i)
		}
	}
	for i := len(h.lists)/2 - 1; i >= 0; i-- {
		h.down(i)
	}
	last, begun := "", false
	for len(h.lists) > 0 {
		list := h.lists[0]
		if s := h.text(list); !begun || s != last {
			last, begun = s, true
			text(s)
		}
		has(list, h.next[list])
		if h.next[list]++; h.next[list] == all[list].len() {
			h.lists[0] = h.lists[len(h.lists)-1]
			h.lists = h.lists[:len(h.lists)-1]
		}
		h.down(0)
	}
}

// heads has the list with the least next text on top; of the same text, the first.
type heads[T sortedTexts] struct {
	all   []T
	next  []int // place in each list
	lists []int
}

func (h *heads[T]) text(list int) string { return h.all[list].at(h.next[list]) }

func (h *heads[T]) less(a, b int) bool {
	s, t := h.text(a), h.text(b)
	return s < t || s == t && a < b
}

func (h *heads[T]) down(i int) {
	for {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h.lists); child++ {
			if h.less(h.lists[child], h.lists[least]) {
				least = child
			}
		}
		if least == i {
			return
		}
		h.lists[i], h.lists[least] = h.lists[least], h.lists[i]
		i = least
	}
}

// slotsOf are the texts of all lists, and of each list the places of its texts among them.
func slotsOf[T sortedTexts](all []T) (words []string, slots [][]uint32) {
	slots = make([][]uint32, len(all))
	for i := range all {
		slots[i] = make([]uint32, all[i].len())
	}
	union(all,
		func(s string) { words = append(words, s) },
		func(list, place int) { slots[list][place] = uint32(len(words)) - 1 })
	return words, slots
}
