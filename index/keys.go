package index

import (
	"slices"
	"strings"
)

// keyTable finds documents by the keys of their ids.
type keyTable struct {
	keys texts // sorted
	rows lists // of each key: a row, times four, and how exactly the key is its document's
}

// How exactly a key is a document's.
const (
	isAlias = 1 + iota // it is another spelling, or a part of one
	isPart             // it is the document's id without the first letters
	isOwn              // it is the document's id
)

// newKeyTable makes the table of the documents of each row.
func newKeyTable(docs []Document) (keyTable, []string) {
	rows := map[string][]uint32{}
	for row, d := range docs {
		own := terms(d.ID)
		for _, k := range documentKeys(d) {
			rows[k] = append(rows[k], uint32(row)<<2|exactness(k, own))
		}
	}
	keys := make([]string, 0, len(rows))
	for k := range rows {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	all := make([][]uint32, len(keys))
	for i, k := range keys {
		all[i] = rows[k]
	}
	return keyTable{rows: listsOf(all)}, keys
}

func exactness(key string, own []string) uint32 {
	switch key {
	case join(own):
		return isOwn
	case join(withoutPrefix(own)):
		return isPart
	}
	return isAlias
}

// find gives the documents of a key; nil for none.
func (t keyTable) find(key string) []uint32 {
	i := t.keys.search(key)
	if i == t.keys.len() || t.keys.at(i) != key {
		return nil
	}
	return t.rows.at(i)
}

// begin calls f for the documents of every key that begins with s, in order of the keys, until f says no.
func (t keyTable) begin(s string, f func(key string, rows []uint32) bool) {
	for i := t.keys.search(s); i < t.keys.len() && strings.HasPrefix(t.keys.at(i), s); i++ {
		if !f(t.keys.at(i), t.rows.at(i)) {
			return
		}
	}
}
