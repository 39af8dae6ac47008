package endpoint

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"minutebook/index"
	"minutebook/internal/access"
	"minutebook/internal/former"
	"minutebook/internal/publish"
)

// Folder is one built site, open for reading. Several requests may read it at once.
type Folder struct {
	Manifest publish.Manifest
	Index    *index.Index
	Handler  http.Handler // behind the gate
	Gate     access.Gate  // nil lets everybody in
	root     *os.Root
	readers  sync.WaitGroup
}

// ErrFolder is the cause when a folder does not hold a site that can be served.
var ErrFolder = errors.New("not a built site")

// Admit says how the readers of a site are let in, or why it must not be served.
type Admit func(publish.Manifest) (access.Gate, error)

// Open opens the folder that minutebook wrote for one site. An error of admit is returned as it is. log may be nil. The
// folder stays open, and what it held when it was opened is what is served, until Close.
func Open(dir string, admit Admit, log *slog.Logger) (*Folder, error) {
	m, err := Look(dir)
	if err != nil {
		return nil, err
	}
	gate, err := admit(m)
	if err != nil {
		return nil, err
	}
	f := &Folder{Manifest: m, Gate: gate}
	if err := f.open(dir, log); err != nil {
		f.Close()
		return nil, folderError(dir, err)
	}
	return f, nil
}

// Look reads what a folder says that it holds.
func Look(dir string) (publish.Manifest, error) {
	m, err := publish.ReadManifest(dir)
	if err != nil {
		return m, folderError(dir, err)
	}
	return m, nil
}

func (f *Folder) open(dir string, log *slog.Logger) (err error) {
	if f.root, err = os.OpenRoot(filepath.Join(dir, "www")); err != nil {
		return err
	}
	if f.Index, err = index.Open(filepath.Join(dir, "index")); err != nil {
		return err
	}
	if f.Manifest.Index != f.Index.Info().Hash {
		return errors.New("its index belongs to another build")
	}
	list, err := former.Read(dir)
	if err != nil {
		return err
	}
	f.Handler, err = New(Site{Name: f.Manifest.Site, WWW: f.root.FS(), Index: f.Index, Former: list, Log: log,
		Restricted: f.Manifest.Restricted() || f.Gate != nil, Base: f.Manifest.Base, Gate: f.Gate})
	return err
}

// below answers under a path as well as at the root: a proxy in front of a site at https://host/book/ may
// pass the path on or take it off.
func below(base string, h http.Handler) http.Handler {
	if base == "" {
		return h
	}
	stripped := http.StripPrefix(base, h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, base+"/"):
			stripped.ServeHTTP(w, r)
		case r.URL.Path == base || r.URL.Path == "/":
			http.Redirect(w, r, base+"/", http.StatusMovedPermanently)
		default:
			h.ServeHTTP(w, r)
		}
	})
}

func folderError(dir string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("cannot read %s: %w", dir, err)
	}
	return fmt.Errorf("%s is %w: %w; make one with minutebook build, and name its folder, such as out/public", dir, ErrFolder, err)
}

// Enter keeps the folder open until the reader calls leave. It must not be called once Close was.
func (f *Folder) Enter() (leave func()) {
	f.readers.Add(1)
	return f.readers.Done
}

// Close waits for the last reader and lets go of what is open.
func (f *Folder) Close() {
	f.readers.Wait()
	if f.Index != nil {
		f.Index.Close()
	}
	if f.root != nil {
		f.root.Close()
	}
}
