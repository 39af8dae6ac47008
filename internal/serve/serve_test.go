package serve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"minutebook/internal/build"
)

const document = `This document is classified as **Clear**. It may be published.

Harbour Watch Committee Meeting

12 March 2024, HWC_07_1203

Final Minutes

1. Quay Lighting

The harbour master reported that FOUR lamps were dark.
`

// served is an archive being served, and what was built.
type served struct {
	dir   string
	at    map[string]string // address of each site
	built chan error
}

func start(t *testing.T) *served {
	t.Helper()
	s := &served{dir: t.TempDir(), at: map[string]string{}, built: make(chan error, 16)}
	s.write(t, document)
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan []Address, 1), make(chan error, 1)
	go func() {
		ended <- Run(ctx, Options{Archive: s.dir, Listen: "127.0.0.1:0", Log: slog.New(slog.DiscardHandler),
			Ready: func(a []Address) { ready <- a },
			Built: func(_ build.Result, err error) { s.built <- err }})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	select {
	case all := <-ready:
		for _, a := range all {
			s.at[a.Site] = a.URL
		}
	case err := <-ended:
		ended <- nil
		t.Fatal(err)
	}
	if err := <-s.built; err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *served) write(t *testing.T, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(s.dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "content", "march.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func (s *served) waitForBuild(t *testing.T) error {
	t.Helper()
	select {
	case err := <-s.built:
		return err
	case <-time.After(30 * time.Second):
		t.Fatal("no build within 30 seconds of a change")
		return nil
	}
}

func TestEverySiteIsServedWithItsSearch(t *testing.T) {
	s := start(t)
	if len(s.at) != 3 {
		t.Fatalf("sites %v", s.at)
	}
	for name, at := range s.at {
		if page := get(t, at+"meetings/hwc-07/"); !strings.Contains(page, "FOUR lamps") || !strings.Contains(page, reloadScript) {
			t.Errorf("%s: the page lacks the words or the reload script", name)
		}
		if found := get(t, at+"api/search?q=lamps"); !strings.Contains(found, "HWC_07") {
			t.Errorf("%s: search found %s", name, found)
		}
	}
}

func TestAChangeIsBuiltAndAnnounced(t *testing.T) {
	s := start(t)
	at := s.at["public"]
	resp, err := http.Get(at + strings.TrimPrefix(reloadEvents, "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	s.write(t, strings.ReplaceAll(document, "FOUR", "SEVEN"))
	if err := s.waitForBuild(t); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(resp.Body).ReadString('\n'); err != nil || line != "event: rebuilt\n" {
		t.Errorf("the open page was told %q, %v", line, err)
	}
	if page := get(t, at+"meetings/hwc-07/"); !strings.Contains(page, "SEVEN lamps") {
		t.Error("the page does not show the change")
	}
}

// A build that fails leaves what is served as it was.
func TestAFailedBuildLeavesTheSites(t *testing.T) {
	s := start(t)
	if err := os.WriteFile(filepath.Join(s.dir, "minutebook.yaml"), []byte("colour: red\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.waitForBuild(t); err == nil {
		t.Fatal("a build with wrong settings succeeded")
	}
	if page := get(t, s.at["public"]+"meetings/hwc-07/"); !strings.Contains(page, "FOUR lamps") {
		t.Error("the page is gone")
	}
}

func TestOnlyLoopback(t *testing.T) {
	for listen, ok := range map[string]bool{"127.0.0.1:0": true, "localhost:8080": true, "[::1]:80": true, "0.0.0.0:80": false,
		":8080": false, "192.168.1.2:80": false, "example.org:80": false, "127.0.0.1": false, "127.0.0.1:x": false, "127.0.0.1:70000": false} {
		if _, _, err := loopback(listen); (err == nil) != ok {
			t.Errorf("%s: %v", listen, err)
		} else if err != nil && !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v is no wrong address", listen, err)
		}
	}
}
