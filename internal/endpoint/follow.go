package endpoint

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"minutebook/internal/hosting"
	"minutebook/internal/publish"
)

// Follower serves the site in a folder and goes on with the next build as soon as one is put in its place:
// a build exchanges the folder whole, so what stands there is complete.
//
// Whether another build stands there is looked at with each request, and a few times a second. The next build is opened while the one
// before goes on: every file of it is held to its manifest, and it is searched once; then it takes the other's place, which
// is closed when its last reader is done. The pages of the one before are kept open, for a build removes what it replaces; only where
// there are more than the system lets us keep open, a request for one of the rest waits until the next build is served. None fails. A build that cannot be read,
// or is not what its manifest says, is told in the log by the file that is at fault, and never served; the one before goes on. It is
// looked at again every minute, for somebody may still be copying it.
//
// One thing is asked at once, before the request that met the next build is answered: whether it may be served where we listen. A build that
// may not closes the site, for its archive says that what is shown there is not for everybody any more. So does one for some in place of one for
// everybody, until it is open; if it is damaged the site stays closed.
type Follower struct {
	dir string
	Options
	ctx     context.Context
	stop    context.CancelFunc
	working sync.WaitGroup

	mu      sync.Mutex
	now     *Folder       // nil while what stands in the folder must not be served
	stood   os.FileInfo   // of the build that was last looked at; nil for none
	opening bool          // it is being opened
	changed chan struct{} // closed when another is served, or none is being opened any more
	retry   time.Time     // when a build that was refused is looked at again; zero for never
	stats   Stats
}

// Stats are what became of builds since the start.
type Stats struct {
	Swapped, Refused, Closed int       // builds that took another's place, were at fault, must not be served
	Site, Generation         string    // what is served; Generation is "" while the site is closed
	Opened                   time.Time // when it was
}

const (
	lookEvery = 250 * time.Millisecond
	tryEvery  = time.Minute
)

// Follow opens the site in dir, as Open does. Close ends it.
func Follow(ctx context.Context, dir string, o Options) (*Follower, error) {
	if o.Searches == nil {
		o.Searches = NewSearches()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, folderError(dir, err)
	}
	now, err := Open(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	f := &Follower{dir: dir, Options: o, now: now, stood: info, changed: make(chan struct{})}
	f.ctx, f.stop = context.WithCancel(context.WithoutCancel(ctx))
	f.note()
	f.working.Go(f.watch)
	return f, nil
}

// note says in the statistics which build is served.
func (f *Follower) note() {
	f.stats.Site, f.stats.Generation, f.stats.Opened = f.now.Manifest.Site, f.now.Generation(), time.Now()
}

// Manifest is that of the site being served; empty while none is.
func (f *Follower) Manifest() publish.Manifest {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil {
		return publish.Manifest{}
	}
	return f.now.Manifest
}

// Stats are those until now.
func (f *Follower) Stats() Stats {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.stats
}

func (f *Follower) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for {
		folder, leave := f.enter()
		if folder == nil {
			f.unavailable(w)
			return
		}
		try := &attempt{}
		folder.Handler.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), attempt{}, try)))
		leave()
		if !try.gaveUp {
			return
		}
		clear(w.Header())
		if !f.waitBeyond(r.Context(), folder) {
			f.unavailable(w)
			return
		}
	}
}

func (f *Follower) unavailable(w http.ResponseWriter) {
	for _, header := range hosting.Headers(true) {
		w.Header().Set(header.Name, header.Value)
	}
	w.Header().Set("Retry-After", "1")
	plain(w, http.StatusServiceUnavailable, "This site cannot be shown at the moment.")
	if f.Answered != nil {
		f.Answered(Answer{Route: "closed", Status: http.StatusServiceUnavailable})
	}
}

// tell wakes those who wait.
func (f *Follower) tell() {
	close(f.changed)
	f.changed = make(chan struct{})
}

// enter holds the build that is served open for one reader.
func (f *Follower) enter() (*Folder, func()) {
	f.look()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil {
		return nil, nil
	}
	return f.now, f.now.Enter()
}

// watch looks though nobody asks for anything, until the end.
func (f *Follower) watch() {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-f.ctx.Done():
			return
		case <-tick.C:
			f.look()
		}
	}
}

// look costs a stat while the same build stands in the folder. Another is opened, if it may be served here.
func (f *Follower) look() {
	info, err := os.Stat(f.dir)
	if err != nil { // nothing stands there: what was open goes on
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	due := !f.retry.IsZero() && time.Now().After(f.retry)
	if f.ctx.Err() != nil || same(info, f.stood) && !due || !f.mayServe(info) || f.opening {
		return
	}
	f.opening = true
	f.working.Go(f.replace)
}

// mayServe notes the build that stands in the folder, and closes the site if it must not be served. What cannot be read says nothing here.
func (f *Follower) mayServe(info os.FileInfo) bool {
	f.stood, f.retry = info, time.Time{}
	head, err := publish.ReadHead(f.dir)
	if err != nil {
		return true // opening it will tell
	}
	if _, err := f.Admit(head); err != nil {
		f.close(err)
		return false
	}
	if f.now != nil && head.Restricted() && !f.now.Manifest.Restricted() {
		f.close(errNarrowed)
	}
	return true
}

// errNarrowed closes a site for everybody until the build for some is open.
var errNarrowed = errors.New("it is not for everybody, and what was shown is")

// close ends what is served.
func (f *Follower) close(err error) {
	if errors.Is(err, errNarrowed) {
		f.Log.Warn("the site is closed until the new build is open", "reason", err)
	} else {
		f.Log.Error("the site is closed: the new build must not be served here", "error", err)
	}
	f.stats.Closed++
	f.stats.Generation = ""
	f.put(nil)
}

// put serves another build, or none. The one before is closed when its last reader is done.
func (f *Follower) put(next *Folder) {
	if old := f.now; old != nil {
		f.working.Go(old.Close)
	}
	f.now = next
	f.tell()
}

// same says whether two looks at the folder saw the same build. A number of a file that is gone may come again, its
// time does not.
func same(a, b os.FileInfo) bool {
	return a != nil && b != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime())
}

// refuse goes on with what was open.
func (f *Follower) refuse(err error) {
	f.stats.Refused++
	f.retry = time.Now().Add(tryEvery)
	words := "the new build is not served; the one before goes on"
	if f.now == nil {
		words = "the new build is not served; the site stays closed"
	}
	f.Log.Error(words, "error", err)
}

// Close lets go of the site once its last reader is done.
func (f *Follower) Close() {
	f.mu.Lock()
	f.stop()
	f.put(nil)
	f.mu.Unlock()
	f.working.Wait()
}
