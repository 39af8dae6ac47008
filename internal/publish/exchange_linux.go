package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange puts the folder staged at place in one step; what stood there is then at staged. Where the file
// system cannot exchange two names, it falls back to two renames.
func exchange(staged, place string) error {
	if _, err := os.Lstat(place); errors.Is(err, os.ErrNotExist) {
		return os.Rename(staged, place)
	}
	err := unix.Renameat2(unix.AT_FDCWD, staged, unix.AT_FDCWD, place, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
		return moveAside(staged, place)
	}
	return err
}

// flush waits until everything on the file system of dir is on disk, so that a machine that loses power
// after the exchange does not come back with empty files.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}
