package generation

import (
	"io/fs"
	"os"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Intact says whether every file of the generation is as the build left it, and nothing else is there. A nil Former is not.
func (f *Former) Intact() bool {
	return f != nil && f.alone() && f.all(len(f.names), func(l *looker, i int) bool {
		return l.file(f.names[i], &f.files[i])
	}) && f.all(len(f.times.folders), func(l *looker, i int) bool {
		return l.folder(f.times.folders[i], f.times.times[i])
	})
}

// all says whether something holds of all numbers below n; as many at a time are asked as there are processors.
func (f *Former) all(n int, holds func(l *looker, i int) bool) bool {
	var fails atomic.Bool
	var group errgroup.Group
	share := n/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < n; from += share {
		group.Go(func() error {
			l := looker{dir: f.dir}
			defer l.close()
			for i := from; i < min(from+share, n) && !fails.Load(); i++ {
				if !holds(&l, i) {
					fails.Store(true)
				}
			}
			return nil
		})
	}
	_ = group.Wait() // none fails
	return !fails.Load()
}

// alone says that beside the folders with many files, whose times tell, nothing is there but the generation's files and their folders.
func (f *Former) alone() bool {
	err := fs.WalkDir(os.DirFS(f.dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return err
		case d.IsDir() && len(f.below(name)) == 0:
			return fs.ErrExist
		case d.IsDir() && many(name+"/"):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		if _, ok := slices.BinarySearch(f.names, name); !ok {
			return fs.ErrExist
		}
		return nil
	})
	return err == nil
}
