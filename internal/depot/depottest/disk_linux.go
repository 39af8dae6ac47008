package depottest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// SmallDisk is a folder on a file system of its own with so many kilobytes. The test is skipped where nothing may be mounted.
func SmallDisk(t testing.TB, kb int) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dk", kb)); err != nil {
		t.Skipf("nothing may be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// Fill fills the disk of a folder but for some kilobytes, until empty is called.
func Fill(t testing.TB, dir string, but int) (empty func()) {
	t.Helper()
	at := filepath.Join(dir, ".full")
	f, err := os.Create(at)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for page := make([]byte, 4096); err == nil; {
		_, err = f.Write(page)
	}
	info, wrong := f.Stat()
	if !errors.Is(err, unix.ENOSPC) || wrong != nil {
		t.Fatal(err, wrong)
	}
	if err := f.Truncate(max(0, info.Size()-int64(but)<<10)); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(at); err != nil {
			t.Error(err)
		}
	}
}
