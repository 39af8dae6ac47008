package publish

import (
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// depth is how far below a folder of sites the folders are that are removed at the same time: meetings, actions, packed pages.
const depth = 4

// removeAll is os.RemoveAll by as many at a time as there are processors.
func removeAll(dir string) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	inParts(dir, depth, func(part string) { group.Go(func() error { return os.RemoveAll(part) }) })
	if err := group.Wait(); err != nil {
		return err
	}
	return os.RemoveAll(dir)
}

// inParts goes through the folders at a depth below dir. What is higher up, and what cannot be read, is left.
func inParts(dir string, depth int, remove func(part string)) {
	if depth == 0 {
		remove(dir)
		return
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if e.IsDir() {
			inParts(filepath.Join(dir, e.Name()), depth-1, remove)
		}
	}
}
