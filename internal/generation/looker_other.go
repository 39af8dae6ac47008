//go:build !unix

package generation

import (
	"os"
	"path/filepath"
)

// look is what stands under a name; false for nothing.
func (l *looker) look(name string) (standing, bool) {
	info, err := os.Lstat(filepath.Join(l.dir, filepath.FromSlash(name)))
	if err != nil {
		return standing{}, false
	}
	return standing{info.Mode().IsRegular(), info.IsDir(), info.Size(), info.ModTime().UnixNano()}, true
}
