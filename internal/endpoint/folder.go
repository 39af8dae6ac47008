package endpoint

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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
	"minutebook/internal/packing"
	"minutebook/internal/publish"
	"minutebook/internal/throttle"
	"minutebook/internal/wording"
)

// Folder is one built site, open for reading. Several requests may read it at once.
type Folder struct {
	Manifest publish.Manifest
	Index    *index.Index
	Handler  http.Handler // behind the gate
	Gate     access.Gate  // nil lets everybody in
	roots    []*os.Root
	files    *files
	stop     context.CancelFunc // of what goes on in the background
	readers  sync.WaitGroup
}

// ErrFolder is the cause when a folder does not hold a site that can be served.
var ErrFolder = errors.New("not a built site")

// Admit says how the readers of a site are let in, or why it must not be served.
type Admit func(publish.Manifest) (access.Gate, error)

// Options say how a site is served.
type Options struct {
	Admit    Admit
	Log      *slog.Logger      // nil logs nothing
	Searches *Searches         // nil makes one
	Clients  *throttle.Clients // nil bounds nobody
	Answered func(Answer)      // told of each answer; may be nil
	// Own says that this process has just written the folder, where no other writes: only what is asked for is held to the manifest.
	Own bool
}

// Open opens the folder that minutebook wrote for one site, holds all but its pages to its manifest, and searches once. An error of
// Admit is returned as it is. The folder stays open, and what it held when it was opened is what is served, until Close: a page is
// held to the manifest when it is asked for, or in the background, whichever comes first.
func Open(ctx context.Context, dir string, o Options) (*Folder, error) {
	f, err := open(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	if o.Own {
		return f, nil
	}
	ctx, f.stop = context.WithCancel(context.WithoutCancel(ctx))
	f.readers.Go(func() { _ = f.files.holdAll(ctx, func(string, error) error { return nil }) }) // what is wrong is told, and not shown
	return f, nil
}

// openWhole holds every page to the manifest before it returns.
func openWhole(ctx context.Context, dir string, o Options) (*Folder, error) {
	f, err := open(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	err = publish.Complete(dir, f.Manifest, publish.All)
	if err == nil {
		err = f.files.holdAll(ctx, asFileError)
	}
	if err != nil {
		f.Close()
		return nil, folderError(dir, err)
	}
	return f, nil
}

func open(ctx context.Context, dir string, o Options) (*Folder, error) {
	m, err := publish.ReadManifest(dir)
	if err != nil {
		return nil, folderError(dir, err)
	}
	gate, err := o.Admit(m)
	if err != nil {
		return nil, err
	}
	f := &Folder{Manifest: m, Gate: gate, stop: func() {}}
	if err := f.open(ctx, dir, o); err != nil {
		f.Close()
		return nil, folderError(dir, err)
	}
	return f, nil
}

// beforePages are the files that are held to the manifest before anything is served.
func beforePages(name string) bool {
	return !strings.HasPrefix(name, "www/") && !strings.HasPrefix(name, packing.Folder+"/")
}

// Look reads what a folder says that it holds, but not of which files it consists.
func Look(dir string) (publish.Manifest, error) {
	m, err := publish.ReadHead(dir)
	if err != nil {
		return m, folderError(dir, err)
	}
	return m, nil
}

func (f *Folder) open(ctx context.Context, dir string, o Options) error {
	www, err := f.root(filepath.Join(dir, "www"))
	if err != nil {
		return err
	}
	packed, err := f.root(filepath.Join(dir, packing.Folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !o.Own {
		if err := publish.Verify(ctx, dir, f.Manifest, beforePages); err != nil {
			return err
		}
	}
	if f.Index, err = index.Open(filepath.Join(dir, "index")); err != nil {
		return err
	}
	if f.Manifest.Index != f.Index.Info().Hash {
		return errors.New("its index belongs to another build")
	}
	words, err := wordsOf(dir)
	if err != nil {
		return err
	}
	list, err := former.Read(dir)
	if err != nil {
		return err
	}
	m := f.Manifest
	h, err := newHandler(Site{Name: m.Site, Title: m.Title, URL: m.URL, Base: m.Base,
		WWW: www, Packed: packed, Sums: m.Files, Index: f.Index, Words: words, Former: list,
		Restricted: m.Restricted() || f.Gate != nil, Gate: f.Gate,
		Log: o.Log, Searches: o.Searches, Clients: o.Clients, Answered: o.Answered})
	if err != nil {
		return err
	}
	f.Handler, f.files = h, h.files
	return f.Index.Warm(ctx)
}

// wordsOf are what the site in a folder says in its own words.
func wordsOf(dir string) (*wording.Words, error) {
	words, err := wording.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("built by an older minutebook; build it again")
	}
	return words, err
}

// root opens a folder so that no link leads out of it.
func (f *Folder) root(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f.roots = append(f.roots, root)
	return root.FS(), nil
}

// Generation names a build: the hash of its manifest, which tells nothing of what it holds.
func (f *Folder) Generation() string {
	data, err := f.Manifest.Marshal()
	if err != nil {
		panic(err) // it was read from such text
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
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
	f.stop()
	f.readers.Wait()
	if f.files != nil {
		f.files.release()
	}
	if f.Index != nil {
		f.Index.Close()
	}
	for _, root := range f.roots {
		root.Close()
	}
}
