package generation

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Former is a generation as a build left it. A nil Former has no files.
type Former struct {
	dir   string
	files map[string]file
}

type named struct {
	name string
	file
}

// ErrState is the cause when what should be the state of a generation is none.
var ErrState = errors.New("not the state of a generation")

// State is what the next build has to know of this generation, for OpenFormer.
func (t *Tree) State() []byte {
	t.mu.Lock()
	all := make([]named, 0, len(t.files))
	for name, f := range t.files {
		all = append(all, named{name, f})
	}
	t.mu.Unlock()
	slices.SortFunc(all, byName)
	data := binary.AppendUvarint(nil, uint64(len(all)))
	before := ""
	for _, f := range all {
		same := 0
		for same < min(len(before), len(f.name)) && before[same] == f.name[same] {
			same++
		}
		data = binary.AppendUvarint(data, uint64(same))
		data = binary.AppendUvarint(data, uint64(len(f.name)-same))
		data = append(data, f.name[same:]...)
		data = append(data, f.sum[:]...)
		data = binary.AppendUvarint(data, uint64(f.size))
		data = binary.AppendVarint(data, f.time)
		before = f.name
	}
	return data
}

// OpenFormer is the generation in dir, of which its build stored the state.
func OpenFormer(dir string, state []byte) (*Former, error) {
	r := reader{data: state}
	n := r.number()
	if n > uint64(len(state)) {
		return nil, ErrState
	}
	f := &Former{dir: dir, files: make(map[string]file, n)}
	before := ""
	for range n {
		same, rest := r.number(), r.number()
		if same > uint64(len(before)) {
			return nil, ErrState
		}
		name := before[:same] + string(r.bytes(rest))
		var one file
		copy(one.sum[:], r.bytes(uint64(len(one.sum))))
		one.size, one.time = int64(r.number()), r.signed()
		if r.failed {
			return nil, ErrState
		}
		f.files[name] = one
		before = name
	}
	return f, nil
}

type reader struct {
	data   []byte
	failed bool
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.data)
	return n * uint64(r.skip(size))
}

func (r *reader) signed() int64 {
	n, size := binary.Varint(r.data)
	return n * int64(r.skip(size))
}

// skip says 1, or 0 where there was no number.
func (r *reader) skip(size int) int {
	if size <= 0 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return 1
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.failed, r.data = true, nil
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (f *Former) file(name string) (file, bool) {
	if f == nil {
		return file{}, false
	}
	one, ok := f.files[name]
	return one, ok
}

func (f *Former) all() map[string]file {
	if f == nil {
		return nil
	}
	return f.files
}

// below are the files in a folder and below it.
func (f *Former) below(folder string) []string {
	if f == nil {
		return nil
	}
	var all []string
	for name := range f.files {
		if strings.HasPrefix(name, folder+"/") {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// Sums are the hashes of all files; nil for no generation.
func (f *Former) Sums() map[string]Sum {
	if f == nil {
		return nil
	}
	all := make(map[string]Sum, len(f.files))
	for name := range maps.Keys(f.files) {
		all[name] = f.files[name].sum
	}
	return all
}
