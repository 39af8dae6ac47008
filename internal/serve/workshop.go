package serve

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"time"

	"minutebook/internal/build"
	"minutebook/internal/endpoint"
	"minutebook/internal/throttle"
)

// workshop builds into one folder: a build goes on from the one before, and each site is exchanged while the former one stays whole until
// its readers have left it.
type workshop struct {
	Options
	admit   endpoint.Admit
	clients *throttle.Clients
	dir     string // of this process alone
	done    func() error
	names   []string // of the sites, in the order of their ports
	sites   map[string]*site
	touched atomic.Bool // whether a source changed since the last build began
}

func newWorkshop(o Options, admit endpoint.Admit, clients *throttle.Clients) (*workshop, error) {
	dir, done, err := workFolder(o.Archive)
	if err != nil {
		return nil, err
	}
	return &workshop{Options: o, admit: admit, clients: clients, dir: dir, done: done, sites: map[string]*site{}}, nil
}

// build compiles the archive and puts each new site in front of the readers as soon as it is complete, that which somebody looks at first.
// ahead is what the build left for showing pages ahead of the next one; nil where the last one holds.
func (w *workshop) build(ctx context.Context) (round Round, ahead *build.Ahead) {
	began := time.Now()
	round.First = len(w.names) == 0
	p := w.Progress
	if !round.First {
		p = p.Brief() // a line each time is enough
	}
	defer p.Stop()
	round.Result, round.Err = build.Run(ctx, build.Options{Archive: w.Archive, Out: filepath.Join(w.dir, "sites"), AtRoot: true, Progress: p,
		First: w.lookedAt(),
		Placed: func(s build.Site) error {
			changed, err := w.open(ctx, s)
			if changed {
				round.Changed = append(round.Changed, s.Name)
			}
			return err
		},
		Ahead: func(a *build.Ahead) { ahead = a },
	})
	if round.Err == nil && round.First {
		for _, s := range round.Result.Sites {
			w.names = append(w.names, s.Name)
		}
	}
	round.Took = time.Since(began)
	return round, ahead
}

// open puts a site in front of the readers, and says whether it looks otherwise than before.
func (w *workshop) open(ctx context.Context, s build.Site) (changed bool, err error) {
	f, err := endpoint.Open(ctx, s.Dir, endpoint.Options{Admit: w.admit, Log: w.Log, Clients: w.clients, Own: true})
	if err != nil {
		return false, err
	}
	if w.sites[s.Name] == nil {
		w.sites[s.Name] = newSite()
	}
	return w.sites[s.Name].replace(newGeneration(f), w.touched.Load()), nil
}

// lookedAt is the site that somebody looks at, or did last; "" as long as nobody did.
func (w *workshop) lookedAt() (name string) {
	var last time.Time
	for _, n := range w.names {
		open, asked := w.sites[n].watched()
		if open {
			return n
		}
		if asked.After(last) {
			name, last = n, asked
		}
	}
	return name
}

// back shows every site as it was built.
func (w *workshop) back() {
	for _, s := range w.sites {
		s.back()
	}
}

func (w *workshop) close() {
	for _, s := range w.sites {
		s.replace(nil, false)
	}
	if err := w.done(); err != nil {
		w.Log.Warn("cleaning up", "error", err)
	}
}
