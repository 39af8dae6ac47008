package depottest

import "golang.org/x/sys/unix"

// xattrs says whether files in a folder can have the attributes in which versitygw keeps what it knows of them.
func xattrs(dir string) bool { return unix.Setxattr(dir, "user.minutebook", []byte("1"), 0) == nil }
