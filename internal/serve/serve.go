// Package serve builds an archive, serves every site of it with its search on this machine, a port each,
// and builds again when a source changes; open pages then reload by themselves.
//
// A build of a large archive takes seconds. So what is saved is first shown on the pages that are open: the last build left in memory
// what it was made of, in which the saved document takes the place of the former one, and those pages alone are printed, as a build would
// (build.Ahead). A build that goes on meanwhile is given up for the next, though not for ever.
// They stand in front of the site until the next build has taken its place, and are loaded again only where that has other bytes for
// them. What a build must tell (a document that is new, gone or at fault, another level, settings, layouts) waits for it.
//
// It is for whoever writes minutes or layouts. Finished sites are served by searchd.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/access"
	"minutebook/internal/archive"
	"minutebook/internal/build"
	"minutebook/internal/endpoint"
	"minutebook/internal/progress"
	"minutebook/internal/publish"
	"minutebook/internal/throttle"
)

// perClient is what one client elsewhere may ask for; this machine may ask for anything.
var perClient = throttle.Options{Rate: 20, Burst: 200}

// Options say what to serve, and where.
type Options struct {
	Archive  string
	Listen   string         // HOST:PORT of the first site; the others take the ports after it, or any with port 0
	Access   access.Options // how readers of restricted sites are let in
	Progress *progress.Reporter
	Log      *slog.Logger
	// Ready is called once, when every site answers.
	Ready func([]Address)
	// Built is called after each build but a first one that failed.
	Built func(Round)
	// Shown is called each time when open pages show what was saved, ahead of the next build; may be nil.
	Shown func(Shown)
}

// Shown says on which sites a change is to be seen, and how long after it was noticed.
type Shown struct {
	Sites []string
	Took  time.Duration
}

// Round is one build and what came of it.
type Round struct {
	Result  build.Result
	Err     error // the sites stay as they were
	First   bool
	Took    time.Duration // until readers have the new sites; not the waiting for an archive that is quiet
	Changed []string      // names of the sites that look otherwise than before, in order
}

// Address is where a site answers.
type Address struct{ Site, URL string }

// Run builds and serves until ctx ends. The first build must succeed; a later one that fails leaves the
// sites as they were.
func Run(ctx context.Context, o Options) error {
	host, port, err := address(o.Listen)
	if err != nil {
		return err
	}
	mode, err := o.Access.Mode(o.Log)
	if err != nil {
		return err
	}
	admit := admitAt(mode, access.ReachOfHost(host))
	if err := mayListen(o.Archive, admit); err != nil {
		return err
	}
	clients, err := perClient.Clients()
	if err != nil {
		return err
	}
	w, err := newWorkshop(o, admit, clients)
	if err != nil {
		return err
	}
	defer w.close()
	events, err := w.startWatching()
	if err != nil {
		return err
	}
	defer events.Close()
	first, ahead := w.build(ctx)
	if first.Err != nil {
		return first.Err
	}
	d := newDesk(w, ahead)
	o.Built(first)
	listeners, err := listen(host, port, len(w.names))
	if err != nil {
		d.leave()
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	var at []Address
	for i, name := range w.names {
		at = append(at, Address{name, "http://" + listeners[i].Addr().String() + "/"})
		serveOne(ctx, g, listeners[i], w.sites[name])
	}
	g.Go(func() error { return d.watch(ctx, events) })
	o.Ready(at)
	return g.Wait()
}

// serveOne answers on one listener until ctx ends; pages that wait for a reload are let go.
func serveOne(ctx context.Context, g *errgroup.Group, l net.Listener, h http.Handler) {
	server := endpoint.Server("", h)
	server.WriteTimeout = 0 // a page waits for the next build as long as it is open
	server.BaseContext = func(net.Listener) context.Context { return ctx }
	g.Go(func() error {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		return server.Shutdown(patience)
	})
}

func address(listen string) (host string, port int, err error) {
	host, p, err := net.SplitHostPort(listen)
	if err != nil {
		return "", 0, fmt.Errorf("%w: %q; write HOST:PORT, such as 127.0.0.1:8080", access.ErrPlace, listen)
	}
	if port, err = strconv.Atoi(p); err != nil || port < 0 || port > 65535 {
		return "", 0, fmt.Errorf("%w: port %q; write a number up to 65535", access.ErrPlace, p)
	}
	return host, port, nil
}

// admitAt says how the readers of a site are let in where all sites are served. Sites for everybody stay open.
func admitAt(mode *access.Mode, r access.Reach) endpoint.Admit {
	return func(m publish.Manifest) (access.Gate, error) {
		if !m.Restricted() {
			return nil, nil
		}
		return mode.Gate(m.Site, true, r)
	}
}

// mayListen refuses a host that others could reach if the archive has a site that is not for everybody and nothing says who
// is let in, before anything is built.
func mayListen(dir string, admit endpoint.Admit) error {
	a, err := archive.Open(dir)
	if err != nil {
		return err
	}
	defer a.Close()
	for _, s := range a.Rules.Policy.Sites {
		if _, err := admit(publish.Manifest{Site: s.Name, Online: !a.Rules.Policy.Restricted(s)}); err != nil {
			return err
		}
	}
	return nil
}

func listen(host string, port, n int) ([]net.Listener, error) {
	var all []net.Listener
	for i := range n {
		at := port
		if port != 0 {
			at += i
		}
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(at)))
		if err != nil {
			for _, open := range all {
				open.Close()
			}
			return nil, fmt.Errorf("port %d is taken or may not be used; choose another with --listen (%w)", at, err)
		}
		all = append(all, l)
	}
	return all, nil
}
