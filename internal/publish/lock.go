package publish

import "os"

// lockName is the file in a folder whose lock its writer holds.
const lockName = ".minutebook-lock"

// Lock is held by the one process that writes to a folder.
type Lock struct{ file *os.File }

// LockFolder takes the lock of an existing folder; ErrBusy if another process holds it.
func LockFolder(dir string) (*Lock, error) {
	f, err := lockFile(dir)
	if err != nil {
		return nil, err
	}
	return &Lock{f}, nil
}

// Close gives the lock back.
func (l *Lock) Close() error { return unlockFile(l.file) }
