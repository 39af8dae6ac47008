package endpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"minutebook/index"
	"minutebook/internal/access"
	"minutebook/internal/generation"
	"minutebook/internal/packing"
	"minutebook/internal/publish"
	"minutebook/internal/wording"
)

// anybody lets everybody into every site.
func anybody(publish.Manifest) (access.Gate, error) { return nil, nil }

// putSite builds a site of a few pages in a folder of its own and exchanges it with dir, as a build does. What is changed is changed
// when it is built, before it is exchanged.
func putSite(t testing.TB, dir, words string, online bool, change ...func(next string)) {
	t.Helper()
	next := filepath.Join(t.TempDir(), "next")
	for name, text := range map[string]string{
		"www/index.html":        "<p>" + words + "</p>",
		"www/long/index.html":   long(words),
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
	tree := generation.New(next, nil)
	if err := tree.AdoptBelow("www"); err != nil {
		t.Fatal(err)
	}
	if _, err := packing.Write(t.Context(), tree, nil); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(inEnglish(t).Write(next), publish.WriteManifest(next, publish.Manifest{Site: "public", Online: online, Index: info.Hash})); err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(next)
	}
	old := filepath.Join(t.TempDir(), "old")
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	if err := errors.Join(os.Rename(next, dir), os.RemoveAll(old)); err != nil {
		t.Fatal(err)
	}
}

// long is a page of which each packing is worth while.
func long(words string) string {
	var b strings.Builder
	for i := range 700 {
		fmt.Fprintf(&b, "<p>%s %s</p>\n", words, sumOf(strconv.Itoa(i)))
	}
	return b.String()
}

// withoutWords takes the words from a site, as if it were built before there were any.
func withoutWords(t testing.TB, dir string) {
	t.Helper()
	if err := errors.Join(os.Remove(filepath.Join(dir, wording.File)), rewriteManifest(dir)); err != nil {
		t.Fatal(err)
	}
}

// rewriteManifest makes a manifest right that something was changed under.
func rewriteManifest(dir string) error {
	m, err := publish.ReadManifest(dir)
	if err != nil {
		return err
	}
	return errors.Join(os.Remove(filepath.Join(dir, publish.ManifestFile)), publish.WriteManifest(dir, m))
}

// follow serves a site until the test ends.
func follow(t testing.TB, dir string, o Options) *Follower {
	t.Helper()
	if o.Admit == nil {
		o.Admit = anybody
	}
	f, err := Follow(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

// soon waits for what must come to be, without saying when.
func soon(t testing.TB, about string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatalf("it never came to be: %s", about)
}

func shows(h http.Handler, words string) func() bool {
	return func() bool {
		code, page := replied(h, "/")
		return code == 200 && strings.Contains(page, words)
	}
}

func replied(h http.Handler, path string) (int, string) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

// The next build is served without anybody asking for it; until then the one before is, whole.
func TestANewBuildIsServed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f := follow(t, dir, Options{})
	for n, words := range []string{"lamps", "ropes", "anchors"} {
		if words != "lamps" {
			putSite(t, dir, words, true)
		}
		soon(t, words, shows(f, words))
		if code, found := replied(f, "/api/search?q="+words); code != 200 || !strings.Contains(found, `"total":1`) {
			t.Errorf("the search for %s: %d %s", words, code, found)
		}
		if s := f.Stats(); s.Swapped != n || s.Site != "public" || len(s.Generation) != 12 || s.Refused+s.Closed > 0 {
			t.Errorf("%+v", s)
		}
	}
	putSite(t, dir, "buoys", true)
	soon(t, "nobody asks", func() bool { return f.Stats().Swapped == 3 })
}

// A build that is exchanged while it is being opened is never the one that readers get.
func TestABuildExchangedWhileItIsOpenedIsOpenedAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	var once sync.Once
	f := follow(t, dir, Options{Admit: func(m publish.Manifest) (access.Gate, error) {
		if m.Files["www/index.html"] == sumOf("<p>ropes</p>") {
			once.Do(func() { putSite(t, dir, "anchors", true) })
		}
		return nil, nil
	}})
	putSite(t, dir, "ropes", true)
	soon(t, "anchors", func() bool {
		_, page := replied(f, "/")
		if strings.Contains(page, "ropes") {
			t.Fatal("what stood there no more was served")
		}
		return strings.Contains(page, "anchors")
	})
}

func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// While nothing stands in the folder, what was open goes on.
func TestAFolderThatIsGoneLeavesTheSiteOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f := follow(t, dir, Options{})
	if err := os.Rename(dir, dir+".aside"); err != nil { // as a build without an exchange leaves the old one for a moment
		t.Fatal(err)
	}
	for range 10 {
		if !shows(f, "lamps")() {
			t.Fatal("the site is gone")
		}
	}
	putSite(t, dir, "ropes", true)
	soon(t, "ropes", shows(f, "ropes"))
	if s := f.Stats(); s.Closed+s.Refused > 0 {
		t.Errorf("%+v", s)
	}
}

