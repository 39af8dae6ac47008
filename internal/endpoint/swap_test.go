package endpoint

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var soak = os.Getenv("MINUTEBOOK_SOAK") != ""

// Readers under way while builds are put in place are all answered: over HTTP, at a steady rate, pages, packings and searches.
func TestNoRequestFailsWhileBuildsChange(t *testing.T) {
	swaps, every := 12, 100*time.Millisecond
	if soak {
		swaps, every = 92, 300*time.Millisecond
	}
	const perSecond, readers = 200, 4
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f := follow(t, dir, Options{})
	server := httptest.NewServer(f)
	defer server.Close()
	stop := make(chan struct{})
	var answered, failed atomic.Int64
	var working sync.WaitGroup
	for i := range readers {
		working.Go(func() {
			tick := time.NewTicker(readers * time.Second / perSecond)
			defer tick.Stop()
			for n := i; ; n++ {
				select {
				case <-stop:
					return
				case <-tick.C:
				}
				path := []string{"/", "/long/", "/api/search?q=lamps", "/search?q=lamps", "/search.atom", "/api/suggest?q=la"}[n%6]
				if err := whole(server.Client(), server.URL+path); err != nil {
					failed.Add(1)
					t.Errorf("%s: %v", path, err)
				}
				answered.Add(1)
			}
		})
	}
	for n := range swaps {
		putSite(t, dir, fmt.Sprintf("lamps %d", n), true)
		time.Sleep(every)
		soon(t, "the next build", func() bool { return f.Stats().Swapped == n+1 })
	}
	close(stop)
	working.Wait()
	t.Logf("%d swaps under %d requests, %d failed", swaps, answered.Load(), failed.Load())
	if answered.Load() < int64(swaps) {
		t.Error("hardly anybody asked")
	}
}

// whole asks once, and wants all of the answer.
func whole(c *http.Client, url string) error {
	r, err := c.Get(url)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	slow := strings.Contains(string(body), "takes too long") // on a busy machine that is an answer, too
	if err == nil && !slow && (r.StatusCode != 200 || len(body) == 0) {
		err = fmt.Errorf("%d %s", r.StatusCode, body)
	}
	return err
}
