package archive

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
)

// Layouts are the built-in layouts with the archive's own over them, file by file.
func (a *Archive) Layouts(builtin fs.FS) fs.FS { return a.over("layouts", builtin) }

// Static are the built-in static files with the archive's own over them, file by file.
func (a *Archive) Static(builtin fs.FS) fs.FS { return a.over("static", builtin) }

func (a *Archive) over(dir string, builtin fs.FS) fs.FS {
	own, err := fs.Sub(a.files, dir)
	if info, statErr := fs.Stat(a.files, dir); err != nil || statErr != nil || !info.IsDir() {
		return builtin
	}
	return overlay{own, builtin}
}

// overlay shows the files of upper and, where it has none of a name, those of lower.
type overlay struct{ upper, lower fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.upper.Open(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	return o.lower.Open(name)
}

// ReadDir lists the files of both, each name once, in order.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, err := fs.ReadDir(o.upper, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lower, lowerErr := fs.ReadDir(o.lower, name)
	if err != nil && lowerErr != nil {
		return nil, lowerErr
	}
	both := append(upper, lower...)
	slices.SortStableFunc(both, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(both, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}
