package endpoint

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"time"

	"minutebook/internal/hosting"
)

// watched puts the headers of the site on every answer, turns away whom the gate does and who asks too often, logs it, and
// keeps a panic from ending the process.
type watched struct {
	site   Site
	files  *files
	next   http.Handler // everything
	gated  http.Handler // the same behind the gate
	panics atomic.Int64
}

func (h *watched) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	for _, header := range hosting.Headers(h.site.Restricted) {
		w.Header().Set(header.Name, header.Value)
	}
	a := &noted{ResponseWriter: w}
	route := routeOf(h.site.Base, r)
	defer func() {
		if p := recover(); p != nil {
			h.panicked(a, p)
		}
		if a.status == 0 && gaveUp(r) {
			return // the next build answers
		}
		took := time.Since(began)
		if h.site.Answered != nil {
			h.site.Answered(Answer{route, a.status, took})
		}
		h.site.Log.LogAttrs(r.Context(), slog.LevelDebug, "answered", slog.String("site", h.site.Name),
			slog.String("method", method(r)), slog.String("route", route), slog.Int("status", a.status),
			slog.Int64("bytes", a.bytes), slog.Duration("took", took))
	}()
	if route == "health" && !refusedMethod(r) { // whether the program lives is no secret
		h.next.ServeHTTP(a, r)
		return
	}
	if seconds, ok := h.site.Clients.Allow(r); !ok {
		tooOften(a, seconds)
		return
	}
	h.gated.ServeHTTP(a, r)
}

// tooOften answers alike whatever was asked for: it stands before the gate.
func tooOften(w http.ResponseWriter, seconds int) {
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
	plain(w, http.StatusTooManyRequests, "Too many requests. Try again in a moment.")
}

// panicked logs the kind of the panic and where, not its words: they may hold what a reader typed.
func (h *watched) panicked(a *noted, p any) {
	if p == http.ErrAbortHandler {
		panic(p)
	}
	h.site.Log.Error("a defect of this program", "site", h.site.Name, "kind", fmt.Sprintf("%T", p),
		"count", h.panics.Add(1), "stack", string(debug.Stack()))
	if a.status == 0 {
		plain(a, http.StatusServiceUnavailable, h.site.Words.Say("refused.unmade"))
	}
}

// method names a request's method; one that nobody knows is not repeated in a log.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// noted notes what was answered.
type noted struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (a *noted) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *noted) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (a *noted) Unwrap() http.ResponseWriter { return a.ResponseWriter }
