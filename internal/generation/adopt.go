package generation

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
)

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

// AdoptRest takes in the files that the tree does not know yet, but for those below www and packed, which are written through
// the tree alone, other than in folders that were freed.
func (t *Tree) AdoptRest() error {
	for _, from := range append([]string{"."}, t.freed...) {
		err := fs.WalkDir(os.DirFS(t.dir), from, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && from == "." && many(name+"/") {
				return fs.SkipDir
			}
			if err != nil || d.IsDir() || t.Has(name) {
				return err
			}
			return t.Adopt(name)
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Free makes a folder one that others may write to, with nothing in it; AdoptRest takes in what they wrote.
func (t *Tree) Free(folder string) error {
	t.mu.Lock()
	t.freed = append(t.freed, folder)
	for name := range t.files {
		if strings.HasPrefix(name, folder+"/") {
			t.forget(name)
		}
	}
	for _, name := range t.former.below(folder) {
		t.forget(name)
	}
	defer t.mu.Unlock()
	touch(t.touched, folder+"/")
	return os.RemoveAll(t.Path(folder))
}
