package endpoint

import (
	"net/http"
	"strings"
	"testing"
)

// closed lets in whoever says the word.
func closed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Word") != "tide" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Nothing but whether the program lives is told before the gate, at the root and below the site's own path; and what the gate
// says has the headers of every answer.
func TestGate(t *testing.T) {
	h := handler(t, restricted, func(s *Site) { s.Gate, s.Base = closed, "/book" })
	for _, target := range []string{"/", "/book", "/book/", "/book/meetings/a-1/", "/meetings/a-1", "/nothing", "/search?q=nets", "/book/search?q=nets", "/api/suggest?q=n", "/healthz/", "/book/healthz/x", "/bookhealthz"} {
		w := get(t, h, target)
		if w.Code != 403 || w.Body.String() != "no\n" || w.Header().Get("Location") != "" {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("Cache-Control") != "private, no-store" || !strings.Contains(w.Header().Get("X-Robots-Tag"), "noindex") {
			t.Errorf("%s: refused with %v", target, w.Header())
		}
		if w := get(t, h, target, "Word", "tide"); w.Code == 403 {
			t.Errorf("%s: who says the word is refused", target)
		}
	}
	for _, target := range []string{"/healthz", "/book/healthz"} {
		if w := get(t, h, target); w.Code != 200 || w.Body.String() != "ok\n" {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if w := ask(t, h, "POST", target); w.Code != 403 {
			t.Errorf("POST %s: %d", target, w.Code)
		}
	}
}

// What a build writes for static hosts is not for readers.
func TestHostsFileIsUnknown(t *testing.T) {
	www := pages()
	www["_headers"] = www["bare/only.txt"]
	h := handler(t, func(s *Site) { s.WWW = www })
	got, want := get(t, h, "/_headers"), get(t, h, "/nothing")
	if got.Code != 404 || got.Body.String() != want.Body.String() {
		t.Errorf("%d %s", got.Code, got.Body)
	}
}
