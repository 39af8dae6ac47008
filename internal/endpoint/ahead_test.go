package endpoint

import (
	"net/http"
	"strings"
	"testing"

	"minutebook/internal/access"
	"minutebook/internal/publish"
)

func TestPageNames(t *testing.T) {
	for address, want := range map[string]string{
		"/": "index.html", "/meetings/hwc-07/": "meetings/hwc-07/index.html", "/404.html": "404.html",
		"/meetings/hwc-07": "", "/data/actions.json": "", "/../x/": "", "//": "", `/a\b/`: "",
	} {
		if name, ok := pageName(address); ok != (want != "") || ok && name != want {
			t.Errorf("%s: %q, %v", address, name, ok)
		}
	}
}

// A page ahead of the next build stands in place of the file of its address, behind the gate, until it is taken back; a page that the
// build does not have is not served.
func TestAPageAheadIsServedInPlaceOfTheFile(t *testing.T) {
	dir := t.TempDir()
	shut := false
	putSite(t, dir, "lamps were dark", false)
	f, err := Open(t.Context(), dir, Options{Own: true, Admit: func(publish.Manifest) (access.Gate, error) {
		return func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if shut {
					w.WriteHeader(http.StatusForbidden)
					return
				}
				h.ServeHTTP(w, r)
			})
		}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, before := replied(f.Handler, "/")
	built := f.Version("/")
	f.Ahead(map[string][]byte{"/": []byte("<p>ahead</p>"), "/nowhere/": []byte("<p>new</p>")})
	if status, text := replied(f.Handler, "/"); status != http.StatusOK || text != "<p>ahead</p>" {
		t.Errorf("ahead: %d %s", status, text)
	}
	if status, _ := replied(f.Handler, "/nowhere/"); status != http.StatusNotFound {
		t.Errorf("a page that the build does not have: %d", status)
	}
	if v := f.Version("/"); v == built || v == "" {
		t.Errorf("the version ahead is %q, that of the build %q", v, built)
	}
	if f.Version("/search") != "" || f.Version("/nowhere/") != "" {
		t.Error("what is made for each request, or is not there, has a version")
	}
	shut = true
	if status, text := replied(f.Handler, "/"); status != http.StatusForbidden || strings.Contains(text, "ahead") {
		t.Errorf("before the gate: %d %s", status, text)
	}
	shut = false
	f.Ahead(nil)
	if _, text := replied(f.Handler, "/"); text != before || f.Version("/") != built {
		t.Errorf("taken back: %s", text)
	}
}