// A build that is gone while it is being opened is opened when it comes back.
func TestABuildThatIsGoneWhileItIsOpened(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	var once sync.Once
	f := follow(t, dir, Options{Admit: func(m publish.Manifest) (access.Gate, error) {
		if m.Files["www/index.html"] == sumOf("<p>ropes</p>") {
			once.Do(func() { os.Rename(dir, dir+".aside") })
		}
		return nil, nil
	}})
	putSite(t, dir, "ropes", true)
	soon(t, "it is gone", func() bool {
		if !shows(f, "lamps")() {
			t.Fatal("the site is gone")
		}
		_, err := os.Stat(dir + ".aside")
		return err == nil
	})
	if err := os.Rename(dir+".aside", dir); err != nil {
		t.Fatal(err)
	}
	soon(t, "ropes", shows(f, "ropes"))
}

func onlyOnline(m publish.Manifest) (access.Gate, error) {
	if m.Restricted() {
		return nil, errors.New("restricted")
	}
	return nil, nil
}

// A build that must not be served here closes the site at once rather than leave the old one open.
func TestARefusedBuildClosesTheSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f := follow(t, dir, Options{Admit: onlyOnline})
	putSite(t, dir, "secrets", false)
	for _, path := range []string{"/", "/api/search?q=lamps", "/search?q=secrets", "/search.csv", "/search.atom", "/api/suggest?q=s", "/api/opensearch?q=s", "/opensearch.xml", "/healthz"} {
		if code, body := replied(f, path); code != http.StatusServiceUnavailable || strings.Contains(body, "secrets") {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	if s := f.Stats(); s.Closed != 1 || s.Generation != "" {
		t.Errorf("%+v", s)
	}
	putSite(t, dir, "damaged", true, func(next string) { os.Remove(filepath.Join(next, "www", "404.html")) })
	soon(t, "the damaged build is refused", func() bool { return f.Stats().Refused == 1 })
	if code, _ := replied(f, "/"); code != http.StatusServiceUnavailable {
		t.Errorf("a damaged build opens the site: %d", code)
	}
	putSite(t, dir, "lamps", true)
	soon(t, "the site opens again", shows(f, "lamps"))
}

// So does one that is put in place while another is still being opened.
func TestARefusedBuildClosesTheSiteWhileAnotherIsOpened(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	reached, wait := make(chan bool, 1), make(chan bool)
	f := follow(t, dir, Options{Admit: func(m publish.Manifest) (access.Gate, error) {
		if m.Files["www/index.html"] == sumOf("<p>ropes</p>") {
			reached <- true
			<-wait
		}
		return onlyOnline(m)
	}})
	putSite(t, dir, "ropes", true)
	replied(f, "/")
	<-reached
	putSite(t, dir, "secrets", false)
	if code, _ := replied(f, "/"); code != http.StatusServiceUnavailable {
		t.Errorf("the site is open: %d", code)
	}
	close(wait)
	soon(t, "the other is given up", func() bool { f.mu.Lock(); defer f.mu.Unlock(); return !f.opening })
	if code, body := replied(f, "/"); code != http.StatusServiceUnavailable {
		t.Errorf("the site opened again: %d %s", code, body)
	}
}

// What was for everybody is shown to nobody once its folder says that it is for some, though that build may be served here and is still
// being opened, or cannot be.
func TestABuildForSomeClosesOneForEverybody(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	wait := make(chan bool)
	inside := false
	f := follow(t, dir, Options{Admit: func(m publish.Manifest) (access.Gate, error) {
		if !m.Restricted() {
			return nil, nil
		}
		if m.Files != nil { // to be opened
			<-wait
		}
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !inside {
					http.Error(w, "who?", http.StatusUnauthorized)
					return
				}
				next.ServeHTTP(w, r)
			})
		}, nil
	}})
	putSite(t, dir, "secrets", false, func(next string) { os.Remove(filepath.Join(next, "www", "404.html")) })
	w := get(t, f, "/")
	if w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "lamps") {
		t.Errorf("while it is opened: %d %s", w.Code, w.Body)
	}
	if h := w.Header(); h.Get("Cache-Control") != "private, no-store" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Retry-After") == "" {
		t.Errorf("%v", h)
	}
	close(wait)
	soon(t, "the damaged build is refused", func() bool { return f.Stats().Refused == 1 })
	if code, body := replied(f, "/"); code != http.StatusServiceUnavailable {
		t.Errorf("after a damaged one: %d %s", code, body)
	}
	putSite(t, dir, "secrets", false)
	soon(t, "the site is behind its gate", func() bool { code, _ := replied(f, "/"); return code == http.StatusUnauthorized })
	inside = true
	if !shows(f, "secrets")() {
		t.Error("readers are not let in")
	}
}
