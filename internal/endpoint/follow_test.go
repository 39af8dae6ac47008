package endpoint

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"minutebook/index"
	"minutebook/internal/access"
	"minutebook/internal/publish"
)

// anybody lets everybody into every site.
func anybody(publish.Manifest) (access.Gate, error) { return nil, nil }

// putSite builds a site of one page in a folder of its own and exchanges it with dir, as a build does.
func putSite(t *testing.T, dir, words string, online bool) {
	t.Helper()
	next := filepath.Join(t.TempDir(), "next")
	for name, text := range map[string]string{
		"www/index.html":        "<p>" + words + "</p>",
		"www/404.html":          "<p>lost</p>",
		"www/search/index.html": `<title>Search</title><main><input name="q" value=""><!--results--><!--/results--></main>`,
	} {
		file := filepath.Join(next, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	info, err := index.Build(filepath.Join(next, "index"), index.Content{Documents: []index.Document{{ID: "1", Kind: "page", Title: words, URL: "/", Text: words}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := publish.WriteManifest(next, publish.Manifest{Site: "public", Online: online, Index: info.Hash}); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(t.TempDir(), "old")
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	if err := errors.Join(os.Rename(next, dir), os.RemoveAll(old)); err != nil {
		t.Fatal(err)
	}
}

func reply(h http.Handler, path string) (int, string) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func TestANewBuildIsServedAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f, err := Follow(dir, anybody, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, words := range []string{"lamps", "ropes", "anchors"} {
		if words != "lamps" {
			putSite(t, dir, words, true)
		}
		if code, page := reply(f, "/"); code != 200 || !strings.Contains(page, words) {
			t.Errorf("the page of %s: %d %s", words, code, page)
		}
		if code, found := reply(f, "/api/search?q="+words); code != 200 || !strings.Contains(found, `"total":1`) {
			t.Errorf("the search for %s: %d %s", words, code, found)
		}
	}
}

// Readers under way while builds are put in place are all answered.
func TestNoRequestFailsWhileBuildsChange(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f, err := Follow(dir, anybody, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				code, body := reply(f, "/api/search?q=lamps")
				if code != 200 && !strings.Contains(body, "takes too long") { // on a busy machine that is an answer, too
					t.Errorf("%d %s", code, body)
					return
				}
			}
		})
	}
	for range 40 {
		putSite(t, dir, "lamps", true)
	}
	close(stop)
	readers.Wait()
}

// A build that is exchanged while it is being opened is never the one that readers get.
func TestABuildExchangedWhileItIsOpenedIsOpenedAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	opened := 0
	f, err := Follow(dir, func(publish.Manifest) (access.Gate, error) {
		if opened++; opened == 2 {
			putSite(t, dir, "anchors", true)
		}
		return nil, nil
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	putSite(t, dir, "ropes", true)
	if code, page := reply(f, "/"); code != 200 || !strings.Contains(page, "anchors") {
		t.Errorf("%d %s", code, page)
	}
}

// While nothing stands in the folder, what was open goes on.
func TestAFolderThatIsGoneLeavesTheSiteOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	opened := 0
	f, err := Follow(dir, func(publish.Manifest) (access.Gate, error) {
		if opened++; opened == 2 {
			return nil, os.Rename(dir, dir+".aside")
		}
		return nil, nil
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := os.Rename(dir, dir+".before"); err != nil { // as a build without an exchange leaves the old one for a moment
		t.Fatal(err)
	}
	putSite(t, dir, "ropes", true)
	if code, page := reply(f, "/"); code != 200 || !strings.Contains(page, "lamps") {
		t.Errorf("%d %s", code, page)
	}
	if err := os.Rename(dir+".aside", dir); err != nil {
		t.Fatal(err)
	}
	if code, page := reply(f, "/"); code != 200 || !strings.Contains(page, "ropes") {
		t.Errorf("%d %s", code, page)
	}
}

// A build that must not be served here closes the site rather than leave the old one open.
func TestARefusedBuildClosesTheSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f, err := Follow(dir, func(m publish.Manifest) (access.Gate, error) {
		if m.Restricted() {
			return nil, errors.New("restricted")
		}
		return nil, nil
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	putSite(t, dir, "secrets", false)
	for _, path := range []string{"/", "/api/search?q=lamps", "/search?q=secrets"} {
		if code, body := reply(f, path); code != http.StatusServiceUnavailable || strings.Contains(body, "secrets") {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	putSite(t, dir, "lamps", true)
	if code, _ := reply(f, "/"); code != 200 {
		t.Errorf("the site stays closed: %d", code)
	}
}
