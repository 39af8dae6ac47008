// Package wordtest gives tests the words of a site: those of an archive that says nothing of them itself.
package wordtest

import (
	"testing"

	"minutebook/internal/archive"
	"minutebook/internal/wording"
)

// English are the built-in words. Tests that run together may share them.
func English(t testing.TB) *wording.Words {
	t.Helper()
	a, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	return a.Words
}
