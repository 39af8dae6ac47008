package main

import (
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	"minutebook/index"
)

const (
	swapCount = 92
	swapRate  = 200 // requests a second
	swapPause = 100 * time.Millisecond
)

// swaps exchanges the site that is served for another, again and again, while readers ask, and counts whoever was turned
// away.
func (r *run) swaps(w io.Writer, site string) error {
	one, other := filepath.Join(r.dir, "swap", "one"), filepath.Join(r.dir, "swap", "other")
	for _, dir := range []string{one, other} {
		if err := linkTree(site, dir); err != nil {
			return err
		}
	}
	s, err := serve(one)
	if err != nil {
		return err
	}
	defer s.Close()
	mix, err := r.mix()
	if err != nil {
		return err
	}
	stop, counts := make(chan struct{}), make(chan knocks)
	go func() { counts <- s.knock(mix, stop) }()
	for range swapCount {
		time.Sleep(swapPause)
		if err = unix.Renameat2(unix.AT_FDCWD, one, unix.AT_FDCWD, other, unix.RENAME_EXCHANGE); err != nil {
			break
		}
	}
	close(stop)
	k := <-counts
	if err != nil {
		return err
	}
	row(w, fmt.Sprintf("requests that failed of %s, at %d a second, while the site was exchanged %d times", thousands(int(k.asked)), swapRate, swapCount),
		float64(k.failed), "", 0)
	return nil
}

// knocks are how many requests were made, and how many failed.
type knocks struct{ asked, failed int64 }

// knock asks at a steady rate, whether answers come or not, until it is stopped; then it waits for those under way.
func (s *served) knock(mix []index.Query, stop <-chan struct{}) knocks {
	var asked, failed atomic.Int64
	var first sync.Once
	var wg sync.WaitGroup
	tick := time.NewTicker(time.Second / swapRate)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-stop:
			wg.Wait()
			return knocks{asked.Load(), failed.Load()}
		case <-tick.C:
		}
		wg.Go(func() {
			status, err := s.get("/search?q=" + url.QueryEscape(mix[i%len(mix)].Text))
			asked.Add(1)
			if err != nil || status != http.StatusOK {
				failed.Add(1)
				first.Do(func() { log.Printf("a request failed: %d, %v", status, err) })
			}
		})
	}
}

// linkTree makes a folder of the same files.
func linkTree(from, to string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		return os.Link(path, filepath.Join(to, rel))
	})
}
