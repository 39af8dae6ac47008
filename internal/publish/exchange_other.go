//go:build !linux

package publish

import (
	"errors"
	"os"
)

// exchange puts the folder staged at place with two renames; between them a killed process leaves the old
// site aside, where the next build finds it.
func exchange(staged, place string) error {
	if _, err := os.Lstat(place); errors.Is(err, os.ErrNotExist) {
		return os.Rename(staged, place)
	}
	return moveAside(staged, place)
}

// flush does nothing: there is no portable way to wait for a whole tree.
func flush(string) error { return nil }
