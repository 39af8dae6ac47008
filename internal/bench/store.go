package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"
)

// store is a running versitygw, which keeps objects as files, and a relay in front of it that counts.
type store struct {
	cmd  *exec.Cmd
	dir  string
	wire *relay
}

const (
	storeKey    = "bench"
	storeSecret = "of-minutebook"
	storeBucket = "archive"
)

// startStore starts a store that has nothing but an empty bucket.
func startStore(program, dir string) (*store, error) {
	if _, err := os.Stat(program); err != nil {
		at, notThere := exec.LookPath("versitygw")
		if notThere != nil {
			return nil, fmt.Errorf("%w; make tools-s3 builds it, or name another with -versitygw", err)
		}
		program = at
	}
	objects, side := filepath.Join(dir, "objects"), filepath.Join(dir, "side")
	if err := removeAll(dir); err != nil {
		return nil, err
	}
	for _, d := range []string{filepath.Join(objects, storeBucket), side} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, err
		}
	}
	at, err := freeAddress()
	if err != nil {
		return nil, err
	}
	args := []string{"--quiet", "--access", storeKey, "--secret", storeSecret, "--port", at, "posix"}
	if syscall.Setxattr(side, "user.minutebook", []byte("1"), 0) != nil {
		args = append(args, "--sidecar", side) // for what it keeps of each object
	}
	s := &store{cmd: exec.Command(program, append(args, objects)...), dir: dir}
	s.cmd.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH")}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	if s.wire, err = newRelay(at); err == nil {
		err = s.wait(at)
	}
	if err != nil {
		s.stop()
	}
	return s, err
}

func (s *store) wait(at string) error {
	for range 200 {
		if r, err := http.Get("http://" + at + "/"); err == nil {
			r.Body.Close()
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("versitygw does not answer")
}

func (s *store) stop() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	_ = removeAll(s.dir)
}

// destination is the bucket as minutebook publish takes it.
func (s *store) destination() *destination {
	return &destination{name: "S3", dest: "s3://" + storeBucket + "/minutes", dir: filepath.Join(s.dir, "objects", storeBucket), wire: s.wire, env: []string{
		"MINUTEBOOK_S3_ENDPOINT=http://" + s.wire.at, "AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=" + storeKey, "AWS_SECRET_ACCESS_KEY=" + storeSecret}}
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// relay passes on what comes over connections, and counts its bytes.
type relay struct {
	at             string
	sent, received atomic.Int64
}

func newRelay(to string) (*relay, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &relay{at: l.Addr().String()}
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			go r.pass(from, to)
		}
	}()
	return r, nil
}

func (r *relay) pass(from net.Conn, to string) {
	defer from.Close()
	there, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer there.Close()
	go func() {
		_, _ = io.Copy(there, counted{from, &r.sent})
		_ = there.(*net.TCPConn).CloseWrite()
	}()
	_, _ = io.Copy(from, counted{there, &r.received})
}

// counts are bytes sent to the store and received from it so far.
func (r *relay) counts() (c [2]int64) {
	if r != nil {
		c = [2]int64{r.sent.Load(), r.received.Load()}
	}
	return c
}

type counted struct {
	io.Reader
	n *atomic.Int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}
