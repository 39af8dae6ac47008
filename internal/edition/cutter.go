package edition

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"

	"minutebook/internal/ledger"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// cutter makes the documents of one edition.
type cutter struct {
	reader
	rules *minutes.Rules
	shelf *Shelf // nil for none
}

// keeper is a cutter that keeps what is left of those sources that a shelf keeps.
type keeper struct {
	*cutter                // which documents hold, to be cut again
	ledger  *ledger.Ledger // nil for none
}

func newKeeper(r reader, rules *minutes.Rules, site policy.Site, sources []Source) *keeper {
	k := &keeper{cutter: &cutter{reader: r, rules: rules}}
	for _, s := range sources {
		if s.shelf != nil {
			k.shelf = s.shelf
		}
	}
	if k.shelf != nil && site.Name != "" {
		k.ledger = k.shelf.Ledger("sites/"+site.Name, fmt.Sprintf("%d %s", site.Clearance.Level(), site.People))
	}
	return k
}

// keep writes down what was cut. Where it cannot, the next build cuts again.
func (k *keeper) keep() {
	if k.ledger != nil {
		_ = k.ledger.Keep()
	}
}

// document is what is left of a document; nil for nothing.
func (k *keeper) document(s Source) *Document {
	if k.ledger == nil || s.shelf == nil {
		d, _ := k.cut(s)
		return d
	}
	if text, ok := k.ledger.Get(s.File()); ok {
		if d, ok := k.remembered(s, text); ok {
			return d
		}
	}
	sum := s.Sum()
	d, ok := k.cut(s)
	if !ok {
		return nil
	}
	if d == nil {
		k.ledger.Put(s.File(), string(sum[:]))
		return nil
	}
	if d.sum == sum {
		k.shelf.Uses(s.File(), sum)
	} else if !k.shelf.Put(d.Minutes, d.redacted, d.sum) {
		return d
	}
	outline := Document{Minutes: d.Minutes.Outline(), Line: d.Line, front: d.front, sum: d.sum}
	text := string(outline.entry(sum))
	k.ledger.Put(s.File(), text)
	if again, ok := k.remembered(s, text); ok { // which holds nothing of the text of the whole
		return again
	}
	return k.kept(s, outline)
}

// kept is a document that stands on the shelf.
func (c *cutter) kept(s Source, d Document) *Document {
	d.shelf, d.source, d.cutter = c.shelf, s, c
	return &d
}

// cut is what is left of a document, nil if that no longer permits this audience: a cut must never make a document more open. It is
// false where the document can be read no more.
func (c *cutter) cut(s Source) (*Document, bool) {
	s = s.Whole()
	if s.Text == nil && s.shelf != nil {
		return nil, false
	}
	text, m, ok := c.redactMinutes(s, c.rules)
	if !ok {
		return nil, true
	}
	front := len(m.Front.Marshal())
	return &Document{Minutes: m, Line: 1 + countLines(text[:front]), redacted: text, front: front, sum: sha256.Sum256(text)}, true
}

// entry is what is kept of a document: the hash of its source, and then, if something is left, its own, where it starts and its
// outline.
func (d *Document) entry(source [sha256.Size]byte) []byte {
	e := append(append(make([]byte, 0, 16<<10), source[:]...), d.sum[:]...)
	e = binary.AppendUvarint(binary.AppendUvarint(e, uint64(d.front)), uint64(d.Line))
	return d.Minutes.AppendTo(e)
}

// remembered is a document as entry tells of it, if it was of the same source.
func (k *keeper) remembered(s Source, entry string) (*Document, bool) {
	sum := s.Sum()
	rest, ok := strings.CutPrefix(entry, string(sum[:]))
	if !ok || rest == "" {
		return nil, ok
	}
	if len(rest) < sha256.Size {
		return nil, false
	}
	d := Document{sum: [sha256.Size]byte([]byte(rest[:sha256.Size]))}
	if d.front, rest, ok = number(rest[sha256.Size:]); ok {
		d.Line, rest, ok = number(rest)
	}
	if !ok {
		return nil, false
	}
	m, err := minutes.Decode(rest)
	if err != nil || m.File != s.File() || !m.IsOutline() {
		return nil, false
	}
	d.Minutes = m
	k.shelf.Uses(m.File, d.sum)
	return k.kept(s, d), true
}

func number(s string) (n int, rest string, ok bool) {
	u, size := binary.Uvarint([]byte(s[:min(len(s), binary.MaxVarintLen64)]))
	if size <= 0 || u > 1<<40 {
		return 0, "", false
	}
	return int(u), s[size:], true
}
