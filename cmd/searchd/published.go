package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"minutebook/internal/access"
	"minutebook/internal/depot"
	"minutebook/internal/endpoint"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
	"minutebook/internal/replica"
)

type publishedOptions struct {
	Cache string        `help:"Folder for the copy of a published site; nobody else may use it." placeholder:"DIR"`
	Poll  time.Duration `help:"How often to look whether another generation is published." default:"10s" placeholder:"DURATION"`
}

var errUsage = errors.New("wrong usage")

// published is a copy of a published site, and what others may ask of it.
type published struct {
	*replica.Replica
	site atomic.Pointer[endpoint.Follower]
}

// atDepot says whether a site is where minutebook publish put it, and not a folder that a build wrote.
func atDepot(site string) bool {
	if depot.IsBucket(site) {
		return true
	}
	_, pointer := os.Stat(filepath.Join(site, "current"))
	_, manifest := os.Stat(filepath.Join(site, publish.ManifestFile))
	return pointer == nil && manifest != nil
}

// replica is the copy of a published site, once there is one; nil where the site is none.
func (o options) replica(ctx context.Context, log *slog.Logger) (*published, error) {
	if !atDepot(o.Site) {
		return nil, nil
	}
	if o.Published.Cache == "" {
		return nil, fmt.Errorf("%w: --cache says where the copy of a published site is kept; name a folder for it", errUsage)
	}
	at, name, err := depot.Split(o.Site)
	if err != nil {
		return nil, err
	}
	d, err := depot.Open(at)
	if err != nil {
		return nil, err
	}
	p := &published{}
	p.Replica, err = replica.Open(replica.Options{Place: publication.At(depot.Below(d, name), depot.Usual), Site: name, Cache: o.Published.Cache,
		Poll: o.Published.Poll, Log: log, Try: tried, Shut: p.shut})
	if err != nil {
		return nil, err
	}
	if err := p.Ready(ctx); err != nil {
		return nil, err
	}
	return p, nil
}

// tried opens a folder as it will be opened; whether it may be served here is asked once it is in place.
func tried(ctx context.Context, dir string) error {
	f, err := endpoint.Open(ctx, dir, endpoint.Options{Admit: func(publish.Manifest) (access.Gate, error) { return nil, nil }})
	if err != nil {
		return discreet(err)
	}
	f.Close()
	return nil
}

// discreet is an error without names: neither the folder, which nobody knows, nor a file, which not everybody may know.
func discreet(err error) error {
	var file *publish.FileError
	var machine *fs.PathError
	switch all, ok := err.(interface{ Unwrap() []error }); {
	case errors.As(err, &file):
		return fmt.Errorf("a file %s", file.Problem)
	case errors.As(err, &machine):
		return machine.Err
	case ok && len(all.Unwrap()) > 0:
		return all.Unwrap()[len(all.Unwrap())-1]
	}
	return err
}

// shut closes what is served.
func (p *published) shut(why error) {
	if s := p.site.Load(); s != nil {
		s.Shut(why)
	}
}

// follow keeps the copy up to date until end is called.
func follow(ctx context.Context, p *published, s *endpoint.Follower) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	p.site.Store(s)
	var working sync.WaitGroup
	working.Go(func() { p.Run(ctx) })
	return func() { cancel(); working.Wait() }
}

// generation is what /readyz adds: the number under which the generation that is served was published, the name of the build, and, where
// a newer one could not be fetched, why.
func (a *admin) generation() string {
	p, site := a.published.Load(), a.site.Load()
	if p == nil || site == nil {
		return ""
	}
	build := site.Stats().Generation
	said := fmt.Sprintf("\ngeneration %d\nbuild %s", p.SequenceOf(build), build)
	if trouble := p.Trouble(); trouble != "" {
		said += "\nnot fetched: " + trouble
	}
	return said
}

// publishedFaults are causes for which what is published is at fault, and not the machine.
var publishedFaults = []error{publication.ErrForeign, publication.ErrNewer, publication.ErrSite, publish.ErrForeign, replica.ErrPast}

func isAtFault(err error) bool {
	return slices.ContainsFunc(publishedFaults, func(cause error) bool { return errors.Is(err, cause) })
}
