//go:build !linux

package cache

import "io/fs"

// stat cannot tell here: the program is read.
func stat(fs.FileInfo) (device, number, changed int64, ok bool) { return 0, 0, 0, false }
