package generation

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"sync"
)

// Former is a generation as a build left it. A nil Former has no files.
type Former struct {
	dir   string
	names []string // sorted
	files []file   // of these names
	times folderTimes

	mapping sync.Once
	places  map[string]int32 // of the names; made when somebody asks for a file, for most builds change nothing
}

// ErrState is the cause when what should be the state of a generation is none.
var ErrState = errors.New("not the state of a generation")

// State is what the next build has to know of this generation, for OpenFormer: each file with its hash, size and time, and of the
// folders with many files the times. It is worked out where the tree stands, and remembered when that is moved.
func (t *Tree) State() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.state == nil {
		t.state = t.stateOf()
	}
	return t.state
}

// stateOf is the state. The caller holds the lock.
func (t *Tree) stateOf() []byte {
	n := t.count + len(t.files)
	names := make([]string, 0, n)
	data := binary.AppendUvarint(make([]byte, 0, 64*n), uint64(n))
	before := ""
	t.inOrder(func(name string, f *file) {
		names = append(names, name)
		same := 0
		for same < min(len(before), len(name)) && before[same] == name[same] {
			same++
		}
		data = binary.AppendUvarint(data, uint64(same))
		data = binary.AppendUvarint(data, uint64(len(name)-same))
		data = append(data, name[same:]...)
		data = append(data, f.sum[:]...)
		data = binary.AppendUvarint(data, uint64(f.size))
		data = binary.AppendVarint(data, f.time)
		before = name
	})
	for _, time := range t.twin.after(t.dir, foldersOf(names), t.touched) {
		data = binary.AppendVarint(data, time)
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
	f := &Former{dir: dir, files: make([]file, 0, n), names: make([]string, 0, n)}
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
		if r.failed || name <= before {
			return nil, ErrState
		}
		f.files, f.names = append(f.files, one), append(f.names, name)
		before = name
	}
	f.times = folderTimes{folders: foldersOf(f.names)}
	if f.times.times = r.rest(); r.failed || len(f.times.times) != len(f.times.folders) {
		return nil, ErrState
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

// rest are all numbers to the end.
func (r *reader) rest() (all []int64) {
	for len(r.data) > 0 && !r.failed {
		all = append(all, r.signed())
	}
	return all
}

func (f *Former) file(name string) (file, bool) {
	i, ok := f.place(name)
	if !ok {
		return file{}, false
	}
	return f.files[i], true
}

// place is where among the names one is.
func (f *Former) place(name string) (int, bool) {
	if f == nil {
		return 0, false
	}
	f.mapping.Do(func() {
		f.places = make(map[string]int32, len(f.names))
		for i, name := range f.names {
			f.places[name] = int32(i)
		}
	})
	i, ok := f.places[name]
	return int(i), ok
}

func (f *Former) has(name string) bool {
	_, ok := f.place(name)
	return ok
}

// order are the names, sorted.
func (f *Former) order() []string {
	if f == nil {
		return nil
	}
	return f.names
}

func (f *Former) len() int { return len(f.order()) }

// below are the files in a folder and below it.
func (f *Former) below(folder string) []string {
	all := f.order()
	from, _ := slices.BinarySearch(all, folder+"/")
	to := from
	for to < len(all) && strings.HasPrefix(all[to], folder+"/") {
		to++
	}
	return all[from:to]
}

// Sums are the hashes of all files; nil for no generation.
func (f *Former) Sums() map[string]Sum {
	if f == nil {
		return nil
	}
	all := make(map[string]Sum, len(f.files))
	for i, name := range f.names {
		all[name] = f.files[i].sum
	}
	return all
}
