package endpoint

import (
	"errors"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"minutebook/index"
	"minutebook/internal/former"
	"minutebook/internal/generation"
	"minutebook/internal/publish"
)

// withFormer is a site on which some addresses moved and some were withdrawn.
func withFormer(s *Site) {
	www := pages()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	www["meetings/b-1/index.html"] = file("moved")
	www["old.html"] = file("moved")
	www["meetings/a-2/index.html"] = file("<h1>Withdrawn</h1>")
	www["meetings/a-2/kept/index.html"] = file("kept")
	www["gone.html"] = file("<h1>Withdrawn too</h1>")
	s.WWW = www
	s.Former = former.List{Redirects: map[string]string{"/meetings/b-1/": "/meetings/a-1/#item-3", "/old.html": "/", "/files/old paper.pdf/": "/files/new paper.pdf",
		"/meetings/a-2/moved/": "/meetings/a-1/"}, Withdrawn: []string{"/gone.html", "/meetings/a-2/", "/meetings/a-3/"}}
}

// Every address that moved is answered with where to, seen from where the reader asked; a proxy may serve the
// site below a path of its own.
func TestRedirects(t *testing.T) {
	h := handler(t, withFormer)
	for target, want := range map[string]string{
		"/meetings/b-1/": "/meetings/a-1/#item-3", "/meetings/b-1": "/meetings/a-1/#item-3", "/meetings/b-1/?q=x": "/meetings/a-1/#item-3", "/old.html": "/",
		"/files/old%20paper.pdf": "/files/new%20paper.pdf", "/meetings/a-2/moved/": "/meetings/a-1/",
	} {
		for _, method := range []string{"GET", "HEAD"} {
			w := ask(t, h, method, target)
			for _, base := range []string{"https://host.example", "https://host.example/book"} {
				asked, err := url.Parse(base + target)
				if err != nil {
					t.Fatal(err)
				}
				to, err := asked.Parse(w.Header().Get("Location"))
				if err != nil || w.Code != 301 || to.String() != base+want {
					t.Errorf("%s %s: %d to %s (%q), %v", method, target, w.Code, to, w.Header().Get("Location"), err)
				}
			}
		}
	}
	for target, code := range map[string]int{"//meetings/b-1/": 404, "/meetings/b-1/x": 404, "/meetings/b-1/index.html": 200, "/meetings%2fb-1/": 200, "/meetings/../meetings/b-1/": 404, "/old.html/": 404} {
		if w := get(t, h, target); w.Code != code {
			t.Errorf("%s: %d to %q", target, w.Code, w.Header().Get("Location"))
		}
	}
}

func TestWithdrawn(t *testing.T) {
	h := handler(t, withFormer)
	for target, want := range map[string]string{
		"/meetings/a-2/": "410 <h1>Withdrawn</h1>", "/meetings/a-2": "410 <h1>Withdrawn</h1>", "/meetings/a-2/index.html": "410 <h1>Withdrawn</h1>",
		"/meetings/a-2/source/": "410 <h1>Withdrawn</h1>", "/meetings/a-2/x.csv": "410 <h1>Withdrawn</h1>", "/gone.html": "410 <h1>Withdrawn too</h1>",
		"/meetings/a-2/kept/": "200 kept", "/meetings/a-1/": "200 <h1>A_1</h1>",
		"/meetings/a-3/": "404 <h1>No such page</h1>", "/meetings/a-22/": "404 <h1>No such page</h1>", "/meetings/a-2//": "404 <h1>No such page</h1>",
	} {
		w := get(t, h, target)
		if got := answered(w); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
	w := ask(t, handler(t, withFormer, restricted), "HEAD", "/meetings/a-2/")
	if w.Code != 410 || w.Header().Get("Cache-Control") != "private, no-store" || w.Header().Get("Content-Length") != "18" || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func answered(w *httptest.ResponseRecorder) string {
	return strings.TrimSpace(strings.Join([]string{map[int]string{200: "200", 404: "404", 410: "410", 301: "301"}[w.Code], w.Body.String()}, " "))
}

// What is above the audience was never on its site, so its address is answered as any that is none: with the same
// bytes and the same headers.
func TestWithheldIsUnknown(t *testing.T) {
	h := handler(t, withFormer)
	withheld, unknown := get(t, h, "/meetings/red-1/"), get(t, h, "/meetings/made-up-99/")
	if withheld.Code != 404 || withheld.Body.String() != unknown.Body.String() {
		t.Errorf("%d %s, not %d %s", withheld.Code, withheld.Body, unknown.Code, unknown.Body)
	}
	if diff := cmp.Diff(withheld.Header(), unknown.Header()); diff != "" {
		t.Error(diff)
	}
}

// The list is read from beside the web root, once; without one nothing moved.
func TestFolderKnowsWhatMoved(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "www"), pages()); err != nil {
		t.Fatal(err)
	}
	info, err := index.Build(filepath.Join(dir, "index"), index.Content{Documents: documents()})
	if err != nil {
		t.Fatal(err)
	}
	write := func() {
		if err := errors.Join(inEnglish(t).Write(dir), publish.WriteManifest(dir, publish.Manifest{Site: "public", Online: true, Base: "/book", Index: info.Hash})); err != nil {
			t.Fatal(err)
		}
	}
	write()
	for _, want := range []int{404, 301} {
		f, err := Open(t.Context(), dir, Options{Admit: anybody})
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []string{"/book/meetings/b-1/", "/meetings/b-1/"} {
			w := get(t, f.Handler, at)
			if w.Code != want || want == 301 && w.Header().Get("Location") != "../../meetings/a-1/" {
				t.Errorf("%s: %d to %q, want %d", at, w.Code, w.Header().Get("Location"), want)
			}
		}
		f.Close()
		if err := os.RemoveAll(filepath.Join(dir, former.File)); err != nil {
			t.Fatal(err)
		}
		if err := former.Write(generation.New(dir, nil).Below("."), former.List{Redirects: map[string]string{"/meetings/b-1/": "/meetings/a-1/"}}); err != nil {
			t.Fatal(err)
		}
		write()
	}
	if err := os.WriteFile(filepath.Join(dir, former.File), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if f, err := Open(t.Context(), dir, Options{Admit: anybody}); err == nil {
		f.Close()
		t.Error("a list that cannot be read is passed over")
	}
}
