package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// spent is what a process took.
type spent struct {
	clock, cpu time.Duration
	peak       int64 // bytes in memory at most
	said       string
}

// process runs a program to its end. What it says comes with an error alone, or in said.
func process(name string, args ...string) (spent, error) { return processIn(nil, name, args...) }

// processIn runs a program with more in its environment.
func processIn(env []string, name string, args ...string) (spent, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now()
	err := cmd.Run()
	s := spent{clock: time.Since(began), said: said.String()}
	if err != nil {
		return s, fmt.Errorf("%s: %w\n%s", name, err, said.Bytes())
	}
	s.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.peak = u.Maxrss << 10 // Linux counts kilobytes
	}
	return s, nil
}

// least is the quicker of two runs: whatever else the machine does only adds to it.
func (s spent) least(other spent) spent {
	if other.clock != 0 && (s.clock == 0 || other.clock < s.clock) {
		other.peak = max(other.peak, s.peak)
		return other
	}
	s.peak = max(other.peak, s.peak)
	return s
}

// ownTime is the processor's time that this process has used.
func ownTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func seconds(d time.Duration) string { return figure(d.Seconds()) }

func megabytes(bytes int64) string { return figure(float64(bytes) / 1e6) }

func removeAll(dirs ...string) error {
	for _, dir := range dirs {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return nil
}
