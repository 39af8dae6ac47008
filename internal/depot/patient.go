package depot

import (
	"context"
	"errors"
	"io"
	"iter"
	"math/rand/v2"
	"time"
)

// Pauses between attempts double from the first to the longest.
type Pauses struct {
	First, Longest time.Duration
	Attempts       int
}

// Usual is about ten seconds in all.
var Usual = Pauses{First: 100 * time.Millisecond, Longest: 3 * time.Second, Attempts: 7}

// patient tries again what may succeed later.
type patient struct {
	Depot
	pauses Pauses
}

// Patient is the same depot, which tries again while the store is unavailable, so many times. A put on a condition may say ErrChanged
// though it was done: the first attempt did it, and its answer was lost. What breaks off while it is read is not read again.
func Patient(d Depot, p Pauses) Depot { return patient{d, p} }

func (p patient) try(ctx context.Context, f func() error) error {
	pause := p.pauses.First
	for left := p.pauses.Attempts; ; left-- {
		err := f()
		if !errors.Is(err, ErrUnavailable) || left <= 1 || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(pause/2 + rand.N(pause/2+1)):
		}
		pause = min(2*pause, p.pauses.Longest)
	}
}

func (p patient) Get(ctx context.Context, name string) (body io.ReadCloser, tag Tag, err error) {
	err = p.try(ctx, func() error {
		body, tag, err = p.Depot.Get(ctx, name)
		return err
	})
	return body, tag, err
}

func (p patient) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o Put) (tag Tag, err error) {
	err = p.try(ctx, func() error {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return err
		}
		tag, err = p.Depot.Put(ctx, name, body, size, o)
		return err
	})
	return tag, err
}

// List gathers before it gives: an attempt that fails has given nothing.
func (p patient) List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var all []string
		err := p.try(ctx, func() error {
			all = all[:0]
			for name, err := range p.Depot.List(ctx, prefix, shallow) {
				if err != nil {
					return err
				}
				all = append(all, name)
			}
			return nil
		})
		for _, name := range all {
			if err == nil && !yield(name, nil) {
				return
			}
		}
		if err != nil {
			yield("", err)
		}
	}
}

func (p patient) Delete(ctx context.Context, names ...string) error {
	return p.try(ctx, func() error { return p.Depot.Delete(ctx, names...) })
}

// Anonymous is that of the depot.
func (p patient) Anonymous() Depot {
	if a := anonymous(p.Depot); a != nil {
		return patient{a, p.pauses}
	}
	return nil
}
