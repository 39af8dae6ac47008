// Package generation writes a site's folder on top of the one that it replaces: what has the same bytes under the same name is
// the same file, under both names (a hard link), and only what changed is written.
//
//	out/public (the former generation)  +  what the build writes  ->  staging/public (the next)
//
// Both folders can be read, and the former be removed, at any time. A file of the former counts only while its size and its time
// are those that the build left, so that one which somebody changed is written anew.
package generation

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Sum is the sha256 of a file.
type Sum [sha256.Size]byte

// Tree is the folder of a site while it is made. Names are paths below it, with slashes. It is for several goroutines.
type Tree struct {
	dir    string
	former *Former

	mu    sync.Mutex
	files map[string]file
	made  map[string]bool // folders
}

// file is a file of a generation.
type file struct {
	sum     Sum
	size    int64
	time    int64 // of its last change, in nanoseconds
	changed bool  // the former generation has none, or another, of this name
}

// New is an empty tree in an existing, empty folder. former may be nil.
func New(dir string, former *Former) *Tree {
	return &Tree{dir: dir, former: former, files: map[string]file{}, made: map[string]bool{".": true}}
}

// Dir is the folder.
func (t *Tree) Dir() string { return t.dir }

// Path is where a file of the tree stands.
func (t *Tree) Path(name string) string { return filepath.Join(t.dir, filepath.FromSlash(name)) }

// Write puts a file into the tree, in place of one that was written there before; data may be changed afterwards. Two goroutines
// must not write the same name.
func (t *Tree) Write(name string, data []byte) error {
	sum := Sum(sha256.Sum256(data))
	if err := t.clear(name); err != nil {
		return err
	}
	if was, ok := t.former.file(name); ok && was.sum == sum {
		if ok, err := t.link(name, was); ok || err != nil {
			return err
		}
	}
	if err := t.folder(name); err != nil {
		return err
	}
	f, err := os.OpenFile(t.Path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode(name))
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	info, more := f.Stat()
	if err := errors.Join(err, more, f.Close()); err != nil {
		return err
	}
	t.note(name, file{sum, info.Size(), info.ModTime().UnixNano(), true})
	return nil
}

// Keep takes a file over from the former generation as it is. It says false, and does nothing, where that has none which is
// as the build left it.
func (t *Tree) Keep(name string) (bool, error) {
	was, ok := t.former.file(name)
	if !ok {
		return false, nil
	}
	if err := t.clear(name); err != nil {
		return false, err
	}
	return t.link(name, was)
}

// clear makes room for a file. What stands there may be the former generation's as well, so it is never written into.
func (t *Tree) clear(name string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, ok := t.files[name]; !ok {
		return nil
	}
	delete(t.files, name)
	return os.Remove(t.Path(name))
}

// KeepBelow takes over all that the former generation has in a folder and below it; it says false, and leaves the folder in
// any state, where a file is not as the build left it, or where there is none.
func (t *Tree) KeepBelow(folder string) (bool, error) {
	names := t.former.below(folder)
	for _, name := range names {
		if ok, err := t.Keep(name); !ok || err != nil {
			return false, err
		}
	}
	return len(names) > 0, nil
}

// link gives a file of the former generation its name in this one as well.
func (t *Tree) link(name string, was file) (bool, error) {
	from := filepath.Join(t.former.dir, filepath.FromSlash(name))
	info, err := os.Lstat(from)
	if err != nil || !info.Mode().IsRegular() || info.Size() != was.size || info.ModTime().UnixNano() != was.time {
		return false, nil
	}
	if err := t.folder(name); err != nil {
		return false, err
	}
	if err = os.Link(from, t.Path(name)); err != nil { // a file system without links, or with too many
		if was, err = copied(from, t.Path(name), was); err != nil {
			return false, err
		}
	}
	was.changed = false
	t.note(name, was)
	return true, nil
}

func copied(from, to string, was file) (file, error) {
	data, err := os.ReadFile(from)
	if err != nil {
		return was, err
	}
	if err := os.WriteFile(to, data, mode(to)); err != nil {
		return was, err
	}
	info, err := os.Stat(to)
	if err == nil {
		was.sum, was.size, was.time = sha256.Sum256(data), info.Size(), info.ModTime().UnixNano()
	}
	return was, err
}

// Adopt takes in a file that somebody else wrote into the folder.
func (t *Tree) Adopt(name string) error {
	f, err := os.Open(t.Path(name))
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sum := Sum(h.Sum(nil))
	was, ok := t.former.file(name)
	t.note(name, file{sum, info.Size(), info.ModTime().UnixNano(), !ok || was.sum != sum})
	return nil
}

// AdoptBelow takes in all files in a folder and below it.
func (t *Tree) AdoptBelow(folder string) error {
	return fs.WalkDir(os.DirFS(t.dir), folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return t.Adopt(name)
	})
}

// AdoptRest takes in all files of the folder that the tree does not know yet.
func (t *Tree) AdoptRest() error {
	return fs.WalkDir(os.DirFS(t.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || t.Has(name) {
			return err
		}
		return t.Adopt(name)
	})
}

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
func (t *Tree) Names() []string { return t.names(func(file) bool { return true }) }

// Changed are the files that the former generation does not have, or has with other bytes, sorted.
func (t *Tree) Changed() []string { return t.names(func(f file) bool { return f.changed }) }

func (t *Tree) names(these func(file) bool) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []string
	for name, f := range t.files {
		if these(f) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// Gone are the files that the former generation has and this one has not, sorted.
func (t *Tree) Gone() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []string
	for name := range t.former.all() {
		if _, ok := t.files[name]; !ok {
			all = append(all, name)
		}
	}
	slices.Sort(all)
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

func (t *Tree) note(name string, f file) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.files[name] = f
}

// folder makes the folder of a file.
func (t *Tree) folder(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("%q is no name of a file", name)
	}
	dir := path.Dir(name)
	t.mu.Lock()
	done := t.made[dir]
	t.mu.Unlock()
	if done {
		return nil
	}
	perm := os.FileMode(0o755)
	if private(name) {
		perm = 0o700
	}
	if err := os.MkdirAll(t.Path(dir), perm); err != nil {
		return err
	}
	t.mu.Lock()
	t.made[dir] = true
	t.mu.Unlock()
	return nil
}

// private says whether a file is not for whoever serves the web root: an index has more than its pages show at once.
func private(name string) bool { return strings.HasPrefix(name, "index/") }

func mode(name string) os.FileMode {
	if private(name) {
		return 0o600
	}
	return 0o644
}

// byName orders for files that are stored.
func byName(a, b named) int { return cmp.Compare(a.name, b.name) }
