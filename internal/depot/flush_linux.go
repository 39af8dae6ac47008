package depot

import (
	"os"

	"golang.org/x/sys/unix"
)

// flush waits until everything on the file system of dir is on disk.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}
