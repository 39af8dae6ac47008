package site

import (
	"crypto/sha256"
	"fmt"

	"minutebook/internal/record"
)

// key stands for all that a page's value depends on, but for what all pages share (shared): pages of the same address,
// layout and key have the same value. Two values may be the same under different keys.
//
// What a page tells of its own record is in its key whole; of others, their faces: what pages of other records show of them.
type key [16]byte

// keys makes the keys of pages. The faces of records are made once.
type keys struct {
	*builder
	meetings map[*record.Meeting]key
	doings   map[*record.Meeting]key
	actions  map[*record.Action]key
	subjects map[*record.Subject]key
	meanings map[*record.Term]key
}

func newKeys(b *builder) *keys {
	return &keys{builder: b, meetings: map[*record.Meeting]key{}, doings: map[*record.Meeting]key{}, actions: map[*record.Action]key{},
		subjects: map[*record.Subject]key{}, meanings: map[*record.Term]key{}}
}

// once makes a face when it is first asked for.
func once[T comparable](made map[T]key, of T, make func(f *facts)) key {
	k, ok := made[of]
	if !ok {
		var f facts
		make(&f)
		k = f.sum()
		made[of] = k
	}
	return k
}

// shared is what all pages of a site have in common, and what any may show of the record as a whole.
func (b *builder) shared(p *printer, settings [sha256.Size]byte) key {
	var f facts
	f.text(string(settings[:]))
	for _, l := range p.layouts {
		f.text(l.name, string(l.data))
	}
	f.json(p.config())
	f.json(b.feeds)
	f.json(b.wholeBand())
	f.text(b.commonestVerb(), fmt.Sprint(b.record.Site))
	for _, l := range b.policy.Levels() {
		f.json(b.band(l))
	}
	return f.sum()
}
