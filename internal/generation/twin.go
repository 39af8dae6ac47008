package generation

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"
)

// MarkFile says, in a twin, of which state it is one. It is taken away before anything is changed, and written last.
const MarkFile = "twin"

// Mark is what MarkFile holds: the hash of a state, and the times of the folders.
type mark struct {
	state [sha256.Size]byte
	times []int64
}

func readMark(at string) (m mark, err error) {
	data, err := os.ReadFile(at)
	if err != nil {
		return m, err
	}
	r := reader{data: data}
	copy(m.state[:], r.bytes(sha256.Size))
	if m.times = r.rest(); r.failed {
		return m, ErrState
	}
	return m, nil
}

// write puts the mark into a twin, behind all that was done to it before. A machine that loses power may leave it without its bytes,
// which is no mark; what it vouches for is looked at anyway.
func (m mark) write(at string) error {
	data := m.state[:]
	for _, time := range m.times {
		data = binary.AppendVarint(data, time)
	}
	f, err := os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// ErrNoTwin is the cause when a folder is not the twin of a generation.
var ErrNoTwin = errors.New("not the twin of this generation")

// TakeTwin makes a tree in the folder dir, a twin of the generation with the given state, which is in place in live. What others
// put into the folder is removed. After an error the folder is of no use.
func TakeTwin(dir, live string, state []byte) (*Tree, error) {
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return nil, errors.Join(ErrNoTwin, err)
	}
	m, err := readMark(filepath.Join(dir, MarkFile))
	if err != nil {
		return nil, errors.Join(ErrNoTwin, err)
	}
	if err := os.Remove(filepath.Join(dir, MarkFile)); err != nil {
		return nil, err
	}
	if m.state != sha256.Sum256(state) {
		return nil, ErrNoTwin
	}
	former, err := OpenFormer(live, state)
	if err != nil {
		return nil, err
	}
	t := New(dir, former)
	t.isTwin, t.twin = true, folderTimes{former.times.folders, m.times}
	if len(t.twin.folders) != len(m.times) {
		return nil, ErrNoTwin
	}
	return t, t.tidy()
}

// tidy removes what is not of the former generation, wherever a folder of the twin is not as it was left.
func (t *Tree) tidy() error {
	if err := onlyMany(t.dir); err != nil {
		return err
	}
	others := failing(t.dir, len(t.twin.folders), len(t.twin.folders), func(l *looker, i int) bool {
		return l.folder(t.twin.folders[i], t.twin.times[i])
	})
	for _, i := range others { // from above, lest a link leads elsewhere
		folder := t.twin.folders[i]
		t.touched[folder] = true
		if err := clean(t.Path(folder), folder, t.twin.folders, t.former.has); err != nil {
			return err
		}
	}
	return nil
}

// clean removes from a folder, in which names begin with the given one, what is neither among the folders nor a file.
func clean(at, folder string, folders []string, isFile func(name string) bool) error {
	info, err := os.Lstat(at)
	if errors.Is(err, os.ErrNotExist) {
		return nil // as its files are
	}
	if err != nil || !info.IsDir() {
		return errors.Join(err, os.RemoveAll(at))
	}
	entries, err := os.ReadDir(at)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if e.IsDir() && has(folders, name) || e.Type().IsRegular() && isFile(name) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(at, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// Sweep removes what a twin has and the tree has not. Before it the folder of a tree is not what the tree says.
func (t *Tree) Sweep() error {
	if !t.isTwin {
		return nil
	}
	return t.remove(t.dir, t.touched)
}

// remove removes what is gone from a folder that holds the former generation, and notes the folders that it touches.
func (t *Tree) remove(dir string, touched map[string]bool) error {
	for _, name := range t.Gone() {
		if !many(name) {
			continue
		}
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.Remove(at); err != nil && !replaced(err) {
			return err
		}
		touch(touched, name)
		for folder := filepath.Dir(at); len(folder) > len(dir); folder = filepath.Dir(folder) {
			if syscall.Rmdir(folder) != nil { // it is not empty, or a file by now
				break
			}
		}
	}
	return nil
}

// replaced says that what was to be removed is gone, or that a folder stands there by now, or a file in place of its folder.
func replaced(err error) bool {
	return errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENOTEMPTY) || errors.Is(err, syscall.EEXIST)
}

// touch notes the folders of a name.
func touch(touched map[string]bool, name string) {
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		touched[folder] = true
	}
}

// Follow makes the twin of this generation, which is in place in live and left the given state, of the former one, which was moved
// to dir. It says false, and leaves the folder in any state, where that is not worth while or not known to work: then it is to be removed.
func (t *Tree) Follow(dir, live string, state []byte) (bool, error) {
	changed, gone := t.Changed(), t.Gone()
	if t.former == nil || len(changed)+len(gone) > t.former.len()/2 {
		return false, nil
	}
	changed = slices.DeleteFunc(changed, func(name string) bool { return !many(name) })
	touched := map[string]bool{}
	for _, name := range slices.Concat(changed, gone) {
		touch(touched, name)
	}
	touched["."] = true
	if !areFolders(dir, touched) || !t.former.stands(dir) {
		return false, nil
	}
	delete(touched, ".")
	strange := t.former.times.strange(dir, touched)
	if err := errors.Join(onlyMany(dir), t.remove(dir, touched)); err != nil {
		return false, err
	}
	for _, name := range changed {
		if err := relink(filepath.Join(live, filepath.FromSlash(name)), filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return false, err
		}
	}
	folders := foldersOf(t.Names())
	for _, folder := range strange {
		if !has(folders, folder) {
			continue // it is gone, with all that was in it
		}
		if err := clean(filepath.Join(dir, filepath.FromSlash(folder)), folder, folders, t.Has); err != nil {
			return false, err
		}
	}
	m := mark{sha256.Sum256(state), t.former.times.after(dir, folders, touched)}
	return true, m.write(filepath.Join(dir, MarkFile))
}

// stands says whether dir has the generation, by the few files that each build writes anew or knows to be as they were: what a state
// that is not the last says of a folder may be true of most of its files, and the rest would have words that were withdrawn since.
func (f *Former) stands(dir string) bool {
	for i, name := range f.names {
		if one := f.files[i]; !many(name) && !one.stands(filepath.Join(dir, filepath.FromSlash(name))) {
			return false
		}
	}
	return true
}

// areFolders says whether those of the given folders that are there are folders, and no links that lead elsewhere.
func areFolders(dir string, folders map[string]bool) bool {
	for _, folder := range slices.Sorted(maps.Keys(folders)) { // from above
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(folder)))
		if err == nil && !info.IsDir() || err != nil && (folder == "." || !errors.Is(err, os.ErrNotExist)) {
			return false
		}
	}
	return true
}

// onlyMany removes all but the folders with many files.
func onlyMany(dir string) error {
	top, err := os.ReadDir(dir)
	for _, e := range top {
		if !e.IsDir() || !many(e.Name()+"/") {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	return err
}

// relink gives a file another name, in place of what has that name.
func relink(from, to string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	err := os.Link(from, to)
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.Link(from, to)
}
