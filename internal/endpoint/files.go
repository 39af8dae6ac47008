package endpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"minutebook/internal/former"
	"minutebook/internal/hosting"
)

// files serves the regular files of a web root. Whatever is not one is answered by the 404 page, and alike:
// a folder without a page, a link, a name that cannot be.
type files struct {
	www        fs.FS
	restricted bool
	former     former.List
	missing    []byte // the 404 page
	known      sync.Map
}

// version is what is remembered of a file: the hash of its content, as long as size and time are these.
type version struct {
	size    int64
	changed time.Time
	hash    string
}

func newFiles(www fs.FS, restricted bool, list former.List) *files {
	missing, err := fs.ReadFile(www, "404.html")
	if err != nil {
		missing = []byte("<!DOCTYPE html><title>Not found</title><p>There is no such page. <a href=\"/\">Home</a>\n")
	}
	return &files{www: www, restricted: restricted, former: list, missing: missing}
}

func (f *files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, folder := fileName(r.URL.Path)
	if !fs.ValidPath(name) || name == hosting.FileName {
		f.notFound(w)
		return
	}
	if f.moved(w, r, name) {
		return
	}
	switch {
	case folder:
		name = path.Join(name, "index.html")
	case f.isRegular(path.Join(name, "index.html")):
		redirectToFolder(w, r)
		return
	}
	if !f.isRegular(name) || f.serve(w, r, name) != nil {
		f.notFound(w)
	}
}

// fileName is the path below the web root that an address names, and whether it names a folder. What no
// file can be called is an invalid path.
func fileName(address string) (name string, folder bool) {
	if strings.ContainsAny(address, "\\\x00") {
		return "..", false
	}
	name = strings.TrimPrefix(address, "/")
	if name == "" {
		return ".", true
	}
	if name, folder = strings.CutSuffix(name, "/"); name == "." {
		return "..", false
	}
	return name, folder
}

// isRegular says whether name is a regular file that no link leads to.
func (f *files) isRegular(name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	for i, c := range name {
		if c == '/' && !f.is(name[:i], fs.FileMode.IsDir) {
			return false
		}
	}
	return f.is(name, fs.FileMode.IsRegular)
}

func (f *files) is(name string, kind func(fs.FileMode) bool) bool {
	info, err := fs.Lstat(f.www, name)
	return err == nil && kind(info.Mode())
}

// redirectToFolder adds the slash that relative links need.
func redirectToFolder(w http.ResponseWriter, r *http.Request) {
	to := url.URL{Path: "./" + path.Base(r.URL.Path) + "/"}
	w.Header().Set("Location", to.String())
	w.WriteHeader(http.StatusMovedPermanently)
}

// serve answers with a file; after an error nothing was answered.
func (f *files) serve(w http.ResponseWriter, r *http.Request, name string) error {
	file, err := f.www.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	content, ok := file.(io.ReadSeeker)
	if !ok {
		return errors.ErrUnsupported
	}
	hash, err := f.hash(name, file, content)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("ETag", `"`+hash[:32]+`"`)
	if v := r.URL.Query().Get("v"); !f.restricted && len(v) >= 8 && strings.HasPrefix(hash, v) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.HasPrefix(name, "files/") { // papers that others wrote do not run here
		h.Set("Content-Security-Policy", hosting.PaperPolicy+sandbox(name))
	}
	http.ServeContent(w, r, "", time.Time{}, content) // no time: no Last-Modified
	return nil
}

// sandbox is left out for a PDF: browsers do not show it in one.
func sandbox(name string) string {
	if path.Ext(name) == ".pdf" {
		return ""
	}
	return "; sandbox"
}

// hash is the SHA-256 of a file's content, in hexadecimal. The file is left at its beginning.
func (f *files) hash(name string, file fs.File, content io.ReadSeeker) (string, error) {
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if v, ok := f.known.Load(name); ok {
		if v := v.(version); v.size == info.Size() && v.changed.Equal(info.ModTime()) {
			return v.hash, nil
		}
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return "", err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	f.known.Store(name, version{info.Size(), info.ModTime(), hash})
	return hash, nil
}

func (f *files) notFound(w http.ResponseWriter) {
	w.Header().Set("Content-Type", contentType(".html"))
	w.Header().Set("Content-Length", strconv.Itoa(len(f.missing)))
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(f.missing) // the reader may have left
}

// contentType depends on the name alone, not on what the machine has in its tables.
func contentType(name string) string {
	if t, ok := contentTypes[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8",
	".csv":  "text/csv; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".md":   "text/markdown; charset=utf-8",
	".ics":  "text/calendar; charset=utf-8",
	".xml":  "application/xml; charset=utf-8",
	".atom": "application/atom+xml; charset=utf-8",
	".svg":  "image/svg+xml",
	".png":  "image/png",
	".jpg":  "image/jpeg",
	".jpeg": "image/jpeg",
	".gif":  "image/gif",
	".webp": "image/webp",
	".avif": "image/avif",
	".ico":  "image/x-icon",
	".pdf":  "application/pdf",

	".webmanifest": "application/manifest+json",
}
