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

	"minutebook/internal/endpoint"
	"minutebook/internal/publish"
)

// Exit statuses, as README.md lists them.
const (
	done        = 0
	atFault     = 1 // the folder
	wrongUsage  = 2
	machineFail = 3
)

// patience is how long requests may go on after a signal to stop.
const patience = 10 * time.Second

type options struct {
	Site   string `required:"" help:"Folder of one built site, such as out/public." placeholder:"DIR/NAME"`
	Listen string `help:"Where to listen; port 0 takes any that is free." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
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
	if err := o.serve(ctx, stdout, slog.New(slog.NewJSONHandler(stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))); err != nil {
		fmt.Fprintf(stderr, "searchd: %v\n", err)
		return status(err)
	}
	return done
}

func status(err error) int {
	switch {
	case errors.Is(err, errAddress):
		return wrongUsage
	case errors.Is(err, endpoint.ErrFolder):
		return atFault
	}
	return machineFail
}

// serve answers requests until ctx ends, then waits for those under way.
func (o options) serve(ctx context.Context, stdout io.Writer, log *slog.Logger) error {
	var l net.Listener
	s, err := endpoint.Follow(o.Site, func(m publish.Manifest) error { return mayServe(m, l) }, log)
	if err != nil {
		return err
	}
	defer s.Close()
	site := s.Manifest()
	if l, err = listen(o.Listen, site.Restricted()); err != nil {
		return err
	}
	server := endpoint.Server(l.Addr().String(), s)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	fmt.Fprintf(stdout, "http://%s/\n", l.Addr())
	log.Info("serving", "site", site.Site, "clearance", site.Clearance)
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
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

// mayServe refuses a build that is restricted, where the one before was not, at a port that others can reach.
func mayServe(m publish.Manifest, l net.Listener) error {
	if l == nil || !m.Restricted() {
		return nil
	}
	if at, ok := l.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
		return fmt.Errorf("%w: site %s is restricted now; start searchd on 127.0.0.1", errAddress, m.Site)
	}
	return nil
}

// errAddress is the cause when searchd is told to listen where it must not or cannot.
var errAddress = errors.New("wrong address")

// listen opens the port. A restricted site is served to this machine only, for whoever can reach searchd
// can read it.
func listen(address string, restricted bool) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("%w: --listen takes HOST:PORT, such as 127.0.0.1:8080", errAddress)
	}
	if ip := net.ParseIP(host); restricted && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("%w: this site is restricted and %q can be reached from other machines; use 127.0.0.1", errAddress, host)
	}
	l, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s is taken by another program; choose another with --listen, or 0 for any that is free", port)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on %s: %w", address, err)
	}
	if at, ok := l.Addr().(*net.TCPAddr); restricted && (!ok || !at.IP.IsLoopback()) {
		return nil, errors.Join(fmt.Errorf("%w: this site is restricted and %q leads to other machines; use 127.0.0.1", errAddress, host), l.Close())
	}
	return l, nil
}
