package generation

import (
	"crypto/sha256"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Former is the sum of a file in the former generation; ok is false where that has none.
func (t *Tree) Former(name string) (sum Sum, ok bool) {
	f, ok := t.former.file(name)
	return f.sum, ok
}

// Has says whether the tree has a file of this name by now.
func (t *Tree) Has(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, ok := t.file(name)
	return ok
}

// Sum is the hash of a file of the tree; the zero Sum where it has none of this name.
func (t *Tree) Sum(name string) Sum {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, _ := t.file(name)
	return f.sum
}

// Read reads a file of the tree.
func (t *Tree) Read(name string) ([]byte, error) { return os.ReadFile(t.Path(name)) }

// ReadFormer is what the former generation has under a name; nil where it has nothing, or not what its build left.
func (t *Tree) ReadFormer(name string) []byte {
	was, ok := t.former.file(name)
	if !ok {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(t.former.dir, filepath.FromSlash(name)))
	if err != nil || sha256.Sum256(data) != was.sum {
		return nil
	}
	return data
}

// Names are all files of the tree, sorted.
func (t *Tree) Names() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := make([]string, 0, t.count+len(t.files))
	t.inOrder(func(name string, _ *file) { all = append(all, name) })
	return all
}

// inOrder goes through all files, sorted by name. The caller holds the lock.
func (t *Tree) inOrder(do func(name string, f *file)) {
	others := slices.Sorted(maps.Keys(t.files)) // few, where there is a former generation
	other := func() {
		f := t.files[others[0]]
		do(others[0], &f)
		others = others[1:]
	}
	for i, name := range t.former.order() {
		if !t.kept[i] {
			continue
		}
		for len(others) > 0 && others[0] < name {
			other()
		}
		do(name, &t.former.files[i])
	}
	for len(others) > 0 {
		other()
	}
}

// all says whether the tree has every file of the former generation, be it with other bytes. The caller holds the lock.
func (t *Tree) all() bool { return t.count+len(t.files)-len(t.added) == t.former.len() }

// Changed are the files that the former generation does not have, or has with other bytes, sorted.
func (t *Tree) Changed() []string {
	if t.former == nil {
		return t.Names()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Sorted(maps.Keys(t.altered))
}

// Each goes through all files, sorted by name. do must not ask the tree for anything.
func (t *Tree) Each(do func(name string, sum Sum, changed bool)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.inOrder(func(name string, f *file) { do(name, f.sum, f.changed) })
}

// Gone are the files that the former generation has and this one has not, sorted.
func (t *Tree) Gone() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []string
	if t.all() {
		return nil
	}
	for i, name := range t.former.order() {
		if _, ok := t.files[name]; !ok && !t.kept[i] {
			all = append(all, name)
		}
	}
	return all
}

// Sums are the hashes of all files.
func (t *Tree) Sums() map[string]Sum {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := make(map[string]Sum, t.count+len(t.files))
	t.inOrder(func(name string, f *file) { all[name] = f.sum })
	return all
}
