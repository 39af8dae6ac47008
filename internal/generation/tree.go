// Package generation writes a site's folder on top of the one that it replaces: what has the same bytes under the same name is
// the same file, under both names (a hard link), and only what changed is written.
//
//	out/public (the former generation)  +  what the build writes  ->  staging/public (the next)
//
// Both folders can be read, and the former be removed, at any time. A file of the former counts only while its size and its time
// are those that the build left, so that one which somebody changed is written anew.
//
// # Twins
//
// A link for each of half a million files, and the removal of as many names, cost more than all else that one more meeting asks
// for. So where the former generation has a twin, a folder with the same files under the same names (hard links again), the next
// one is made of the twin: what is kept stands there already, and is looked at; what changed is put in its place; what is gone
// is removed (Sweep). Once the new generation is in place, the former one is brought to the same state (Follow) and is the twin
// of the next build. A twin has only the folders with very many files, www and packed; whatever else is in a site is linked.
//
// Nobody but a build works in a twin, and none believes in it: a file is held to size and time as one of the former
// generation is, and a folder to the time at which the last file was put into it or taken out, so that what somebody else put
// there is found and removed.
package generation

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"sync"
)

// Sum is the sha256 of a file.
type Sum [sha256.Size]byte

// Tree is the folder of a site while it is made. Names are paths below it, with slashes. It is for several goroutines.
type Tree struct {
	dir    string
	former *Former

	mu      sync.Mutex
	files   map[string]file // but for those that are kept
	kept    []bool          // of the former generation's files, those that are in the tree as they are there
	count   int             // of them
	added   map[string]bool // files that the former generation has not
	altered map[string]bool // files that changed; nil without a former generation, of which all do
	made    map[string]bool // folders
	freed   []string        // folders that others write to
	state   []byte          // nil until it is asked for
	isTwin  bool            // the folder began as a twin of the former generation
	twin    folderTimes     // and these are its folders
	touched map[string]bool // folders into which something was put, or from which something was taken
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
	t := &Tree{dir: dir, former: former, files: map[string]file{}, made: map[string]bool{".": true}, touched: map[string]bool{}}
	if former != nil {
		t.added, t.altered, t.kept = map[string]bool{}, map[string]bool{}, make([]bool, len(former.files))
	}
	return t
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
	if err := t.room(name); err != nil {
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
	if _, ok := t.file(name); !ok {
		return nil
	}
	t.forget(name)
	touch(t.touched, name)
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
	if t.isTwin && many(name) && was.stands(t.Path(name)) {
		t.keep(name)
		return true, nil
	}
	from := filepath.Join(t.former.dir, filepath.FromSlash(name))
	if !was.stands(from) {
		return false, nil
	}
	err := t.room(name)
	if err != nil {
		return false, err
	}
	if err = os.Link(from, t.Path(name)); err == nil {
		t.keep(name)
		return true, nil
	}
	if was, err = copied(from, t.Path(name), was); err != nil { // a file system without links, or with too many
		return false, err
	}
	t.note(name, was)
	return true, nil
}

// stands says whether a file is as a build left it.
func (f file) stands(at string) bool {
	info, err := os.Lstat(at)
	return err == nil && info.Mode().IsRegular() && info.Size() == f.size && info.ModTime().UnixNano() == f.time
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

// keep notes that a file is as the former generation has it.
func (t *Tree) keep(name string) {
	i, _ := t.former.place(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.forget(name)
	t.kept[i] = true
	t.count++
}

func (t *Tree) note(name string, f file) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.forget(name)
	t.files[name] = f
	if t.former == nil {
		return
	}
	if !t.former.has(name) {
		t.added[name] = true
	}
	if f.changed {
		t.altered[name] = true
	}
}

// forget drops what is known of a file. The caller holds the lock.
func (t *Tree) forget(name string) {
	if i, ok := t.former.place(name); ok && t.kept[i] {
		t.kept[i] = false
		t.count--
	}
	delete(t.files, name)
	delete(t.added, name)
	delete(t.altered, name)
	t.state = nil
}

// file is a file of the tree. The caller holds the lock.
func (t *Tree) file(name string) (file, bool) {
	if f, ok := t.files[name]; ok {
		return f, true
	}
	if i, ok := t.former.place(name); ok && t.kept[i] {
		return t.former.files[i], true
	}
	return file{}, false
}
