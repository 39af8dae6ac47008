package serve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"minutebook/internal/publish"
)

// workFolder makes a folder for the builds of this process, in the archive and readable by its owner only,
// because it holds every level. It removes the folders of processes that were killed. done removes this one.
func workFolder(archive string) (dir string, done func() error, err error) {
	top := filepath.Join(archive, ".minutebook", "serve")
	if err := os.MkdirAll(top, 0o700); err != nil {
		return "", nil, fmt.Errorf("make a folder for the builds: %w", err)
	}
	if err := removeAbandoned(top); err != nil {
		return "", nil, fmt.Errorf("clean up after an earlier run: %w", err)
	}
	if dir, err = os.MkdirTemp(top, "run-"); err != nil {
		return "", nil, fmt.Errorf("make a folder for the builds: %w", err)
	}
	lock, err := publish.LockFolder(dir)
	if err != nil {
		return "", nil, fmt.Errorf("lock %s: %w", dir, err)
	}
	return dir, func() error { return errors.Join(os.RemoveAll(dir), lock.Close()) }, nil
}

func removeAbandoned(top string) error {
	runs, err := filepath.Glob(filepath.Join(top, "run-*"))
	if err != nil {
		return err
	}
	for _, dir := range runs {
		lock, err := publish.LockFolder(dir)
		if errors.Is(err, publish.ErrBusy) {
			continue // somebody serves from it
		}
		if err != nil {
			return err
		}
		if err := errors.Join(os.RemoveAll(dir), lock.Close()); err != nil {
			return err
		}
	}
	return nil
}
