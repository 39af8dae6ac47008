package generation

import (
	"os"
	"strings"
)

// looker looks at the files of a generation, one after the other in the order of their names. Where the machine can, it is asked from
// the folder below which many of them stand, so that the way there is not gone for each. For one goroutine; close it.
type looker struct {
	dir  string
	base string   // the folder that is open, with a slash at its end; "" for dir itself
	open *os.File // nil before the first
}

// standing is what stands under a name.
type standing struct {
	file, folder bool // a link is neither
	size, time   int64
}

// depth is how many folders deep the open one is: www/actions.
const depth = 2

// file says whether a file is as a build left it.
func (l *looker) file(name string, f *file) bool {
	s, ok := l.look(name)
	return ok && s.file && s.size == f.size && s.time == f.time
}

// folder says whether the last thing was put into a folder, or taken out, at a time.
func (l *looker) folder(name string, time int64) bool {
	s, ok := l.look(name)
	return ok && s.folder && s.time == time
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
