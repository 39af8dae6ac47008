package endpoint

import (
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// moved answers for an address that leads elsewhere or was withdrawn; name is its path below the web root. What
// the site has as a file goes before what is withdrawn above it.
func (f *files) moved(w http.ResponseWriter, r *http.Request, name string) bool {
	if to, ok := f.former.Redirect(r.URL.Path); ok && !strings.Contains(strings.ToLower(r.URL.RawPath), "%2f") {
		w.Header().Set("Location", relative(r.URL.Path, to))
		w.WriteHeader(http.StatusMovedPermanently)
		return true
	}
	page, ok := f.former.Gone(r.URL.Path)
	if !ok {
		return false
	}
	notice, folder := fileName(page)
	if folder {
		notice = path.Join(notice, "index.html")
	}
	for _, file := range []string{name, path.Join(name, "index.html")} {
		if file != notice && f.has(file) {
			return false
		}
	}
	return f.gone(w, notice)
}

// relative is an address of the site as seen from another: a proxy in front may have taken off a part of both.
func relative(from, to string) string {
	to, fragment, _ := strings.Cut(to, "#")
	up := strings.Repeat("../", max(0, strings.Count(from, "/")-1))
	if up == "" {
		up = "./"
	}
	u := url.URL{Path: up + strings.TrimPrefix(to, "/"), Fragment: fragment}
	return u.String()
}

// gone answers with a notice; it is false where that cannot be read, and nothing was answered.
func (f *files) gone(w http.ResponseWriter, notice string) bool {
	text, err := f.read(notice)
	if err != nil {
		return false
	}
	w.Header().Set("Content-Type", contentType(".html"))
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(http.StatusGone)
	_, _ = w.Write(text) // the reader may have left
	return true
}
