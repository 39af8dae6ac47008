package cache

import (
	"io/fs"
	"syscall"
)

// stat is where a file is and when it was changed last, in nanoseconds.
func stat(info fs.FileInfo) (device, number, changed int64, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, 0, false
	}
	return int64(s.Dev), int64(s.Ino), s.Ctim.Nano(), true
}
