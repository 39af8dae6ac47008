package endpoint

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"minutebook/internal/packing"
)

// What a client says of codings, and which of brotli and gzip it gets.
func TestBestCoding(t *testing.T) {
	for said, want := range map[string]string{
		"": "", "br": "br", "gzip": "gzip", "gzip, deflate, br": "br", "gzip;q=1.0, br;q=0.9": "gzip", "br;q=0": "", "br;q=0, gzip": "gzip",
		"*": "br", "*;q=0": "", "gzip;q=0, *": "br", "identity": "", "identity, br;q=0.5": "", "identity;q=0.5, br": "br", "identity;q=1, br;q=1": "br",
		"BR": "br", "x-gzip": "gzip", "deflate": "", "br;q=x": "", "br;q=2": "", "br;q=-1": "", "br;q=NaN": "", " br ; q=0.001 ": "br", ",,br,,": "br", "br;level=9": "",
		strings.Repeat("a,", 5000): "",
	} {
		if got := best([]string{said}, []string{"br", "gzip"}); got != want {
			t.Errorf("%.40q gets %q, want %q", said, got, want)
		}
	}
	if got := best(nil, []string{"br", "gzip"}); got != "" {
		t.Errorf("nothing said gets %q", got)
	}
	if got := best([]string{"gzip", "br"}, []string{"br", "gzip"}); got != "br" {
		t.Errorf("two headers get %q", got)
	}
}

func FuzzBestCoding(f *testing.F) {
	f.Add("br;q=1, *;q=0")
	f.Fuzz(func(t *testing.T, said string) {
		if got := best([]string{said}, []string{"br", "gzip"}); got != "" && !strings.Contains(strings.ToLower(said), got) && !strings.Contains(said, "*") {
			t.Errorf("%q gets %q", said, got)
		}
	})
}

func unpacked(t *testing.T, coding string, body []byte) string {
	t.Helper()
	var r io.Reader = bytes.NewReader(body)
	switch coding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// Each packing has its own ETag; what is asked for in parts or again is that packing; and who does not ask gets the page.
func TestPackedFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f := follow(t, dir, Options{})
	page := get(t, f, "/long/")
	if page.Header().Get("Content-Encoding") != "" || page.Header().Get("Vary") != "Accept-Encoding" || page.Body.String() != long("lamps") {
		t.Fatalf("the page: %v", page.Header())
	}
	tags := map[string]bool{page.Header().Get("ETag"): true}
	for accept, coding := range map[string]string{"gzip, deflate, br": "br", "gzip": "gzip"} {
		w := get(t, f, "/long/", "Accept-Encoding", accept)
		h := w.Header()
		if h.Get("Content-Encoding") != coding || unpacked(t, coding, w.Body.Bytes()) != page.Body.String() || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %v", accept, h)
		}
		tag := h.Get("ETag")
		if tag != strings.TrimSuffix(page.Header().Get("ETag"), `"`)+"-"+coding+`"` || tags[tag] {
			t.Errorf("%s: the ETag is %s", accept, tag)
		}
		tags[tag] = true
		if w := ask(t, f, http.MethodHead, "/long/", "Accept-Encoding", accept); w.Body.Len() > 0 || w.Header().Get("Content-Length") != h.Get("Content-Length") || w.Header().Get("ETag") != tag {
			t.Errorf("%s: HEAD %v", accept, w.Header())
		}
		if w := get(t, f, "/long/", "Accept-Encoding", accept, "If-None-Match", tag); w.Code != 304 || w.Header().Get("ETag") != tag || w.Header().Get("Vary") == "" || w.Body.Len() > 0 {
			t.Errorf("%s again: %d %v", accept, w.Code, w.Header())
		}
		if w := get(t, f, "/long/", "Accept-Encoding", accept, "If-None-Match", page.Header().Get("ETag")); w.Code != 200 {
			t.Errorf("%s with the ETag of the page: %d", accept, w.Code)
		}
		if w := get(t, f, "/long/", "If-None-Match", tag); w.Code != 200 {
			t.Errorf("the page with the ETag of %s: %d", coding, w.Code)
		}
		part := get(t, f, "/long/", "Accept-Encoding", accept, "Range", "bytes=2-9")
		if part.Code != 206 || part.Body.String() != w.Body.String()[2:10] || part.Header().Get("Content-Length") != "8" || part.Header().Get("Content-Encoding") != coding {
			t.Errorf("%s in part: %d %v", accept, part.Code, part.Header())
		}
		if part := get(t, f, "/long/", "Accept-Encoding", accept, "Range", "bytes=2-9", "If-Range", page.Header().Get("ETag")); part.Code != 200 {
			t.Errorf("%s in part of the page: %d", accept, part.Code)
		}
		if part := get(t, f, "/long/", "Accept-Encoding", accept, "Range", "bytes=99999-"); part.Code != 416 {
			t.Errorf("%s beyond its end: %d", accept, part.Code)
		}
	}
	if short := get(t, f, "/", "Accept-Encoding", "br"); short.Header().Get("Content-Encoding") != "" || short.Header().Get("Vary") != "" {
		t.Errorf("a short page: %v", short.Header())
	}
	if w := get(t, f, "/packed/long/index.html.br"); w.Code != 404 {
		t.Errorf("packings have addresses: %d", w.Code)
	}
}

