package archive

import (
	"io/fs"
	"syscall"
)

// stat is a file's number and when it was changed last, in nanoseconds.
func stat(info fs.FileInfo) (number, changed int64, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return int64(s.Ino), s.Ctim.Nano(), true
}
