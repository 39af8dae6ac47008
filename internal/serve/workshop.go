package serve

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"minutebook/internal/build"
	"minutebook/internal/endpoint"
	"minutebook/internal/throttle"
)

// workshop builds into two folders in turn, so that the sites being served stay whole while the next ones
// are made.
type workshop struct {
	Options
	admit   endpoint.Admit
	clients *throttle.Clients
	dir     string // of this process alone
	done    func() error
	turn    int
	names   []string
	sites   map[string]*site
}

func newWorkshop(o Options, admit endpoint.Admit, clients *throttle.Clients) (*workshop, error) {
	dir, done, err := workFolder(o.Archive)
	if err != nil {
		return nil, err
	}
	return &workshop{Options: o, admit: admit, clients: clients, dir: dir, done: done, sites: map[string]*site{}}, nil
}

// build compiles the archive and puts the new sites in front of the readers.
func (w *workshop) build(ctx context.Context) Round {
	began, round := time.Now(), Round{First: len(w.names) == 0}
	p := w.Progress
	if !round.First {
		p = p.Brief() // a line each time is enough
	}
	defer p.Stop()
	w.turn = 1 - w.turn
	out := filepath.Join(w.dir, fmt.Sprintf("build-%d", w.turn))
	round.Result, round.Err = build.Run(ctx, build.Options{Archive: w.Archive, Out: out, AtRoot: true, Progress: p})
	if round.Err == nil {
		round.Changed, round.Err = w.open(ctx, round.Result.Sites)
	}
	round.Took = time.Since(began)
	return round
}

// open puts sites in front of the readers, and names those that look otherwise than before.
func (w *workshop) open(ctx context.Context, sites []build.Site) (changed []string, err error) {
	for _, s := range sites {
		f, err := endpoint.Open(ctx, s.Dir, endpoint.Options{Admit: w.admit, Log: w.Log, Clients: w.clients, Own: true})
		if err != nil {
			return changed, err
		}
		if w.sites[s.Name] == nil {
			w.sites[s.Name] = newSite()
			w.names = append(w.names, s.Name)
		}
		if w.sites[s.Name].replace(newGeneration(f)) {
			changed = append(changed, s.Name)
		}
	}
	return changed, nil
}

func (w *workshop) close() {
	for _, s := range w.sites {
		s.replace(nil)
	}
	if err := w.done(); err != nil {
		w.Log.Warn("cleaning up", "error", err)
	}
}
