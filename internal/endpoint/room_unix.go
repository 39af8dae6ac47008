//go:build unix

package endpoint

import "syscall"

// mostOpen is how many files of one build may stay open: a quarter of what the process may have, for there may be two builds, and
// readers. Go raises the limit to the highest that it may have.
func mostOpen() int {
	const enough = 1 << 15
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	return int(min(uint64(limit.Cur)/4, enough))
}
