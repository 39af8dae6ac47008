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
	return f != nil && f.alone() && len(failing(f.dir, len(f.names), 1, func(l *looker, i int) bool {
		return l.file(f.names[i], &f.files[i])
	})) == 0 && len(failing(f.dir, len(f.times.folders), 1, func(l *looker, i int) bool {
		return l.folder(f.times.folders[i], f.times.times[i])
	})) == 0
}

// failing are the numbers below n of which something does not hold, in order; it asks as many at a time as there are processors, and
// none any more once there are so many.
func failing(dir string, n, most int, holds func(l *looker, i int) bool) []int {
	var found atomic.Int64
	var group errgroup.Group
	share := n/runtime.GOMAXPROCS(0) + 1
	parts := make([][]int, runtime.GOMAXPROCS(0))
	for part := range parts {
		group.Go(func() error {
			l := looker{dir: dir}
			defer l.close()
			for i := part * share; i < min((part+1)*share, n) && found.Load() < int64(most); i++ {
				if !holds(&l, i) {
					found.Add(1)
					parts[part] = append(parts[part], i)
				}
			}
			return nil
		})
	}
	_ = group.Wait() // none fails
	return slices.Concat(parts...)
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
