// Package replica keeps a copy of a published site on a machine that serves it:
//
//	CACHE/NAME/             the site's folder, always whole, as a build would have left it
//	CACHE/.replica-NAME     which generation that is, and with which sizes and times its files were left
//	CACHE/.parts-NAME/      lists of its files, by name
//
// A look at the pointer every few seconds says whether another generation is published. What of it is not here yet is fetched beside the
// folder, each file held to its sha256, and the whole is tried; then it takes the folder's place in one step, and whoever follows the
// folder (endpoint.Follow) serves it from then on. A store that is slow, gone, cut short or lying changes nothing of what is here.
//
// # What was withdrawn
//
// A generation below the floor is not to be shown. It is shut once the next one could not be fetched for a while (Grace), and at once
// where that one is no longer for everybody. The files of a generation that was replaced are removed.
//
// An older generation than the one that was seen last is never taken: a store may show its past.
package replica

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
)

// Options say what is kept where.
type Options struct {
	Place *publication.Place
	Site  string        // its name
	Cache string        // the folder; no two processes may share it
	Poll  time.Duration // between two looks, about; 0 is 10 s
	Grace time.Duration // 0 is a minute
	Log   *slog.Logger
	Brief bool // what is kept need not outlast a machine that loses power

	// Try says whether a folder can be served; nil tries nothing.
	Try func(ctx context.Context, dir string) error
	// Shut is told that what is in the folder is not to be shown any more, until the next takes its place. It may be nil.
	Shut func(why error)
}

// Replica is a copy. It is for one goroutine, but for Dir and SequenceOf.
type Replica struct {
	Options
	here  state
	since time.Time // when it was first seen that what is here is below the floor; zero for never
	shut  bool
	told  string // the last thing that was said to be wrong

	mu     sync.Mutex
	builds map[string]int64 // sequences, by the names of builds; the last two
	before int64            // the last
}

var (
	// ErrPast is the cause when a store shows an older generation than it did.
	ErrPast = errors.New("the store has an older generation than the one that is here; if it was begun anew, remove the cache")
	// ErrWithdrawn is why a generation is shut.
	ErrWithdrawn = errors.New("what is here was withdrawn, and what is published now could not be fetched yet")
)

// Open looks at what is there of a site; Dir is the folder. It fetches nothing.
func Open(o Options) (*Replica, error) {
	if o.Poll <= 0 {
		o.Poll = 10 * time.Second
	}
	if o.Grace <= 0 {
		o.Grace = time.Minute
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	r := &Replica{Options: o}
	r.here = r.load()
	if m, err := publish.ReadHead(r.Dir()); err != nil || m.Site != o.Site {
		r.here = state{}
	}
	r.note()
	return r, nil
}

// note notes which build is in the folder.
func (r *Replica) note() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for build, sequence := range r.builds {
		if sequence < r.before {
			delete(r.builds, build)
		}
	}
	if r.builds == nil {
		r.builds = map[string]int64{}
	}
	r.builds[r.here.Build], r.before = r.here.Sequence, r.here.Sequence
}

// SequenceOf is the sequence under which a build was published, of those that are or were here lately; 0 for any other. A build is named as
// endpoint.Folder.Generation does.
func (r *Replica) SequenceOf(build string) int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builds[build]
}

// Dir is the site's folder.
func (r *Replica) Dir() string { return filepath.Join(r.Cache, r.Site) }

// Sequence is that of the generation in the folder; 0 for none.
func (r *Replica) Sequence() int64 { return r.here.Sequence }

// Ready waits until there is something to serve: what is published, or what is here already while the store does not answer. Its error
// is one that waiting does not mend.
func (r *Replica) Ready(ctx context.Context) error {
	for {
		_, err := r.Look(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if r.here.Sequence > 0 && !r.shut && r.here.Sequence >= r.here.Floor {
			r.tell(err)
			return nil
		}
		if err != nil && lasting(err) {
			return err
		}
		r.tell(err)
		if !r.wait(ctx) {
			return ctx.Err()
		}
	}
}

// lasting says whether an error is one that a person must mend.
func lasting(err error) bool {
	for _, cause := range []error{depot.ErrBucket, depot.ErrKeys, depot.ErrUsage, publication.ErrForeign, publication.ErrNewer, publication.ErrSite, publish.ErrBusy, publish.ErrForeign} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}

// Run looks again and again, until ctx ends.
func (r *Replica) Run(ctx context.Context) {
	for r.wait(ctx) {
		_, err := r.Look(ctx)
		if ctx.Err() == nil {
			r.tell(err)
		}
	}
}

// wait is for about as long as between two looks, so that many replicas do not all look at once.
func (r *Replica) wait(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(r.Poll*3/4 + rand.N(r.Poll/2+1)):
		return true
	}
}

// tell logs what is wrong, once for as long as it stays the same. An error names no file of the site.
func (r *Replica) tell(err error) {
	said := ""
	if err != nil {
		said = err.Error()
	}
	if said == r.told {
		return
	}
	r.told = said
	if err != nil {
		r.Log.Warn("what is published could not be fetched; what is here goes on", "site", r.Site, "sequence", r.here.Sequence, "error", err)
	} else {
		r.Log.Info("the store answers again", "site", r.Site)
	}
}

// Look looks once, and fetches what is published if that is not here; changed says that the folder was exchanged.
func (r *Replica) Look(ctx context.Context) (changed bool, err error) {
	ptr, err := r.Place.Pointer(ctx)
	if err != nil {
		r.overdue()
		return false, err
	}
	if ptr.Site != r.Site {
		return false, fmt.Errorf("%w: %s, and not %s", publication.ErrSite, ptr.Site, r.Site)
	}
	if ptr.Now == nil {
		return false, publication.ErrNothing
	}
	if ptr.Now.Sequence < r.here.Sequence || ptr.Floor < r.here.Floor {
		r.overdue()
		return false, ErrPast
	}
	if ptr.Now.Sequence == r.here.Sequence && ptr.Now.By == r.here.By {
		return false, nil
	}
	r.mayGoOn(ptr)
	if err = r.fetch(ctx, ptr); err != nil {
		r.overdue()
		return false, err
	}
	r.since, r.shut = time.Time{}, false
	return true, nil
}

// mayGoOn notes whether what is here may still be shown while the next is fetched.
func (r *Replica) mayGoOn(ptr publication.Pointer) {
	if r.here.Sequence == 0 {
		return
	}
	if r.here.Online && ptr.Restricted() {
		r.close(errors.New("what is published now is not for everybody"))
	}
	if ptr.Floor > r.here.Sequence {
		if r.since.IsZero() {
			r.since = time.Now()
		}
		if r.here.Floor < ptr.Floor {
			r.here.Floor = ptr.Floor
			_ = r.here.save(r.stateFile()) // for a start in the meantime; the next look notes it again
		}
	}
}

// overdue shuts what was withdrawn long enough ago.
func (r *Replica) overdue() {
	if !r.since.IsZero() && time.Since(r.since) > r.Grace {
		r.close(ErrWithdrawn)
	}
}

func (r *Replica) close(why error) {
	if !r.shut {
		r.shut = true
		r.Log.Warn("what is here is not shown any more", "site", r.Site, "sequence", r.here.Sequence, "reason", why)
	}
	if r.Shut != nil {
		r.Shut(why)
	}
}
