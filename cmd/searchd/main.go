// Command searchd serves one site that minutebook built, and the search over it. One process serves one
// site; it reads the site's folder and never writes.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"minutebook/internal/access"
	"minutebook/internal/depot"
	"minutebook/internal/endpoint"
	"minutebook/internal/publish"
	"minutebook/internal/throttle"
)

// Exit statuses, as README.md lists them.
const (
	done        = 0
	atFault     = 1 // the folder, or a file that says who is let in
	wrongUsage  = 2
	machineFail = 3
)

// patience is how long requests may go on after a signal to stop.
const patience = 10 * time.Second

type options struct {
	Site   string `required:"" help:"Folder of one built site, such as out/public; or where minutebook publish put one: a folder, or s3://BUCKET/PREFIX/NAME." placeholder:"DIR/NAME"`
	Listen string `help:"Where to listen, HOST:PORT or unix:PATH; port 0 takes any that is free." default:"127.0.0.1:8080" placeholder:"ADDR"`

	Published publishedOptions `embed:"" group:"Sites that were published (docs/publishing.md):"`

	Admin string        `help:"Where to answer operators with /metrics, /readyz and /livez, HOST:PORT; nowhere by default. Keep it off the public net." placeholder:"ADDR"`
	Drain time.Duration `help:"How long to go on after a signal to stop, with /readyz down, so that whoever sends requests notices." default:"0s" placeholder:"DURATION"`

	Throttle throttle.Options `embed:"" group:"What one client may ask for:"`
	Access   access.Options   `embed:"" group:"Access to restricted sites (docs/hosting):"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program, for tests as well.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var o options
	left := -1
	p, err := kong.New(&o, kong.Name("searchd"), kong.Writers(stdout, stderr), kong.Exit(func(code int) { left = code }),
		kong.Description("Serves one built site and its search. Everything it logs is JSON on the standard error."))
	if err == nil {
		_, err = p.Parse(args)
	}
	if left >= 0 {
		return left
	}
	if err != nil {
		fmt.Fprintf(stderr, "searchd: %v; see searchd --help\n", err)
		return wrongUsage
	}
	o.Access.Secret = os.Getenv(access.SecretVariable)
	if err := o.serve(ctx, stdout, slog.New(slog.NewJSONHandler(stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))); err != nil {
		fmt.Fprintf(stderr, "searchd: %v\n", err)
		return status(err)
	}
	return done
}

func status(err error) int {
	switch {
	case errors.Is(err, access.ErrPlace), errors.Is(err, access.ErrUsage), errors.Is(err, throttle.ErrUsage), errors.Is(err, depot.ErrUsage), errors.Is(err, errUsage):
		return wrongUsage
	case isAtFault(err), errors.Is(err, endpoint.ErrFolder), errors.Is(err, access.ErrFile):
		return atFault
	}
	return machineFail
}

// serve opens the site and its ports, and answers requests until ctx ends.
func (o options) serve(ctx context.Context, stdout io.Writer, log *slog.Logger) (err error) {
	mode, err := o.Access.Mode(log)
	if err != nil {
		return err
	}
	clients, err := o.Throttle.Clients()
	if err != nil {
		return err
	}
	operators := newAdmin()
	if err := operators.listen(o.Admin); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, operators.close()) }()
	copy, err := o.replica(ctx, log)
	if err != nil {
		return unless(ctx.Err() != nil, err)
	}
	if copy != nil {
		o.Site = copy.Dir()
	}
	l, err := o.listen(mode)
	if err != nil {
		return err
	}
	defer l.Close()
	searches := endpoint.NewSearches()
	s, err := endpoint.Follow(ctx, o.Site, endpoint.Options{Admit: admit(mode, access.ReachOf(l)), Log: log, Searches: searches, Clients: clients, Answered: operators.Answered})
	if err != nil {
		return unless(ctx.Err() != nil, err)
	}
	defer s.Close()
	operators.Watch(s, searches, clients)
	server := endpoint.Server(l.Addr().String(), s)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	operators.site.Store(s)
	if copy != nil {
		defer follow(ctx, copy, s)()
		operators.published.Store(copy)
	}
	fmt.Fprintln(stdout, addressOf(l))
	site := s.Manifest()
	log.Info("serving", "site", site.Site, "clearance", site.Clearance, "generation", s.Stats().Generation)
	return o.goOn(ctx, server, failed, operators, log)
}

// goOn lets the server answer until ctx ends or it fails; then requests should no longer come, and those under way end.
func (o options) goOn(ctx context.Context, server *http.Server, failed <-chan error, operators *admin, log *slog.Logger) error {
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	operators.stopping.Store(true)
	time.Sleep(o.Drain)
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := server.Shutdown(late); err != nil {
		return errors.Join(fmt.Errorf("some requests were cut off: %w", err), server.Close())
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// unless is an error but where it does not matter: whoever was asked to stop before it began has nothing to tell.
func unless(stopped bool, err error) error {
	if stopped {
		return nil
	}
	return err
}

// admit says how the readers of whatever build stands in the folder are let in where searchd listens.
func admit(mode *access.Mode, r access.Reach) endpoint.Admit {
	return func(m publish.Manifest) (access.Gate, error) { return mode.Gate(m.Site, m.Restricted(), r) }
}

// listen opens the port or the socket, if the site may be served there.
func (o options) listen(mode *access.Mode) (net.Listener, error) {
	place, err := access.ParsePlace(o.Listen)
	if err != nil {
		return nil, err
	}
	site, err := endpoint.Look(o.Site)
	if err != nil {
		return nil, err
	}
	if _, err := admit(mode, place.Reach())(site); err != nil {
		return nil, err
	}
	return place.Listen()
}

func addressOf(l net.Listener) string {
	if l.Addr().Network() == "unix" {
		return "unix:" + l.Addr().String()
	}
	return "http://" + l.Addr().String() + "/"
}
