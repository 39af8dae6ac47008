package site

import (
	"bytes"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"minutebook/internal/generation"
)

// published is where Hugo puts its files: each goes into the site's tree when it is whole. All else that a file system is
// asked stays in memory.
type published struct {
	afero.Fs
	out *generation.Folder
}

func publishedTo(out *generation.Folder) afero.Fs { return published{afero.NewMemMapFs(), out} }

// Create begins a file. One that nothing is written to is none.
func (p published) Create(name string) (afero.File, error) {
	return &publishing{name: name, out: p.out}, nil
}

// publishing is a file that is being written. It can do nothing else.
type publishing struct {
	afero.File
	bytes.Buffer
	name string
	out  *generation.Folder
}

func (f *publishing) Name() string                      { return f.name }
func (f *publishing) Write(p []byte) (int, error)       { return f.Buffer.Write(p) }
func (f *publishing) WriteString(s string) (int, error) { return f.Buffer.WriteString(s) }
func (f *publishing) Read([]byte) (int, error)          { return 0, afero.ErrFileClosed }
func (f *publishing) ReadAt([]byte, int64) (int, error) { return 0, afero.ErrFileClosed }
func (f *publishing) Sync() error                       { return nil }
func (f *publishing) Truncate(size int64) error         { f.Buffer.Truncate(int(size)); return nil }

// Close puts the file into the tree.
func (f *publishing) Close() error {
	if f.Len() == 0 {
		return nil
	}
	return f.out.Write(strings.TrimPrefix(path.Clean(filepath.ToSlash(f.name)), "/"), f.Bytes())
}
