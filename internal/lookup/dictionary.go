package lookup

import (
	"maps"
	"slices"
	"strconv"
)

// maxFile bounds the bytes of the file of a shard, if it has more than one entry.
const maxFile = 8 << 10

// dictionary has the rows of each entry, in order and each once.
type dictionary map[string]*[]int32

// add notes a row; rows come in order.
func (d dictionary) add(row int, entry string) {
	rows := d[entry]
	if rows == nil {
		rows = new([]int32)
		d[entry] = rows
	}
	note(rows, row)
}

// addBytes is add, and keeps the bytes of no entry that it has.
func (d dictionary) addBytes(row int, entry []byte) {
	if rows := d[string(entry)]; rows != nil {
		note(rows, row)
	} else {
		d.add(row, string(entry))
	}
}

// numbered is a dictionary whose entries are known by small numbers, while it is made.
type numbered struct {
	entries []string
	rows    []*[]int32
}

func (n *numbered) add(row, number int, entry string) {
	for number >= len(n.rows) {
		n.entries, n.rows = append(n.entries, ""), append(n.rows, nil)
	}
	if n.rows[number] == nil {
		n.entries[number], n.rows[number] = entry, new([]int32)
	}
	note(n.rows[number], row)
}

func (n *numbered) dictionary() dictionary {
	d := make(dictionary, len(n.rows))
	for i, rows := range n.rows {
		if rows != nil {
			d[n.entries[i]] = rows
		}
	}
	return d
}

func note(rows *[]int32, row int) {
	if last := len(*rows) - 1; last < 0 || (*rows)[last] != int32(row) {
		*rows = append(*rows, int32(row))
	}
}

// shards are the entries in order, cut into files, and the first entry of each.
func (d dictionary) shards() (files [][]byte, first []string) {
	first = []string{}
	var data, line []byte
	end := func() {
		if len(data) > 0 {
			files = append(files, slices.Concat([]byte("{"), data, []byte("}\n")))
			data = data[:0]
		}
	}
	for _, entry := range slices.Sorted(maps.Keys(d)) {
		line = appendSteps(append(appendText(line[:0], entry), ':'), *d[entry])
		if len(data)+len(line) > maxFile {
			end()
		}
		if len(data) == 0 {
			first = append(first, entry)
		} else {
			data = append(data, ",\n"...)
		}
		data = append(data, line...)
	}
	end()
	return files, first
}

// appendSteps tells rows in order: n is n rows on, from row -1; -n is the next n rows one by one.
func appendSteps(data []byte, rows []int32) []byte {
	data = append(data, '[')
	at := int32(-1)
	for i := 0; i < len(rows); {
		if i > 0 {
			data = append(data, ',')
		}
		run := 0
		for i > 0 && i+run < len(rows) && rows[i+run] == at+1 {
			at, run = at+1, run+1
		}
		if run > 0 {
			data = strconv.AppendInt(data, int64(-run), 10)
			i += run
			continue
		}
		data = strconv.AppendInt(data, int64(rows[i]-at), 10)
		at = rows[i]
		i++
	}
	return append(data, ']')
}
