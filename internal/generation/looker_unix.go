//go:build unix

package generation

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// look is what stands under a name; false for nothing.
func (l *looker) look(name string) (standing, bool) {
	if base := baseOf(name); l.open == nil || base != l.base {
		l.close()
		f, err := os.Open(filepath.Join(l.dir, filepath.FromSlash(base)))
		if err != nil {
			return standing{}, false
		}
		l.open, l.base = f, base
	}
	var s unix.Stat_t
	if err := unix.Fstatat(int(l.open.Fd()), name[len(l.base):], &s, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return standing{}, false
	}
	return standing{s.Mode&unix.S_IFMT == unix.S_IFREG, s.Mode&unix.S_IFMT == unix.S_IFDIR, s.Size, unix.TimespecToNsec(s.Mtim)}, true
}
