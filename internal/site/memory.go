package site

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"sync/atomic"

	"minutebook/internal/generation"
)

// memory is what a build knows of its pages: a page whose key, or else whose value, is as it was, with all that pages share, is
// the file that the former generation has.
type memory struct {
	shared key
	pages  map[string]remembered // by file
}

type remembered struct {
	key, value key
	sum        generation.Sum // of the file
}

func newMemory(shared key) *memory { return &memory{shared, map[string]remembered{}} }

// marshal is the memory for the next build, in order of the files.
func (m *memory) marshal() []byte {
	data := slices.Clone(m.shared[:])
	names := make([]string, 0, len(m.pages))
	for name := range m.pages {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		r := m.pages[name]
		data = binary.AppendUvarint(data, uint64(len(name)))
		data = append(data, name...)
		data = append(append(append(data, r.key[:]...), r.value[:]...), r.sum[:]...)
	}
	return data
}

var errMemory = errors.New("no memory of pages")

const rememberedSize = 2*len(key{}) + sha256.Size

func readMemory(data []byte) (*memory, error) {
	if len(data) < len(key{}) {
		return nil, errMemory
	}
	m := newMemory(key(data))
	data = data[len(key{}):]
	for len(data) > 0 {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(len(data)-size) || uint64(len(data)-size)-n < uint64(rememberedSize) {
			return nil, errMemory
		}
		data = data[size:]
		name, rest := string(data[:n]), data[n:]
		m.pages[name] = remembered{key(rest), key(rest[len(key{}):]), generation.Sum(rest[2*len(key{}):])}
		data = rest[rememberedSize:]
	}
	return m, nil
}

// reuse tells pages that need not be made from those that do.
type reuse struct {
	keys *keys
	was  *memory // nil where nothing may be taken over
	now  *memory
	out  *generation.Folder
	kept atomic.Int64 // pages
}

// newReuse takes over from a former memory what shares all that pages share.
func newReuse(b *builder, shared key, former []byte, out *generation.Folder) *reuse {
	r := &reuse{keys: newKeys(b), now: newMemory(shared), out: out}
	if was, err := readMemory(former); err == nil && was.shared == shared {
		r.was = was
	}
	return r
}

// sheet is a page with its value, unless its file is kept.
func (r *reuse) sheet(pg page) (s sheet, kept bool, err error) {
	if kept, err = r.keyed(pg); kept || err != nil {
		return s, kept, err
	}
	if s, err = sheetOf(pg); err != nil {
		return s, false, err
	}
	kept, err = r.valued(s)
	return s, kept, err
}

// keyed keeps the file of a page whose key is as it was. It says false where the value has to be made.
func (r *reuse) keyed(pg page) (bool, error) {
	if pg.key == nil {
		r.now.pages[pg.file()] = remembered{}
		return false, nil
	}
	one := remembered{key: pg.key(r.keys)}
	r.now.pages[pg.file()] = one
	was, ok := r.former(pg)
	if !ok || was.key != one.key {
		return false, nil
	}
	return r.keep(pg, was)
}

// valued keeps the file of a page whose value is as it was. It says false where the page has to be printed.
func (r *reuse) valued(s sheet) (bool, error) {
	sum := sha256.Sum256(s.front)
	one := r.now.pages[s.file()]
	one.value = key(sum[:len(key{})])
	r.now.pages[s.file()] = one
	was, ok := r.former(s.page)
	if !ok || was.value != one.value {
		return false, nil
	}
	was.key = one.key
	return r.keep(s.page, was)
}

func (r *reuse) former(pg page) (remembered, bool) {
	if r.was == nil {
		return remembered{}, false
	}
	was, ok := r.was.pages[pg.file()]
	return was, ok
}

func (r *reuse) keep(pg page, was remembered) (bool, error) {
	if sum, ok := r.out.Former(pg.file()); !ok || sum != was.sum {
		return false, nil
	}
	ok, err := r.out.Keep(pg.file())
	if ok {
		r.kept.Add(1)
		r.now.pages[pg.file()] = was
	}
	return ok, err
}

// finished is the memory for the next build, once all pages are in place.
func (r *reuse) finished() []byte {
	for name, one := range r.now.pages {
		one.sum = r.out.Sum(name)
		r.now.pages[name] = one
	}
	return r.now.marshal()
}
