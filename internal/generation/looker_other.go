//go:build !unix

package generation

import (
	"io/fs"
	"os"
	"path/filepath"
)

// looker looks at the files of a generation, one after the other.
type looker struct{ dir string }

func (l *looker) look(name string) (fs.FileInfo, bool) {
	info, err := os.Lstat(filepath.Join(l.dir, filepath.FromSlash(name)))
	return info, err == nil
}

// file says whether a file is as a build left it.
func (l *looker) file(name string, f *file) bool {
	info, ok := l.look(name)
	return ok && info.Mode().IsRegular() && info.Size() == f.size && info.ModTime().UnixNano() == f.time
}

// folder says whether the last thing was put into a folder, or taken out, at a time.
func (l *looker) folder(name string, time int64) bool {
	info, ok := l.look(name)
	return ok && info.IsDir() && info.ModTime().UnixNano() == time
}

func (*looker) close() {}
