package endpoint

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// ahead is a page as the next build will have it: it is served in place of the file of its name.
type ahead struct {
	text []byte
	hash string
}

// Ahead serves pages in place of those of the same address that the folder has, behind the same gate, until it is called again; nil for
// none. A page that the folder does not have is not served.
func (f *Folder) Ahead(pages map[string][]byte) {
	all := map[string]ahead{}
	for address, text := range pages {
		if name, ok := pageName(address); ok {
			sum := sha256.Sum256(text)
			all[name] = ahead{text, hex.EncodeToString(sum[:])}
		}
	}
	f.files.ahead.Store(&all)
}

// Version names what is served at an address: another text has another version. It is "" where that is no page of the site, or one
// that is made for each request.
func (f *Folder) Version(address string) string {
	name, ok := pageName(address)
	if _, made := byPath[address]; made || !ok || !f.files.has(name) {
		return ""
	}
	if page, ok := f.files.page(name); ok {
		return page.hash
	}
	return f.files.sums["www/"+name]
}

// pageName is the file of the page at an address; ok is false where there can be none.
func pageName(address string) (name string, ok bool) {
	name, folder := fileName(address)
	ok = fs.ValidPath(name)
	if folder {
		name = path.Join(name, "index.html")
	}
	return name, ok && strings.HasSuffix(name, ".html")
}

func (f *files) page(name string) (ahead, bool) {
	all := f.ahead.Load()
	if all == nil {
		return ahead{}, false
	}
	page, ok := (*all)[name]
	return page, ok
}

func (p ahead) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", contentType(".html"))
	h.Set("ETag", `"`+p.hash[:tagLength]+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(p.text))
}
