package endpoint

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// A site at https://host/book/ is found under its path, for a proxy that passes it on, and at the root.
func TestBelowABasePath(t *testing.T) {
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(r.URL.Path)) })
	for _, c := range []struct{ base, ask, want, location string }{
		{"", "/a/", "/a/", ""},
		{"/book", "/book/a/", "/a/", ""},
		{"/book", "/book/", "/", ""},
		{"/book", "/a/", "/a/", ""},
		{"/book", "/bookcase/", "/bookcase/", ""},
		{"/book", "/book", "", "/book/"},
		{"/book", "/", "", "/book/"},
	} {
		w := httptest.NewRecorder()
		below(c.base, inner).ServeHTTP(w, httptest.NewRequest(http.MethodGet, c.ask, nil))
		if got := w.Header().Get("Location"); got != c.location {
			t.Errorf("%s below %q: sent to %q, want %q", c.ask, c.base, got, c.location)
		}
		if c.location == "" && w.Body.String() != c.want {
			t.Errorf("%s below %q: asked for %q, want %q", c.ask, c.base, w.Body.String(), c.want)
		}
	}
}
