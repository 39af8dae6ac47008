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
	"os"
	"path/filepath"
	"strings"
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

// Replica is a copy. It is for one goroutine, but for Dir, SequenceOf and Trouble.
type Replica struct {
	Options
	here    state
	unsaved bool // what is remembered of it is not on disk yet
	failed  failure

	mu      sync.Mutex
	builds  map[string]int64 // sequences, by the names of builds; the last two
	before  int64            // the last
	trouble string           // what is wrong; "" for nothing

	showing sync.Mutex // held while the folder is exchanged, or shut
	shut    bool
	due     *time.Timer // shuts what is here, which is below the floor, when Grace is over; nil where it is not
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
	if err := os.MkdirAll(o.Cache, 0o755); err != nil {
		return nil, fmt.Errorf("make the cache: %w", err)
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

// hasty is how long a start waits for the store where there is something to serve already.
const hasty = 5 * time.Second

// Ready waits until there is something to serve: what is published, or what is here already while the store does not answer. Its error
// is one that waiting does not mend.
func (r *Replica) Ready(ctx context.Context) error {
	for {
		err := r.first(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if r.servable() {
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

func (r *Replica) first(ctx context.Context) error {
	if r.servable() {
		var end context.CancelFunc
		ctx, end = context.WithTimeout(ctx, hasty)
		defer end()
	}
	_, err := r.Look(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("%w within %v", depot.ErrUnavailable, hasty)
	}
	return err
}

func (r *Replica) servable() bool {
	return r.here.Sequence > 0 && !r.isShut() && r.here.Sequence >= r.here.Floor
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

// tell logs what is wrong, once for as long as it stays the same but for numbers. An error names no file of the site.
func (r *Replica) tell(err error) {
	said := ""
	if err != nil {
		said = strings.ReplaceAll(err.Error(), "\n", "; ")
	}
	r.mu.Lock()
	was := r.trouble
	r.trouble = said
	r.mu.Unlock()
	switch {
	case numberless(said) == numberless(was):
	case err != nil && r.here.Sequence == 0:
		r.Log.Warn("there is nothing to serve yet; it is looked for again and again", "site", r.Site, "error", said)
	case err != nil:
		r.Log.Warn("what is published could not be fetched; what is here goes on", "site", r.Site, "sequence", r.here.Sequence, "error", said)
	default:
		r.Log.Info("what is published is fetched again", "site", r.Site, "sequence", r.here.Sequence)
	}
}

// numberless is a text without what differs each time: ports, temporary names.
func numberless(said string) string {
	return strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' {
			return -1
		}
		return c
	}, said)
}

// Trouble is why what is published could not be fetched when it was last looked at, in one line; "" if it could.
func (r *Replica) Trouble() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.trouble
}

// Look looks once, and fetches what is published if that is not here; changed says that the folder was exchanged.
func (r *Replica) Look(ctx context.Context) (changed bool, err error) {
	ptr, err := r.Place.Pointer(ctx)
	if err != nil {
		return false, err
	}
	if ptr.Site != r.Site {
		return false, fmt.Errorf("%w: %s, and not %s", publication.ErrSite, ptr.Site, r.Site)
	}
	if ptr.Now == nil {
		return false, publication.ErrNothing
	}
	if ptr.Now.Sequence < r.here.Sequence || ptr.Floor < r.here.Floor {
		return false, ErrPast
	}
	if r.has(ptr) {
		return false, r.remember()
	}
	r.mayGoOn(ptr)
	if err := r.failed.notYet(*ptr.Now); err != nil {
		return false, err
	}
	if err = r.fetch(ctx, ptr); err != nil && ctx.Err() == nil {
		r.failed.note(*ptr.Now, err, r.Poll)
	}
	return r.has(ptr), err
}

// failure is what became of the last attempts to fetch a generation. All of it may come over the wire each time, so the same is not
// tried with every look; another is at once.
type failure struct {
	by       string
	err      error
	attempts int
	until    time.Time
}

const longestPause = time.Minute

func (f *failure) notYet(g publication.Generation) error {
	if f.by == g.By && time.Now().Before(f.until) {
		return f.err
	}
	return nil
}

func (f *failure) note(g publication.Generation, err error, poll time.Duration) {
	if f.by != g.By {
		*f = failure{by: g.By}
	}
	f.until, f.err = time.Now().Add(min(poll<<min(f.attempts, 6), longestPause)*3/4), err
	f.attempts++
}

// has says whether what is published is what is here.
func (r *Replica) has(ptr publication.Pointer) bool {
	return ptr.Now.Sequence == r.here.Sequence && ptr.Now.By == r.here.By
}

// remember writes down what is here, if it is not written down yet.
func (r *Replica) remember() error {
	if !r.unsaved {
		return nil
	}
	if err := r.here.save(r.stateFile()); err != nil {
		return nameless(err)
	}
	r.unsaved = false
	return nil
}

// mayGoOn notes whether what is here may still be shown while the next is fetched.
func (r *Replica) mayGoOn(ptr publication.Pointer) {
	if r.here.Sequence == 0 {
		return
	}
	if r.here.Online && ptr.Restricted() {
		r.close(errors.New("what is published now is not for everybody"))
	}
	if ptr.Floor <= r.here.Sequence {
		return
	}
	r.showing.Lock()
	if r.due == nil { // whatever becomes of the next, and however long it takes
		r.due = time.AfterFunc(r.Grace, func() { r.close(ErrWithdrawn) })
	}
	r.showing.Unlock()
	if r.here.Floor < ptr.Floor {
		r.here.Floor, r.unsaved = ptr.Floor, true
		_ = r.remember() // for a start in the meantime; the next look notes it again
	}
}

// replace puts another in the place of what is here, if put does. Nothing is shut meanwhile, for it might be the other.
func (r *Replica) replace(put func() error) error {
	r.showing.Lock()
	defer r.showing.Unlock()
	if err := put(); err != nil {
		return err
	}
	if r.due != nil {
		r.due.Stop()
	}
	r.due, r.shut = nil, false
	return nil
}

func (r *Replica) isShut() bool {
	r.showing.Lock()
	defer r.showing.Unlock()
	return r.shut
}

func (r *Replica) close(why error) {
	r.showing.Lock()
	defer r.showing.Unlock()
	if errors.Is(why, ErrWithdrawn) && r.due == nil { // replaced in the meantime
		return
	}
	if !r.shut {
		r.shut = true
		r.Log.Warn("what is here is not shown any more", "site", r.Site, "reason", why)
	}
	if r.Shut != nil {
		r.Shut(why)
	}
}
