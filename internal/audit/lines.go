package audit

import (
	"bytes"
	"hash/maphash"
	"path"
)

// Former gives the file that the former generation has under a name, which was searched and found to hold nothing; nil where it has none.
type Former func(rel string) []byte

const (
	wholeTable = 64 << 10 // a smaller table is searched whole
	around     = 1 << 10  // bytes of lines on each side of a new one, which are more than a run of words
)

// freshLines is what has to be searched of a table in the place of a former one: a table of the same form, of the lines that are new, or
// stand beside another line than before, with some around them, so that what runs over the end of a line is seen. ok is false for what is
// no table of which lines can be told.
func freshLines(rel string, data, former []byte) (part []byte, ok bool) {
	if len(data) < wholeTable || len(former) == 0 {
		return nil, false
	}
	form, known := tableForms[path.Ext(rel)]
	if !known {
		return nil, false
	}
	rows, ok := form.rows(data)
	if !ok {
		return nil, false
	}
	before, ok := form.rows(former)
	if !ok {
		return nil, false
	}
	return form.table(data, rows, strange(rows, before)), true
}

// strange tells which rows do not stand beside the same row as before, or are near one of those.
func strange(rows, before [][]byte) []bool {
	seed := maphash.MakeSeed()
	type pair [2]uint64
	pairs := make(map[pair]bool, len(before)+1)
	eachPair(seed, before, func(_ int, a, b uint64) { pairs[pair{a, b}] = true })
	is := make([]bool, len(rows)+2) // with both ends
	eachPair(seed, rows, func(i int, a, b uint64) {
		if !pairs[pair{a, b}] {
			is[i], is[i+1] = true, true
		}
	})
	is = is[1 : len(rows)+1]
	near := make([]bool, len(rows))
	for i := range is {
		if !is[i] {
			continue
		}
		near[i] = true
		for j, left := i-1, around; j >= 0 && left > 0 && !is[j]; j-- {
			near[j], left = true, left-len(rows[j])
		}
		for j, left := i+1, around; j < len(rows) && left > 0 && !is[j]; j++ {
			near[j], left = true, left-len(rows[j])
		}
	}
	return near
}

// eachPair goes through the rows two by two, with 0 for what stands at both ends; i is the number of the second.
func eachPair(seed maphash.Seed, rows [][]byte, do func(i int, a, b uint64)) {
	last := uint64(0)
	for i, row := range rows {
		h := maphash.Bytes(seed, row)
		do(i, last, h)
		last = h
	}
	do(len(rows), last, 0)
}

// tableForm is how a table has one row a line.
type tableForm struct {
	head       func(data []byte) int // bytes before the first row; less than 0 for none
	foot, line string                // behind the last row, and between two
	whole      func(row []byte) bool // a row is one
}

var tableForms = map[string]tableForm{
	".json": {head: func(data []byte) int {
		if !bytes.HasPrefix(data, []byte("[\n{")) {
			return -1
		}
		return len("[\n")
	}, foot: "\n]\n", line: ",\n", whole: func(row []byte) bool {
		return bytes.HasPrefix(row, []byte("{")) && bytes.HasSuffix(row, []byte("}"))
	}},
	".csv": {head: func(data []byte) int { return bytes.Index(data, []byte("\r\n")) + len("\r\n") },
		foot: "\r\n", line: "\r\n", whole: func(row []byte) bool { return bytes.Count(row, []byte(`"`))%2 == 0 }},
}

// rows are the rows of a table; ok is false where it has another form.
func (f tableForm) rows(data []byte) (rows [][]byte, ok bool) {
	head := f.head(data)
	if head < 0 || len(data) < head+len(f.foot) || !bytes.HasSuffix(data, []byte(f.foot)) {
		return nil, false
	}
	rows = bytes.Split(data[head:len(data)-len(f.foot)], []byte(f.line))
	for _, row := range rows {
		if !f.whole(row) {
			return nil, false
		}
	}
	return rows, true
}

// table is a table of some rows of one.
func (f tableForm) table(of []byte, rows [][]byte, these []bool) []byte {
	part := append(make([]byte, 0, len(of)/8), of[:f.head(of)]...)
	start := len(part)
	for i, row := range rows {
		if !these[i] {
			continue
		}
		if len(part) > start {
			part = append(part, f.line...)
		}
		part = append(part, row...)
	}
	if len(part) == start { // of no rows
		return part[:0]
	}
	return append(part, f.foot...)
}
