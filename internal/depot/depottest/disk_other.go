//go:build !linux

package depottest

import "testing"

// SmallDisk skips the test.
func SmallDisk(t testing.TB, kb int) string {
	t.Skip("nothing is mounted here")
	return ""
}

// Fill does nothing.
func Fill(t testing.TB, dir string, but int) (empty func()) { return func() {} }
