package index

import "strings"

// texts are many strings in one.
type texts struct {
	all  string
	ends []uint32 // where each ends in all; one byte lies between two
}

func newTexts(all []string) texts {
	ends := make([]uint32, len(all))
	var b strings.Builder
	for i, s := range all {
		b.WriteString(s)
		ends[i] = uint32(b.Len())
		b.WriteByte('\n')
	}
	return texts{b.String(), ends}
}

func (t texts) len() int { return len(t.ends) }

func (t texts) at(i int) string {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1] + 1
	}
	return t.all[from:t.ends[i]]
}

// search is the first place whose text is not less than s, of sorted texts.
func (t texts) search(s string) int {
	low, high := 0, t.len()
	for low < high {
		middle := int(uint(low+high) >> 1)
		if t.at(middle) < s {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

func (t texts) slice() []string {
	all := make([]string, t.len())
	for i := range all {
		all[i] = t.at(i)
	}
	return all
}

// lists are many lists of numbers in one.
type lists struct {
	all    []uint32
	starts []uint32 // where each begins; one more than there are lists
}

func (l lists) at(i int) []uint32 { return l.all[l.starts[i]:l.starts[i+1]] }

func (l lists) len() int { return max(0, len(l.starts)-1) }

func listsOf(all [][]uint32) lists {
	l := lists{starts: make([]uint32, 1, len(all)+1)}
	for _, one := range all {
		l.all = append(l.all, one...)
		l.starts = append(l.starts, uint32(len(l.all)))
	}
	return l
}
