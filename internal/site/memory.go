package site

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync/atomic"

	"minutebook/internal/generation"
)

// memory is what a build knows of its pages: a page whose key, or else whose value, is as it was, with all that pages share, is
// the file that the former generation has.
type memory struct {
	shared key
	places map[string]int32 // by file
	pages  []remembered
}

type remembered struct {
	key, value key
	sum        generation.Sum // of the file
}

// marshalled is the memory for the next build, of pages in the given files.
func marshalled(shared key, files []string, pages []remembered) []byte {
	size := len(shared)
	for _, file := range files {
		size += binary.MaxVarintLen16 + len(file) + rememberedSize
	}
	data := append(make([]byte, 0, size), shared[:]...)
	for i, file := range files {
		data = binary.AppendUvarint(data, uint64(len(file)))
		data = append(data, file...)
		data = append(append(append(data, pages[i].key[:]...), pages[i].value[:]...), pages[i].sum[:]...)
	}
	return data
}

var errMemory = errors.New("no memory of pages")

const rememberedSize = 2*len(key{}) + sha256.Size

func readMemory(data []byte) (*memory, error) {
	if len(data) < len(key{}) {
		return nil, errMemory
	}
	m := &memory{shared: key(data), places: make(map[string]int32, len(data)/(rememberedSize+32))}
	data = data[len(key{}):]
	names := string(data) // of which each name is a part
	for at := 0; at < len(data); {
		n, size := binary.Uvarint(data[at:])
		if size <= 0 || n > uint64(len(data)-at-size) || uint64(len(data)-at-size)-n < uint64(rememberedSize) {
			return nil, errMemory
		}
		at += size
		m.places[names[at:at+int(n)]] = int32(len(m.pages))
		at += int(n)
		rest := data[at:]
		m.pages = append(m.pages, remembered{key(rest), key(rest[len(key{}):]), generation.Sum(rest[2*len(key{}):])})
		at += rememberedSize
	}
	return m, nil
}

// reuse tells pages that need not be made from those that do.
type reuse struct {
	keys   *keys
	shared key
	pages  []page
	was    *memory      // nil where nothing may be taken over
	now    []remembered // of the pages; of those that are kept, what the former generation had
	kept   []bool
	out    *generation.Folder
}

// newReuse takes over from a former memory what shares all that pages share.
func newReuse(b *builder, shared key, pages []page, former []byte, out *generation.Folder) *reuse {
	r := &reuse{keys: newKeys(b), shared: shared, pages: pages, now: make([]remembered, len(pages)), kept: make([]bool, len(pages)), out: out}
	if was, err := readMemory(former); err == nil && was.shared == shared {
		r.was = was
	}
	return r
}

// keep keeps the files of all pages whose keys are as they were, and says how many. Of the others the values have to be made.
func (r *reuse) keep() (int, error) {
	var kept atomic.Int64
	err := inPieces(len(r.pages), func(from, to int) error {
		keeper := r.out.Keeper()
		defer keeper.Close()
		for i := from; i < to; i++ {
			if r.pages[i].key == nil {
				continue
			}
			r.now[i].key = r.pages[i].key(r.keys)
			was, ok := r.former(i)
			if !ok || was.key != r.now[i].key {
				continue
			}
			if err := r.take(i, was, keeper.Keep); err != nil {
				return err
			}
			if r.kept[i] {
				kept.Add(1)
			}
		}
		return nil
	})
	return int(kept.Load()), err
}

// sheet is page i with its value, unless its file is kept.
func (r *reuse) sheet(i int) (s sheet, kept bool, err error) {
	if r.kept[i] {
		return s, true, nil
	}
	if s, err = sheetOf(r.pages[i]); err != nil {
		return s, false, err
	}
	sum := sha256.Sum256(s.front)
	r.now[i].value = key(sum[:len(key{})])
	if was, ok := r.former(i); ok && was.value == r.now[i].value {
		err = r.take(i, was, r.out.Keep)
	}
	return s, r.kept[i], err
}

func (r *reuse) former(i int) (remembered, bool) {
	if r.was == nil {
		return remembered{}, false
	}
	at, ok := r.was.places[r.pages[i].file()]
	if !ok {
		return remembered{}, false
	}
	return r.was.pages[at], true
}

// take keeps the file of page i where it is the one that is remembered.
func (r *reuse) take(i int, was remembered, keep func(file string) (bool, error)) (err error) {
	file := r.pages[i].file()
	if sum, ok := r.out.Former(file); !ok || sum != was.sum {
		return nil
	}
	if r.kept[i], err = keep(file); r.kept[i] {
		was.key = r.now[i].key
		r.now[i] = was
	}
	return err
}

// finished is the memory for the next build, once all pages are in place.
func (r *reuse) finished() []byte {
	files := make([]string, len(r.pages))
	for i, pg := range r.pages {
		if files[i] = pg.file(); !r.kept[i] {
			r.now[i].sum = r.out.Sum(files[i])
		}
	}
	return marshalled(r.shared, files, r.now)
}
