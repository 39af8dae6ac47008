package index

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// writer puts tables into two files: one of words, so that whoever looks for words finds them, and one of numbers.
type writer struct {
	text    []byte
	numbers []uint32
}

func (w *writer) list(v []uint32) {
	w.numbers = append(append(w.numbers, uint32(len(v))), v...)
}

func (w *writer) lists(l lists) {
	w.list(l.all)
	w.list(l.starts)
}

func (w *writer) strings(all []string) { w.texts(newTexts(all)) }

func (w *writer) texts(t texts) {
	w.list([]uint32{uint32(len(t.all))})
	w.list(t.ends)
	w.text = append(w.text, t.all...)
}

// bytes are the numbers, little end first.
func (w *writer) bytes() []byte {
	all := make([]byte, 4*len(w.numbers))
	for i, n := range w.numbers {
		binary.LittleEndian.PutUint32(all[4*i:], n)
	}
	return all
}

// reader reads them again. What does not fit together is an ErrNotIndex, and everything after it empty.
type reader struct {
	text    string
	numbers []uint32
	err     error
}

func newReader(text, numbers []byte) *reader {
	r := &reader{text: string(text), numbers: make([]uint32, len(numbers)/4)}
	for i := range r.numbers {
		r.numbers[i] = binary.LittleEndian.Uint32(numbers[4*i:])
	}
	if len(numbers)%4 != 0 {
		r.damaged()
	}
	return r
}

func (r *reader) damaged() {
	if r.err == nil {
		r.err = fmt.Errorf("%w: its tables are damaged", ErrNotIndex)
	}
}

func (r *reader) list() []uint32 {
	if len(r.numbers) == 0 || r.err != nil || uint64(r.numbers[0]) >= uint64(len(r.numbers)) {
		r.damaged()
		return nil
	}
	n := r.numbers[0]
	v := r.numbers[1 : n+1 : n+1]
	r.numbers = r.numbers[n+1:]
	return v
}

// below reads a list of numbers that are all below a bound.
func (r *reader) below(bound int) []uint32 {
	v := r.list()
	for _, n := range v {
		if uint64(n) >= uint64(bound) {
			r.damaged()
			return nil
		}
	}
	return v
}

func (r *reader) lists(count, bound int) lists {
	l := lists{r.below(bound), r.list()}
	if len(l.starts) != count+1 || l.starts[count] != uint32(len(l.all)) || !slices.IsSorted(l.starts) {
		r.damaged()
		return lists{starts: make([]uint32, count+1)}
	}
	return l
}

func (r *reader) strings() texts {
	length, ends := r.list(), r.list()
	if len(length) != 1 || uint64(length[0]) > uint64(len(r.text)) || !slices.IsSorted(ends) ||
		len(ends) > 0 && ends[len(ends)-1] >= length[0] {
		r.damaged()
		return texts{}
	}
	for i := 1; i < len(ends); i++ {
		if ends[i] == ends[i-1] { // a byte lies between two
			r.damaged()
			return texts{}
		}
	}
	t := texts{r.text[:length[0]], ends}
	r.text = r.text[length[0]:]
	return t
}
