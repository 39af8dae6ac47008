package endpoint

import (
	"io"
	"log"
	"net/http"
	"time"
)

// Server is an http.Server for a handler, with bounds on what a slow or greedy client can take. Its own
// log is silent, for it repeats what clients send.
func Server(addr string, h http.Handler) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
}
