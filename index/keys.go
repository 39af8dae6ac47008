package index

import "strings"

// keyTable finds documents by the keys of their ids.
type keyTable struct {
	keys texts // sorted
	rows lists // of each key, references
}

// reference is a row, and in its lowest bits how exactly a key is that of its document.
type reference uint32

const exactBits = 2

func (r reference) row() uint32  { return uint32(r) >> exactBits }
func (r reference) exactly() int { return int(r & (1<<exactBits - 1)) }

// How exactly a key is a document's.
const (
	isAlias = 1 + iota // it is another spelling, or a part of one
	isPart             // it is the document's id without the first letters
	isOwn              // it is the document's id
)

func exactness(key string, own []string) uint32 {
	switch key {
	case join(own):
		return isOwn
	case join(withoutPrefix(own)):
		return isPart
	}
	return isAlias
}

// find gives references to the documents of a key; nil for none.
func (t keyTable) find(key string) []uint32 {
	i := t.keys.search(key)
	if i == t.keys.len() || t.keys.at(i) != key {
		return nil
	}
	return t.rows.at(i)
}

// begin calls f for the documents of every key that begins with s, in order of the keys, until f says no.
func (t keyTable) begin(s string, f func(key string, references []uint32) bool) {
	for i := t.keys.search(s); i < t.keys.len() && strings.HasPrefix(t.keys.at(i), s); i++ {
		if !f(t.keys.at(i), t.rows.at(i)) {
			return
		}
	}
}
