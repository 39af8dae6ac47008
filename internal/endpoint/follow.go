package endpoint

import (
	"log/slog"
	"net/http"
	"os"
	"sync"

	"minutebook/internal/publish"
)

// Follower serves the site in a folder and goes on with the next build as soon as one is put in its place:
// a build exchanges the folder whole, so what stands there is always complete.
type Follower struct {
	dir   string
	admit Admit
	log   *slog.Logger

	mu    sync.Mutex
	now   *Folder // nil while what stands there cannot or must not be served
	stood os.FileInfo
}

// Follow opens the site in dir. admit may refuse a site, at first or when it is put in place later; what
// was refused is answered with 503. Close ends it.
func Follow(dir string, admit Admit, log *slog.Logger) (*Follower, error) {
	f := &Follower{dir: dir, admit: admit, log: log}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, folderError(dir, err)
	}
	f.stood = info
	if f.now, err = f.open(); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Follower) open() (*Folder, error) { return Open(f.dir, f.admit, f.log) }

// Manifest is that of the site being served; empty while none is.
func (f *Follower) Manifest() publish.Manifest {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil {
		return publish.Manifest{}
	}
	return f.now.Manifest
}

func (f *Follower) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	folder, leave := f.enter()
	if folder == nil {
		w.Header().Set("Cache-Control", "no-store")
		plain(w, http.StatusServiceUnavailable, "This site cannot be shown at the moment.")
		return
	}
	defer leave()
	folder.Handler.ServeHTTP(w, r)
}

// enter holds the newest build open for one reader. Looking whether there is a newer one costs a stat.
func (f *Follower) enter() (*Folder, func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if info, err := os.Stat(f.dir); err == nil && !same(info, f.stood) {
		f.replace(info)
	}
	if f.now == nil {
		return nil, nil
	}
	return f.now, f.now.Enter()
}

// exchanges is how often a build may be put in place while another is being opened before the reader is answered
// from what was open.
const exchanges = 10

// replace opens what stands in the folder now. What was opened while yet another build was put in its place may be
// part of both, so it is opened anew; and while nothing stands there, what was open goes on.
func (f *Follower) replace(info os.FileInfo) {
	for range exchanges {
		next, err := f.open()
		after, gone := os.Stat(f.dir)
		if gone == nil && same(after, info) {
			f.goOn(next, info, err)
			return
		}
		if next != nil {
			next.Close()
		}
		if gone != nil {
			return
		}
		info = after
	}
}

// same says whether two looks at the folder saw the same build. A number of a file that is gone may come again, its
// time does not.
func same(a, b os.FileInfo) bool { return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) }

// goOn serves the next build, or nothing where it could not be opened or must not be served.
func (f *Follower) goOn(next *Folder, info os.FileInfo, err error) {
	if err != nil {
		f.log.Error("the new build is not served", "error", err)
	} else {
		f.log.Info("serving a new build", "site", next.Manifest.Site)
	}
	if f.now != nil {
		go f.now.Close()
	}
	f.now, f.stood = next, info
}

// Close lets go of the site once its last reader is done.
func (f *Follower) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now != nil {
		f.now.Close()
		f.now = nil
	}
}
