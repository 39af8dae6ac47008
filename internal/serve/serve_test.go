package serve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
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
	built chan Round
	last  Round
}

func start(t *testing.T, change ...func(*Options)) *served {
	t.Helper()
	s := &served{dir: t.TempDir(), at: map[string]string{}, built: make(chan Round, 16)}
	s.write(t, document)
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan []Address, 1), make(chan error, 1)
	o := Options{Archive: s.dir, Listen: "127.0.0.1:0", Log: slog.New(slog.DiscardHandler),
		Ready: func(a []Address) { ready <- a },
		Built: func(r Round) { s.built <- r }}
	for _, f := range change {
		f(&o)
	}
	go func() { ended <- Run(ctx, o) }()
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
	if err := (<-s.built).Err; err != nil {
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
	case s.last = <-s.built:
		return s.last.Err
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

// Feeds and calendars come as what they are and as they were written: no reload script gets into them.
func TestFeedsAreServed(t *testing.T) {
	at := start(t).at["public"]
	for name, want := range map[string]string{
		"feeds/meetings.atom":    "application/atom+xml; charset=utf-8",
		"groups/hwc/feed.atom":   "application/atom+xml; charset=utf-8",
		"calendars/meetings.ics": "text/calendar; charset=utf-8",
	} {
		resp, err := http.Get(at + name)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if got := resp.Header.Get("Content-Type"); err != nil || got != want || !strings.Contains(string(body), "HWC_07") || strings.Contains(string(body), reloadScript) {
			t.Errorf("%s: %s (%v)\n%s", name, got, err, body)
		}
	}
}

// listen opens the channel of an open page of the public site and sends what it is told, once.
func (s *served) listen(t *testing.T, at, version string) <-chan string {
	t.Helper()
	resp, err := http.Get(s.at["public"] + strings.TrimPrefix(reloadEvents, "/") + "?of=" + version + "&at=" + url.QueryEscape(at))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	told := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(resp.Body).ReadString('\n')
		told <- line
	}()
	return told
}

var waits = regexp.MustCompile(`\?of=([A-Za-z0-9]+)&amp;at=([^"]*)"`)

// version is that of a page of the public site.
func (s *served) version(t *testing.T, at string) string {
	t.Helper()
	m := waits.FindStringSubmatch(get(t, s.at["public"]+strings.TrimPrefix(at, "/")))
	if m == nil || m[2] != url.QueryEscape(at) {
		t.Fatalf("%s does not say which it is: %q", at, m)
	}
	return m[1]
}

func TestAChangeIsBuiltAndAnnounced(t *testing.T) {
	s := start(t)
	const page = "/meetings/hwc-07/"
	before, home := s.version(t, page), s.version(t, "/")
	told := s.listen(t, page, before)
	s.write(t, document) // saved without a change
	if err := s.waitForBuild(t); err != nil {
		t.Fatal(err)
	}
	if after := s.version(t, page); after != before || len(s.last.Changed) > 0 {
		t.Errorf("a build of the same pages has another: %s, then %s", before, after)
	}
	s.write(t, strings.ReplaceAll(document, "FOUR", "SEVEN"))
	if line := <-told; line != "event: rebuilt\n" {
		t.Errorf("the open page was told %q", line)
	}
	if page := get(t, s.at["public"]+"meetings/hwc-07/"); !strings.Contains(page, "SEVEN lamps") {
		t.Error("the page does not show the change")
	}
	if err := s.waitForBuild(t); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(s.last.Changed, "public") || s.last.First || s.last.Took <= 0 {
		t.Errorf("the build is said to be %+v", s.last)
	}
	if line := <-s.listen(t, page, before); line != "event: rebuilt\n" {
		t.Errorf("a page that was late was told %q", line)
	}
	for at, version := range map[string]string{page: s.version(t, page), "/": home} {
		select {
		case line := <-s.listen(t, at, version):
			t.Errorf("%s looks as it did and was told %q", at, line)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Two people may serve one archive at once; what a killed one left is removed.
func TestEachServesFromItsOwnFolder(t *testing.T) {
	archive := t.TempDir()
	first, done, err := workFolder(archive)
	if err != nil {
		t.Fatal(err)
	}
	abandoned := filepath.Join(filepath.Dir(first), "run-killed")
	if err := os.MkdirAll(abandoned, 0o700); err != nil {
		t.Fatal(err)
	}
	second, doneToo, err := workFolder(archive)
	if err != nil {
		t.Fatal(err)
	}
	if first == second {
		t.Error("both have the same folder")
	}
	if _, err := os.Stat(first); err != nil {
		t.Errorf("the second removed the first: %v", err)
	}
	if _, err := os.Stat(abandoned); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of a killed process is still there (%v)", err)
	}
	if err := errors.Join(done(), doneToo()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(first); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there (%v)", err)
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

// What was shown ahead of a build goes with the build that fails.
func TestAFailedBuildTakesBackWhatWasShownAhead(t *testing.T) {
	s := start(t)
	const page = "/meetings/hwc-07/"
	before := s.version(t, page)
	told := s.listen(t, page, before)
	s.write(t, strings.ReplaceAll(document, "FOUR", "SEVEN"))
	if line := <-told; line != "event: rebuilt\n" {
		t.Fatalf("the open page was told %q", line)
	}
	shown := s.version(t, page)
	told = s.listen(t, page, shown)
	if err := os.WriteFile(filepath.Join(s.dir, "minutebook.yaml"), []byte("colour: red\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.waitForBuild(t); err == nil {
		t.Skip("the change was built before the settings were wrong")
	}
	select {
	case line := <-told:
		if line != "event: rebuilt\n" || shown == before {
			t.Errorf("the open page was told %q", line)
		}
	case <-time.After(10 * time.Second):
		t.Error("the open page was not told")
	}
	if page := get(t, s.at["public"]+"meetings/hwc-07/"); !strings.Contains(page, "FOUR lamps") {
		t.Error("the page shows what could not be built")
	}
}
