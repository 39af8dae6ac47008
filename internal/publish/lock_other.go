//go:build !unix

package publish

import (
	"errors"
	"os"
	"path/filepath"
)

// lockFile takes the lock: a file that only one process can make. A killed process leaves it, and the next
// one says how to go on.
func lockFile(out string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(out, lockName), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, errors.Join(ErrBusy, errors.New("if none is, remove .minutebook-lock"))
	}
	return f, err
}

func unlockFile(f *os.File) error { return errors.Join(f.Close(), os.Remove(f.Name())) }
