package generation

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Folder is a folder of a tree, for who knows no more of it. Names are paths below it.
type Folder struct {
	tree *Tree
	name string
}

// Below is a folder of the tree; "." is the whole. It is made with its first file.
func (t *Tree) Below(name string) *Folder { return &Folder{t, name} }

// Dir is where the folder stands.
func (f *Folder) Dir() string { return filepath.Join(f.tree.dir, filepath.FromSlash(f.name)) }

// Write is Tree.Write.
func (f *Folder) Write(name string, data []byte) error { return f.tree.Write(f.in(name), data) }

// Keep is Tree.Keep.
func (f *Folder) Keep(name string) (bool, error) { return f.tree.Keep(f.in(name)) }

// Has is Tree.Has.
func (f *Folder) Has(name string) bool { return f.tree.Has(f.in(name)) }

// Former is Tree.Former.
func (f *Folder) Former(name string) (Sum, bool) { return f.tree.Former(f.in(name)) }

// Sum is Tree.Sum.
func (f *Folder) Sum(name string) Sum { return f.tree.Sum(f.in(name)) }

// Read is Tree.Read.
func (f *Folder) Read(name string) ([]byte, error) { return f.tree.Read(f.in(name)) }

// Names are all files in the folder and below it, sorted, also those that others wrote there.
func (f *Folder) Names() ([]string, error) {
	var all []string
	err := fs.WalkDir(os.DirFS(f.Dir()), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if os.IsNotExist(err) {
		err = nil
	}
	return all, err
}

// in is a name of the tree. One that leads out of the folder stays one that does.
func (f *Folder) in(name string) string {
	if f.name == "." {
		return name
	}
	if !fs.ValidPath(name) {
		return ""
	}
	return path.Join(f.name, strings.TrimPrefix(name, "/"))
}
