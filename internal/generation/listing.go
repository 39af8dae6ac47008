package generation

import (
	"maps"
	"os"
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
	_, ok := t.files[name]
	return ok
}

// Sum is the hash of a file of the tree; the zero Sum where it has none of this name.
func (t *Tree) Sum(name string) Sum {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.files[name].sum
}

// Read reads a file of the tree.
func (t *Tree) Read(name string) ([]byte, error) { return os.ReadFile(t.Path(name)) }

// Names are all files of the tree, sorted.
func (t *Tree) Names() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.former == nil {
		return slices.Sorted(maps.Keys(t.files))
	}
	kept := t.former.order()
	if !t.all() {
		kept = slices.Clone(kept)
		kept = slices.DeleteFunc(kept, t.lacks)
	}
	return merged(kept, slices.Sorted(maps.Keys(t.added)))
}

// all says whether the tree has every file of the former generation, be it with other bytes. The caller holds the lock.
func (t *Tree) all() bool { return len(t.files)-len(t.added) == t.former.len() }

func (t *Tree) lacks(name string) bool {
	_, ok := t.files[name]
	return !ok
}

// Changed are the files that the former generation does not have, or has with other bytes, sorted.
func (t *Tree) Changed() []string {
	if t.former == nil {
		return t.Names()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Sorted(maps.Keys(t.altered))
}

// merged is what two sorted lists have, sorted.
func merged(a, b []string) []string {
	all := make([]string, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// Each goes through all files, in no order. do must not ask the tree for anything.
func (t *Tree) Each(do func(name string, sum Sum, changed bool)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for name, f := range t.files {
		do(name, f.sum, f.changed)
	}
}

// Gone are the files that the former generation has and this one has not, sorted.
func (t *Tree) Gone() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []string
	if t.all() {
		return nil
	}
	for _, name := range t.former.order() {
		if t.lacks(name) {
			all = append(all, name)
		}
	}
	return all
}

// Sums are the hashes of all files.
func (t *Tree) Sums() map[string]Sum {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := make(map[string]Sum, len(t.files))
	for name, f := range t.files {
		all[name] = f.sum
	}
	return all
}
