package endpoint

import (
	"net/http"
	"strings"
	"testing"
)

func TestConditional(t *testing.T) {
	h := handler(t)
	first := get(t, h, "/site.css")
	tag := first.Header().Get("ETag")
	if w := get(t, h, "/site.css", "If-None-Match", tag); w.Code != 304 || w.Body.Len() > 0 {
		t.Errorf("the same again: %d, %d bytes", w.Code, w.Body.Len())
	}
	if w := get(t, h, "/site.css", "If-None-Match", `"other"`); w.Code != 200 {
		t.Errorf("another version: %d", w.Code)
	}
	if other := get(t, h, "/site.js").Header().Get("ETag"); other == tag || len(tag) != 34 {
		t.Errorf("ETags %s and %s", tag, other)
	}
	if w := get(t, h, "/index.html", "Range", "bytes=4-7"); w.Code != 206 || w.Body.String() != "Home" {
		t.Errorf("a range: %d %q", w.Code, w.Body)
	}
	if w := ask(t, h, http.MethodHead, "/index.html"); w.Code != 200 || w.Body.Len() > 0 || w.Header().Get("Content-Length") != "13" {
		t.Errorf("HEAD: %d, %d bytes, length %s", w.Code, w.Body.Len(), w.Header().Get("Content-Length"))
	}
}

func TestCaching(t *testing.T) {
	hash := "9ae0a6"
	open := handler(t)
	full := strings.Trim(get(t, open, "/site.css").Header().Get("ETag"), `"`)
	for target, want := range map[string]string{
		"/":                        "no-cache",
		"/site.css":                "no-cache",
		"/site.css?v=" + full[:10]: "public, max-age=31536000, immutable",
		"/site.css?v=" + hash:      "no-cache",
		"/search?q=nets":           "no-cache",
		"/healthz":                 "no-store",
	} {
		if got := get(t, open, target).Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
	closed := handler(t, restricted)
	for _, target := range []string{"/", "/site.css?v=" + full[:10], "/nothing", "/search?q=nets", "/api/search", "/api/suggest?q=a", "/meetings/a-1"} {
		w := get(t, closed, target)
		if w.Header().Get("Cache-Control") != "private, no-store" || !strings.Contains(w.Header().Get("X-Robots-Tag"), "noindex") {
			t.Errorf("restricted %s: %s, %s", target, w.Header().Get("Cache-Control"), w.Header().Get("X-Robots-Tag"))
		}
	}
	if tag := get(t, open, "/").Header().Get("X-Robots-Tag"); tag != "" {
		t.Errorf("a public site says %s to robots", tag)
	}
}

func TestHeaders(t *testing.T) {
	h := handler(t)
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	for _, target := range []string{"/", "/nothing", "/meetings/a-1", "/search?q=nets", "/search?page=0", "/api/search", "/api/search?page=x", "/healthz"} {
		w := get(t, h, target)
		for name, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin",
			"Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin"} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", target, name, got)
			}
		}
		if !strings.Contains(w.Header().Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%s allows a camera", target)
		}
	}
	if p := get(t, h, "/files/paper.html").Header().Get("Content-Security-Policy"); !strings.Contains(p, "sandbox") || strings.Contains(p, "script-src") {
		t.Errorf("a paper may do %s", p)
	}
	if p := get(t, h, "/files/paper.pdf").Header().Get("Content-Security-Policy"); strings.Contains(p, "sandbox") {
		t.Errorf("a PDF cannot be shown under %s", p)
	}
}
