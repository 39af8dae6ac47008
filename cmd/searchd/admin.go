package main

import (
	"fmt"
	"net"
	"net/http"
	"sync/atomic"

	"minutebook/internal/access"
	"minutebook/internal/endpoint"
	"minutebook/internal/metrics"
)

// admin answers operators, on a port of its own:
//
//	GET /metrics   for Prometheus
//	GET /readyz    200 while requests should be sent here: the index is open and warm, the site is not closed, nobody asked us to stop;
//	               with the generation that is served, where the site was published, and why a newer one could not be fetched
//	GET /livez     200 as long as the process answers
//
// It asks nobody who they are, and tells nothing that a reader may not know; but it is for operators alone.
type admin struct {
	*metrics.Metrics
	site      atomic.Pointer[endpoint.Follower]
	published atomic.Pointer[published] // nil where the site is a folder that a build wrote
	stopping  atomic.Bool
	server    *http.Server // nil where nobody asked for it
}

func newAdmin() *admin { return &admin{Metrics: metrics.New()} }

// listen begins to answer at HOST:PORT; "" is nowhere.
func (a *admin) listen(at string) error {
	if at == "" {
		return nil
	}
	if _, _, err := net.SplitHostPort(at); err != nil {
		return fmt.Errorf("%w: --admin takes HOST:PORT, such as 127.0.0.1:9090", access.ErrPlace)
	}
	l, err := net.Listen("tcp", at)
	if err != nil {
		return fmt.Errorf("cannot listen on %s for --admin: %w", at, err)
	}
	a.server = endpoint.Server(at, a.handler())
	go func() { _ = a.server.Serve(l) }() // ends when it is closed
	return nil
}

func (a *admin) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.Handler())
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, r *http.Request) { say(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if why := a.unready(); why != "" {
			say(w, http.StatusServiceUnavailable, why)
			return
		}
		say(w, http.StatusOK, "ok"+a.generation())
	})
	return mux
}

// unready is why no requests should be sent here; "" where they should.
func (a *admin) unready() string {
	site := a.site.Load()
	switch {
	case a.stopping.Load():
		return "stopping"
	case site == nil:
		return "starting"
	case site.Stats().Generation == "":
		return "closed"
	}
	return ""
}

func say(w http.ResponseWriter, status int, word string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, word) // whoever asked may have left
}

// close ends it, without waiting for anybody.
func (a *admin) close() error {
	if a.server == nil {
		return nil
	}
	return a.server.Close()
}
