//go:build !unix

package depot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

const (
	lockEvery = 5 * time.Millisecond
	lockHeld  = time.Minute
)

// lock is a file that only one process can make. A killed process leaves it, and the next one says how to go on.
func (f *Folder) lock(ctx context.Context) (unlock func(), err error) {
	at := filepath.Join(f.dir, asideFolder, "lock")
	for began := time.Now(); ; time.Sleep(lockEvery) {
		file, err := os.OpenFile(at, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
		if err == nil {
			return func() { file.Close(); os.Remove(at) }, nil
		}
		if !errors.Is(err, os.ErrExist) || ctx.Err() != nil {
			return nil, errors.Join(err, ctx.Err())
		}
		if time.Since(began) > lockHeld {
			return nil, fmt.Errorf("%s is locked; if nobody writes there, remove %s", f.dir, at)
		}
	}
}
