package depottest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// Wire is a server before a store, whose connections go wrong as Next says; Next is asked once for each request, by one goroutine at a
// time, and named the method and the path. What goes wrong are the bytes on the wire: the client is the one that programs use.
type Wire struct {
	Addr string // HOST:PORT
	Next func(request string) Fault

	store string
	mu    sync.Mutex
	late  sync.WaitGroup
}

// NewWire begins without faults.
func NewWire(t testing.TB, store *Store) *Wire {
	w := &Wire{store: store.Addr}
	s := httptest.NewServer(w)
	t.Cleanup(func() { s.Close(); w.Wait() })
	w.Addr = strings.TrimPrefix(s.URL, "http://")
	return w
}

// Wait is until nothing is on its way any more.
func (w *Wire) Wait() { w.late.Wait() }

func (w *Wire) next(request string) Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.Next == nil {
		return None
	}
	return w.Next(request)
}

func (w *Wire) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	fault := w.next(r.Method + " " + r.URL.Path)
	switch fault {
	case Busy:
		to.Header().Set("Content-Type", "application/xml")
		to.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(to, `<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>injected</Message></Error>`)
		return
	case Late:
		q := r.Clone(context.WithoutCancel(r.Context()))
		w.late.Go(func() {
			time.Sleep(late)
			_, _, _ = w.ask(q, body)
		})
		time.Sleep(slow)
		hangUp(to)
		return
	case Slow:
		time.Sleep(slow)
	}
	answer, text, err := w.ask(r, body)
	if err != nil || fault == Lost {
		hangUp(to)
		return
	}
	spoil(to, answer, text, fault, r.Method == http.MethodHead)
}

// ask passes a request on as it is: it is signed for the name of this server.
func (w *Wire) ask(r *http.Request, body []byte) (*http.Response, []byte, error) {
	q := r.Clone(r.Context())
	q.RequestURI, q.URL.Scheme, q.URL.Host, q.Host = "", "http", w.store, r.Host
	q.Body, q.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	answer, err := http.DefaultTransport.RoundTrip(q)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer, text, err
}

// spoil passes an answer on. Of an error it passes all on.
func spoil(to http.ResponseWriter, answer *http.Response, text []byte, fault Fault, head bool) {
	maps.Copy(to.Header(), answer.Header)
	if answer.StatusCode >= http.StatusMultipleChoices || head || len(text) == 0 {
		fault = None
	}
	switch fault {
	case Cut:
		text = text[:len(text)/2]
	case Lie:
		text[len(text)/2] ^= 1
	}
	if !head {
		to.Header().Set("Content-Length", fmt.Sprint(len(text)))
	}
	to.WriteHeader(answer.StatusCode)
	if fault == Short {
		_, _ = to.Write(text[:len(text)/2])
		hangUp(to)
		return
	}
	_, _ = to.Write(text)
}

// hangUp breaks the connection.
func hangUp(to http.ResponseWriter) {
	if f, ok := to.(http.Flusher); ok && to.Header().Get("Content-Length") != "" {
		f.Flush()
	}
	panic(http.ErrAbortHandler)
}
