package generation

import (
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Intact says whether every file of the generation is as the build left it. A nil Former is not.
func (f *Former) Intact() bool {
	if f == nil {
		return false
	}
	names := make([]string, 0, len(f.files))
	for name := range f.files {
		names = append(names, name)
	}
	var damaged atomic.Bool
	var group errgroup.Group
	for part := range slices.Chunk(names, max(1, len(names)/runtime.GOMAXPROCS(0)+1)) {
		group.Go(func() error {
			for _, name := range part {
				if damaged.Load() {
					return nil
				}
				if !f.files[name].stands(filepath.Join(f.dir, filepath.FromSlash(name))) {
					damaged.Store(true)
				}
			}
			return nil
		})
	}
	_ = group.Wait() // none fails
	return !damaged.Load()
}
