// Package ledger keeps many small entries by name in the cache of an archive: in 64 parts, by a hash of the name, of which those
// alone are written again in which something changed.
//
//	NAME/07   the key; for each entry, by name: length and name, length and entry
//
// The key stands for all that the entries depend on beside what is in them. A ledger of another key is as if it were empty, and so
// is a part that is damaged.
package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/cache"
)

const parts = 64

// Ledger is the entries of one name. It is for several goroutines. That of no cache keeps nothing beyond its own life.
type Ledger struct {
	cache *cache.Cache
	name  string
	key   [sha256.Size]byte
	parts [parts]part
}

type part struct {
	sync.Mutex
	entries map[string]entry
	changed bool
}

type entry struct {
	text  string
	asked bool // since it was opened
}

// Open reads the entries that were kept under a name. The strings of one part share their memory.
func Open(c *cache.Cache, name string, key [sha256.Size]byte) *Ledger {
	l := &Ledger{cache: c, name: name, key: key}
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i := range l.parts {
		work.Go(func() error {
			l.parts[i].entries = l.read(i)
			return nil
		})
	}
	work.Wait() // nothing fails: what cannot be read is empty
	return l
}

func (l *Ledger) at(i int) string { return fmt.Sprintf("%s/%02d", l.name, i) }

func (l *Ledger) read(i int) map[string]entry {
	data, _ := l.cache.Load(l.at(i)) // none: no entries
	return l.entries(string(data), i)
}

// entries are those of a part as written has them; none if that is damaged, or of another key.
func (l *Ledger) entries(data string, i int) map[string]entry {
	rest, ok := strings.CutPrefix(data, string(l.key[:]))
	entries := map[string]entry{}
	for ok && rest != "" {
		var name, text string
		if name, rest, ok = field(rest); ok {
			text, rest, ok = field(rest)
		}
		if partOf(name) != i {
			ok = false
		}
		entries[name] = entry{text: text}
	}
	if !ok {
		return map[string]entry{}
	}
	return entries
}

// field splits off what append wrote.
func field(s string) (text, rest string, ok bool) {
	n, size := binary.Uvarint([]byte(s[:min(len(s), binary.MaxVarintLen64)]))
	if size <= 0 || n > uint64(len(s)-size) {
		return "", "", false
	}
	return s[size : size+int(n)], s[size+int(n):], true
}

func appendField(dst []byte, text string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(text))), text...)
}

func partOf(name string) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % parts)
}

// Get is the entry of a name.
func (l *Ledger) Get(name string) (text string, ok bool) {
	p := &l.parts[partOf(name)]
	p.Lock()
	defer p.Unlock()
	e, ok := p.entries[name]
	if ok && !e.asked {
		e.asked = true
		p.entries[name] = e
	}
	return e.text, ok
}

// Put makes text the entry of a name.
func (l *Ledger) Put(name, text string) {
	p := &l.parts[partOf(name)]
	p.Lock()
	defer p.Unlock()
	if was, there := p.entries[name]; !there || was.text != text {
		p.changed = true
	}
	p.entries[name] = entry{text, true}
}

// Keep writes what changed, and drops the entries that nobody asked for or put since Open. An error means that not all is kept,
// which does no harm.
func (l *Ledger) Keep() error {
	var failed error
	for i := range l.parts {
		p := &l.parts[i]
		for name, e := range p.entries {
			if !e.asked {
				delete(p.entries, name)
				p.changed = true
			}
		}
		if p.changed {
			failed = errors.Join(failed, l.cache.Store(l.at(i), l.written(p)))
			p.changed = false
		}
	}
	return failed
}

func (l *Ledger) written(p *part) []byte {
	names := make([]string, 0, len(p.entries))
	size := len(l.key)
	for name, e := range p.entries {
		names = append(names, name)
		size += len(name) + len(e.text) + 2*binary.MaxVarintLen32
	}
	slices.Sort(names)
	data := append(make([]byte, 0, size), l.key[:]...)
	for _, name := range names {
		data = appendField(appendField(data, name), p.entries[name].text)
	}
	return data
}
