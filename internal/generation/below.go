package generation

import (
	"io/fs"
	"path/filepath"
	"slices"
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

// Names are the files of the tree in the folder and below it, sorted.
func (f *Folder) Names() ([]string, error) {
	if f.name == "." {
		return f.tree.Names(), nil
	}
	names := f.tree.Names()
	from, _ := slices.BinarySearch(names, f.name+"/")
	var all []string
	for _, name := range names[from:] {
		rest, ok := strings.CutPrefix(name, f.name+"/")
		if !ok {
			break
		}
		all = append(all, rest)
	}
	return all, nil
}

// in is a name of the tree. One that leads out of the folder stays one that does.
func (f *Folder) in(name string) string {
	if f.name == "." {
		return name
	}
	if !fs.ValidPath(name) {
		return ""
	}
	return f.name + "/" + name
}

// Adopt is Tree.Adopt.
func (f *Folder) Adopt(name string) error { return f.tree.Adopt(f.in(name)) }
