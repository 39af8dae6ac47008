//go:build !linux

package depottest

func xattrs(string) bool { return false }
