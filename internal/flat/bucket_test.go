package flat

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
)

func gzipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	z.Close()
	return b.String()
}

// bucketOf is a new bucket of a store, and where a browser finds it.
func bucketOf(t *testing.T, store *depottest.Store, name string) (d depot.Depot, at string) {
	t.Helper()
	d, err := depot.Open("s3://" + name + "/public")
	if err != nil {
		t.Fatal(err)
	}
	return d, "http://" + store.Addr + "/" + name + "/public/"
}

// What is put into a real bucket comes back to a browser with the headers of a web server.
func TestWebReadsTheBucket(t *testing.T) {
	store := depottest.Start(t)
	store.Use(t)
	store.Open(t, store.Bucket(t, "web"))
	d, at := bucketOf(t, store, "web")
	css, page, large := "body { color: black }", "<title>a</title>", strings.Repeat("x,y\n", 5<<20)
	files := map[string]string{"www/index.html": "home", "www/site.css": css, "packed/site.css.gz": gzipped(css), "www/meetings/a b/index.html": page,
		"packed/meetings/a b/index.html.gz": gzipped(page), "www/b.ics": "b", "www/x.png": "p", "www/data/all.csv": large, "www/_headers": "for hosts", "index/secret": "never"}
	if _, err := Put(context.Background(), d, buildOf(true, files), Options{Gzip: true, Bucket: true}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][3]string{ // type, encoding, text
		"index.html":                {"text/html; charset=utf-8", "", "home"},
		"site.css":                  {"text/css; charset=utf-8", "gzip", css},
		"meetings/a%20b/index.html": {"text/html; charset=utf-8", "gzip", page},
		"b.ics":                     {"text/calendar; charset=utf-8", "", "b"},
		"x.png":                     {"image/png", "", "p"},
		"data/all.csv":              {"text/csv; charset=utf-8", "", large},
	} {
		status, header, text := browse(t, at+name)
		if got := [3]string{header.Get("Content-Type"), header.Get("Content-Encoding"), text}; status != 200 || got != want || header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %d, %d bytes, %q", name, status, len(text), header)
		}
	}
	for _, name := range []string{"_headers", "index/secret", "packed/site.css.gz"} {
		if status, _, text := browse(t, at+name); status < 400 {
			t.Errorf("%s is there: %s", name, text)
		}
	}
	if _, err := Put(context.Background(), d, buildOf(true, map[string]string{"www/index.html": "home 2"}), Options{Gzip: true, Bucket: true}); err != nil {
		t.Fatal(err)
	}
	if _, _, text := browse(t, at); strings.Contains(text, "meetings") || fmt.Sprint(texts(t, d)) != "map[index.html:home 2]" {
		t.Errorf("there are %v", texts(t, d))
	}
}

// browse is an answer as a browser shows it.
func browse(t *testing.T, at string) (status int, header http.Header, text string) {
	t.Helper()
	q, err := http.NewRequest(http.MethodGet, at, nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Accept-Encoding", "gzip")
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var body io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(r.Body); err != nil {
			t.Fatal(err)
		}
	}
	data, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, r.Header, string(data)
}

// A restricted site goes into no bucket that anybody can read, by policy or by list of rights, or of which anybody can list the names.
func TestRestrictedPagesInAnOpenBucket(t *testing.T) {
	store := depottest.Start(t)
	store.Use(t)
	store.Open(t, store.Bucket(t, "policy"))
	store.Policy(t, store.Bucket(t, "names"), "s3:ListBucket", "arn:aws:s3:::names")
	store.Readable(t, "rights")
	store.Bucket(t, "closed")
	for _, name := range []string{"policy", "names", "rights"} {
		d, _ := bucketOf(t, store, name)
		if _, err := Put(context.Background(), d, buildOf(false, site), Options{Bucket: true}); !errors.Is(err, depot.ErrPublic) || len(texts(t, d)) > 0 {
			t.Errorf("%s: %v, and there are %v", name, err, texts(t, d))
		}
	}
	d, at := bucketOf(t, store, "closed")
	if _, err := Put(context.Background(), d, buildOf(false, site), Options{Bucket: true}); err != nil {
		t.Fatal(err)
	}
	if status, _, text := browse(t, at+"index.html"); status != http.StatusForbidden || strings.Contains(text, "home") {
		t.Errorf("%d %s", status, text)
	}
	store.Open(t, "closed") // by now
	if _, err := Put(context.Background(), d, buildOf(false, map[string]string{"www/index.html": "next"}), Options{Bucket: true}); !errors.Is(err, depot.ErrPublic) {
		t.Errorf("a bucket that was opened: %v", err)
	}
}
