package generation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
)

// room makes the folder of a file, and takes away what a twin has in its place.
func (t *Tree) room(name string) error {
	if err := t.folder(name); err != nil {
		return err
	}
	if !t.isTwin || !many(name) {
		return nil
	}
	t.mu.Lock()
	touch(t.touched, name)
	t.mu.Unlock()
	return os.RemoveAll(t.Path(name))
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
	err := os.MkdirAll(t.Path(dir), perm)
	if errors.Is(err, syscall.ENOTDIR) && t.isTwin {
		err = errors.Join(t.unblock(dir), os.MkdirAll(t.Path(dir), perm))
	}
	if err != nil {
		return err
	}
	t.mu.Lock()
	t.made[dir] = true
	t.mu.Unlock()
	return nil
}

// unblock takes away the file of a twin that stands where a folder is to be.
func (t *Tree) unblock(folder string) error {
	for at := folder; at != "."; at = path.Dir(at) {
		if info, err := os.Lstat(t.Path(at)); err == nil && !info.IsDir() {
			return os.Remove(t.Path(at))
		}
	}
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

// many says whether a name is one of the folders with very many files, which alone are in a twin.
func many(name string) bool {
	return strings.HasPrefix(name, "www/") || strings.HasPrefix(name, "packed/")
}