// A packing that is damaged or gone is none; the page is there.
func TestDamagedPackings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	change(t, filepath.Join(dir, packing.Folder, "long/index.html.br"), flip)
	if err := os.Remove(filepath.Join(dir, packing.Folder, "long/index.html.gz")); err != nil {
		t.Fatal(err)
	}
	f := follow(t, dir, Options{})
	for _, accept := range []string{"br", "gzip"} {
		if w := get(t, f, "/long/", "Accept-Encoding", accept); w.Code != 200 || w.Header().Get("Content-Encoding") != "" || !strings.HasPrefix(w.Body.String(), "<p>lamps") {
			t.Errorf("%s: %d %v", accept, w.Code, w.Header())
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, packing.Folder)); err != nil {
		t.Fatal(err)
	}
	if w := get(t, follow(t, dir, Options{}), "/long/", "Accept-Encoding", "br"); w.Code != 200 || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("without packings: %d %v", w.Code, w.Header())
	}
}

// Answers of sites for everybody are packed where they are long. Those of restricted sites are not: their lengths would tell what
// stands beside a query.
func TestPackedAnswers(t *testing.T) {
	open, shut := handler(t), handler(t, restricted)
	for _, target := range []string{"/search?q=nets", "/api/search?q=nets", "/search.csv?q=nets", "/search.atom?q=nets", "/api/openapi.json"} {
		plain := get(t, open, target)
		packed := get(t, open, target, "Accept-Encoding", "gzip, br")
		h := packed.Header()
		if h.Get("Content-Encoding") != "gzip" || h.Get("Vary") != "Accept-Encoding" || plain.Header().Get("Vary") != "Accept-Encoding" || packed.Body.Len() >= plain.Body.Len() {
			t.Errorf("%s: %v", target, h)
		}
		if got, want := unpacked(t, "gzip", packed.Body.Bytes()), plain.Body.String(); len(got) < len(want)-10 || got[:20] != want[:20] { // took_ms differs
			t.Errorf("%s is another answer", target)
		}
		if tag := h.Get("ETag"); tag != "" {
			if !strings.HasSuffix(tag, `-gzip"`) || tag == plain.Header().Get("ETag") {
				t.Errorf("%s: the ETag is %s", target, tag)
			}
			if w := get(t, open, target, "Accept-Encoding", "gzip", "If-None-Match", tag); w.Code != 304 {
				t.Errorf("%s again: %d", target, w.Code)
			}
		}
		if w := get(t, shut, target, "Accept-Encoding", "gzip, br"); w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s of a restricted site is packed", target)
		}
	}
	for _, target := range []string{"/api/suggest?q=a+1", "/api/search?page=x", "/healthz"} {
		if w := get(t, open, target, "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s is packed, which is longer", target)
		}
	}
}
