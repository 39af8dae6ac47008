package generation

import (
	"os"
	"path/filepath"
	"sort"
)

// folderTimes are folders with many files, each before those below it, and when something was last put into each or taken out.
type folderTimes struct {
	folders []string // as foldersOf has them
	times   []int64
}

// foldersOf are the folders with many files in which the files of the given names stand, which are sorted: by their names with a slash
// at the end.
func foldersOf(names []string) (all []string) {
	before := ""
	for _, name := range names {
		if !many(name) {
			continue
		}
		for i := common(before, name); i < len(name); i++ {
			if name[i] == '/' {
				all = append(all, name[:i])
			}
		}
		before = name
	}
	return all
}

func common(a, b string) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// isBefore is the order of folders.
func isBefore(a, b string) bool {
	n := common(a, b)
	switch {
	case n == len(a):
		return n < len(b) && '/' <= b[n]
	case n == len(b):
		return a[n] < '/'
	}
	return a[n] < b[n]
}

// has says whether a folder is among others.
func has(folders []string, folder string) bool {
	i := sort.Search(len(folders), func(i int) bool { return !isBefore(folders[i], folder) })
	return i < len(folders) && folders[i] == folder
}

// after are the times of folders in dir: what is known of those that nobody touched, and what the others have.
func (f folderTimes) after(dir string, folders []string, touched map[string]bool) []int64 {
	all := make([]int64, len(folders))
	known := 0
	for i, folder := range folders {
		for known < len(f.folders) && isBefore(f.folders[known], folder) {
			known++
		}
		if known < len(f.folders) && f.folders[known] == folder && !touched[folder] {
			all[i] = f.times[known]
		} else {
			all[i] = timeOf(filepath.Join(dir, filepath.FromSlash(folder)))
		}
	}
	return all
}

// strange are those of some folders in dir in which there may be what nobody knows of: others than the known ones, or with other times.
func (f folderTimes) strange(dir string, touched map[string]bool) (all []string) {
	for folder := range touched {
		i := sort.Search(len(f.folders), func(i int) bool { return !isBefore(f.folders[i], folder) })
		if i == len(f.folders) || f.folders[i] != folder || f.times[i] != timeOf(filepath.Join(dir, filepath.FromSlash(folder))) {
			all = append(all, folder)
		}
	}
	return all
}

// timeOf is the time of a folder; 0 for what is none.
func timeOf(at string) int64 {
	info, err := os.Lstat(at)
	if err != nil || !info.IsDir() {
		return 0
	}
	return info.ModTime().UnixNano()
}
