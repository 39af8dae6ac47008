package endpoint

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"minutebook/internal/former"
	"minutebook/internal/hosting"
	"minutebook/internal/packing"
)

// files serves the regular files of a web root. Whatever is not one is answered by the 404 page, and alike:
// a folder without a page, a link, a name that cannot be, a file that the build did not write.
type files struct {
	www, packed fs.FS
	restricted  bool
	former      former.List
	missing     []byte // the 404 page
	unshown     string // said of a page that must not be shown
	ahead       atomic.Pointer[map[string]ahead]
	checked
}

func newFiles(s Site) *files {
	f := &files{www: s.WWW, packed: s.Packed, restricted: s.Restricted, former: s.Former, unshown: s.Words.Say("refused.unshown"),
		checked: checked{sums: s.Sums, log: s.Log, discreet: s.Restricted, room: mostOpen(), held: map[string]fs.File{}}}
	var err error
	if f.missing, err = f.read("404.html"); err != nil {
		f.missing = []byte("<!DOCTYPE html><title>Not found</title><p>There is no such page. <a href=\"/\">Home</a>\n")
	}
	return f
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
	case f.has(path.Join(name, "index.html")):
		redirectToFolder(w, r)
		return
	}
	if !f.has(name) {
		f.notFound(w)
		return
	}
	switch err := f.serve(w, r, name); {
	case errors.Is(err, errVanished) && giveUp(r):
	case errors.Is(err, errAltered), errors.Is(err, errVanished):
		plain(w, http.StatusServiceUnavailable, f.unshown)
	case err != nil:
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

// redirectToFolder adds the slash that relative links need.
func redirectToFolder(w http.ResponseWriter, r *http.Request) {
	to := url.URL{Path: "./" + path.Base(r.URL.Path) + "/"}
	w.Header().Set("Location", to.String())
	w.WriteHeader(http.StatusMovedPermanently)
}

const (
	tagLength       = 32 // hexadecimal digits of a file's hash in its ETag
	shortestVersion = 8  // of them in "?v=", by which a page asks for a script or a style that never changes
)

// serve answers with a file, or with the packing of it that the client wants; after an error nothing was answered.
func (f *files) serve(w http.ResponseWriter, r *http.Request, name string) error {
	if page, ok := f.page(name); ok {
		page.serve(w, r)
		return nil
	}
	file, hash, err := f.open(f.www, "www/", name)
	if err != nil {
		return err
	}
	defer func() { file.Close() }()
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	tag := hash[:tagLength]
	if ways := f.ways(name); len(ways) > 0 {
		h.Add("Vary", "Accept-Encoding")
		if way, packed := f.packing(r, name, ways); packed != nil {
			file.Close()
			file, tag = packed, tag+"-"+way.Coding
			h.Set("Content-Encoding", way.Coding)
			h.Set("Content-Length", strconv.FormatInt(packed.size, 10)) // ServeContent leaves it out; of a part it sets its own
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	if v := r.URL.Query().Get("v"); !f.restricted && len(v) >= shortestVersion && strings.HasPrefix(hash, v) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.HasPrefix(name, "files/") { // papers that others wrote do not run here
		h.Set("Content-Security-Policy", hosting.PaperPolicy+sandbox(name))
	}
	http.ServeContent(w, r, "", time.Time{}, file) // no time: no Last-Modified
	return nil
}

// ways are those in which the build packed a file.
func (f *files) ways(name string) []packing.Way {
	if f.packed == nil {
		return nil
	}
	return slices.DeleteFunc(packing.Ways(), func(way packing.Way) bool { return f.sums[packing.Folder+"/"+name+way.Ext] == "" })
}

// packing opens the packing that a client wants most; nil where it wants the file itself, or the packing is not the build's.
func (f *files) packing(r *http.Request, name string, ways []packing.Way) (packing.Way, *opened) {
	codings := make([]string, len(ways))
	for i, way := range ways {
		codings[i] = way.Coding
	}
	wanted := best(r.Header.Values("Accept-Encoding"), codings)
	i := slices.Index(codings, wanted)
	if i < 0 {
		return packing.Way{}, nil
	}
	file, _, err := f.open(f.packed, packing.Folder+"/", name+ways[i].Ext)
	if err != nil {
		return packing.Way{}, nil
	}
	return ways[i], file
}

// sandbox is left out for a PDF: browsers do not show it in one.
func sandbox(name string) string {
	if path.Ext(name) == ".pdf" {
		return ""
	}
	return "; sandbox"
}

func (f *files) notFound(w http.ResponseWriter) {
	w.Header().Set("Content-Type", contentType(".html"))
	w.Header().Set("Content-Length", strconv.Itoa(len(f.missing)))
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(f.missing) // the reader may have left
}

// contentType depends on the name alone.
func contentType(name string) string { return hosting.ContentType(name) }

// isRegular says whether name is a regular file that no link leads to.
func isRegular(in fs.FS, name string) bool {
	is := func(name string, kind func(fs.FileMode) bool) bool {
		info, err := fs.Lstat(in, name)
		return err == nil && kind(info.Mode())
	}
	if !fs.ValidPath(name) {
		return false
	}
	for i, c := range name {
		if c == '/' && !is(name[:i], fs.FileMode.IsDir) {
			return false
		}
	}
	return is(name, fs.FileMode.IsRegular)
}

// has says whether the site has a file of a name.
func (f *files) has(name string) bool {
	if f.sums != nil {
		return fs.ValidPath(name) && f.sums["www/"+name] != ""
	}
	return isRegular(f.www, name)
}

// read is a whole file of the web root.
func (f *files) read(name string) ([]byte, error) {
	if !f.has(name) {
		return nil, fs.ErrNotExist
	}
	file, _, err := f.open(f.www, "www/", name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}
