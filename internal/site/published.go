package site

import (
	"bytes"
	"cmp"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/afero"
)

// published is where Hugo puts its files: each goes into the site's tree when it is whole. All else that a file system is
// asked stays in memory.
type published struct {
	afero.Fs
	out receiver

	mu     sync.Mutex
	failed error // the first that hindered a file, of which Hugo says nothing
}

// receiver takes whole files by name.
type receiver interface {
	Write(name string, data []byte) error
}

func publishedTo(out receiver) *published {
	return &published{Fs: afero.NewMemMapFs(), out: out}
}

// Err is what hindered a file; nil for nothing.
func (p *published) Err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.failed
}

func (p *published) write(name string, data []byte) error {
	err := p.out.Write(strings.TrimPrefix(path.Clean(filepath.ToSlash(name)), "/"), data)
	if err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.failed = cmp.Or(p.failed, err)
	}
	return err
}

// Create begins a file. One that nothing is written to is none.
func (p *published) Create(name string) (afero.File, error) {
	return &publishing{name: name, to: p}, nil
}

// publishing is a file that is being written. It can do nothing else.
type publishing struct {
	afero.File
	bytes.Buffer
	name string
	to   *published
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
	return f.to.write(f.name, f.Bytes())
}
