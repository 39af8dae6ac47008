package lookup

import (
	"bytes"
	"maps"
	"slices"
)

// maxFile bounds the bytes of the file of a shard, if it has more than one entry.
const maxFile = 8 << 10

// dictionary has the rows of each entry, in order and each once.
type dictionary map[string][]int

// add notes a row; rows come in order.
func (d dictionary) add(row int, entries ...string) {
	for _, e := range entries {
		if rows := d[e]; len(rows) == 0 || rows[len(rows)-1] != row {
			d[e] = append(rows, row)
		}
	}
}

// shards are the entries in order, cut into files, and the first entry of each.
func (d dictionary) shards() (files [][]byte, first []string) {
	first = []string{}
	var b bytes.Buffer
	end := func() {
		if b.Len() > 0 {
			files = append(files, []byte("{"+b.String()+"}\n"))
			b.Reset()
		}
	}
	for _, entry := range slices.Sorted(maps.Keys(d)) {
		line := slices.Concat(encoded(entry), []byte(":"), encoded(steps(d[entry])))
		if b.Len()+len(line) > maxFile {
			end()
		}
		if b.Len() == 0 {
			first = append(first, entry)
		} else {
			b.WriteString(",\n")
		}
		b.Write(line)
	}
	end()
	return files, first
}

// steps tells rows in order: n is n rows on, from row -1; -n is the next n rows one by one.
func steps(rows []int) []int {
	var all []int
	at := -1
	for i, row := range rows {
		if last := len(all) - 1; row == at+1 && i > 0 && all[last] < 0 {
			all[last]--
		} else if row == at+1 && i > 0 {
			all = append(all, -1)
		} else {
			all = append(all, row-at)
		}
		at = row
	}
	return all
}
