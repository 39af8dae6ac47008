//go:build unix

package generation

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// looker looks at the files of a generation, one after the other in the order of their names. It asks the machine from the folder
// below which many of them stand, so that the way there is not gone for each. For one goroutine; close it.
type looker struct {
	dir  string
	base string   // the folder that is open, with a slash at its end; "" for dir itself
	open *os.File // nil before the first
}

// depth is how many folders deep the open one is: www/actions.
const depth = 2

// look is what stands under a name; false for nothing.
func (l *looker) look(name string) (s unix.Stat_t, ok bool) {
	if base := baseOf(name); l.open == nil || base != l.base {
		l.close()
		f, err := os.Open(filepath.Join(l.dir, filepath.FromSlash(base)))
		if err != nil {
			return s, false
		}
		l.open, l.base = f, base
	}
	err := unix.Fstatat(int(l.open.Fd()), name[len(l.base):], &s, unix.AT_SYMLINK_NOFOLLOW)
	return s, err == nil
}

// file says whether a file is as a build left it.
func (l *looker) file(name string, f *file) bool {
	s, ok := l.look(name)
	return ok && s.Mode&unix.S_IFMT == unix.S_IFREG && s.Size == f.size && unix.TimespecToNsec(s.Mtim) == f.time
}

// folder says whether the last thing was put into a folder, or taken out, at a time.
func (l *looker) folder(name string, time int64) bool {
	s, ok := l.look(name)
	return ok && s.Mode&unix.S_IFMT == unix.S_IFDIR && unix.TimespecToNsec(s.Mtim) == time
}

func (l *looker) close() {
	if l.open != nil {
		_ = l.open.Close()
		l.open = nil
	}
}

// baseOf is the folder to look from.
func baseOf(name string) string {
	end := 0
	for range depth {
		next := strings.IndexByte(name[end:], '/')
		if next < 0 {
			break
		}
		end += next + 1
	}
	return name[:end]
}
