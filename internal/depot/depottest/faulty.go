package depottest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"sync"
	"time"

	"minutebook/internal/depot"
)

// Fault is what goes wrong with one request.
type Fault int

const (
	None  Fault = iota
	Busy        // 503: nothing was done
	Lost        // it was done, and the answer did not come
	Short       // the body breaks off, and says so
	Cut         // the body breaks off, and does not say so
	Lie         // a byte of the body is another
	Slow        // it takes a while
	Late        // no answer came in time, and later it was done
)

// Faulty is a depot whose requests go wrong as Next says; Next is asked once for each, by one goroutine at a time.
type Faulty struct {
	depot.Depot
	Next func(request string) Fault
	mu   sync.Mutex
	late sync.WaitGroup
}

const (
	slow = 20 * time.Millisecond // takes Slow
	late = 60 * time.Millisecond // is after Late what was asked for
)

func (f *Faulty) next(request string) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Next(request)
}

// before is what goes wrong before anything is done.
func (f *Faulty) before(fault Fault) error {
	switch fault {
	case Busy:
		return fmt.Errorf("%w (injected: 503)", depot.ErrUnavailable)
	case Late:
		return fmt.Errorf("%w (injected: no answer in time)", depot.ErrUnavailable)
	case Slow:
		time.Sleep(slow)
	}
	return nil
}

// later does something when nobody waits for it any more.
func (f *Faulty) later(do func()) { f.late.Go(func() { time.Sleep(late); do() }) }

// Wait is until nothing is on its way any more.
func (f *Faulty) Wait() { f.late.Wait() }

func after(fault Fault, err error) error {
	if err == nil && fault == Lost {
		return fmt.Errorf("%w (injected: the answer was lost)", depot.ErrUnavailable)
	}
	return err
}

func (f *Faulty) Get(ctx context.Context, name string) (io.ReadCloser, depot.Tag, error) {
	fault := f.next("get " + name)
	if err := f.before(fault); err != nil {
		return nil, "", err
	}
	body, tag, err := f.Depot.Get(ctx, name)
	if err != nil || fault == None {
		return body, tag, err
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, "", err
	}
	return io.NopCloser(spoilt(data, fault)), tag, after(fault, nil)
}

func spoilt(data []byte, fault Fault) io.Reader {
	switch half := bytes.NewReader(data[:len(data)/2]); fault {
	case Short:
		return io.MultiReader(half, broken{})
	case Cut:
		return half
	case Lie:
		data = bytes.Clone(data)
		if len(data) > 0 {
			data[len(data)/2] ^= 1
		}
	}
	return bytes.NewReader(data)
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func (f *Faulty) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o depot.Put) (depot.Tag, error) {
	fault := f.next("put " + name)
	if fault == Late {
		data, err := io.ReadAll(body)
		if err != nil {
			return "", err
		}
		f.later(func() { _, _ = f.Depot.Put(context.WithoutCancel(ctx), name, bytes.NewReader(data), size, o) })
	}
	if err := f.before(fault); err != nil {
		return "", err
	}
	tag, err := f.Depot.Put(ctx, name, body, size, o)
	return tag, after(fault, err)
}

func (f *Faulty) List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		fault := f.next("list " + prefix)
		if err := f.before(fault); err != nil {
			yield("", err)
			return
		}
		for name, err := range f.Depot.List(ctx, prefix, shallow) {
			if !yield(name, err) {
				return
			}
		}
		if err := after(fault, nil); err != nil {
			yield("", err)
		}
	}
}

func (f *Faulty) Delete(ctx context.Context, names ...string) error {
	fault := f.next("delete")
	if fault == Late {
		names := slices.Clone(names)
		f.later(func() { _ = f.Depot.Delete(context.WithoutCancel(ctx), names...) })
	}
	if err := f.before(fault); err != nil {
		return err
	}
	return after(fault, f.Depot.Delete(ctx, names...))
}
