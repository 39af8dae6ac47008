//go:build !unix

package publish

import (
	"errors"
	"os"
	"path/filepath"
)

// lockFolder takes the lock of an output folder: a file that only one process can make. A killed build
// leaves it, and the next one says how to go on.
func lockFolder(out string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(out, ".minutebook-lock"), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, errors.Join(ErrBusy, errors.New("if none is, remove .minutebook-lock"))
	}
	return f, err
}

func unlockFolder(f *os.File) error { return errors.Join(f.Close(), os.Remove(f.Name())) }
