package publication

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"minutebook/internal/depot"
)

// readers read what is published again and again, whatever else happens: the pointer, the lists, every file.
type readers struct {
	n            int
	whole, moved atomic.Int64 // looks
	generations  sync.Map     // that were seen
	end          context.CancelFunc
	working      sync.WaitGroup
}

// read starts readers of something that is published already. check says whether files are of one build. What a reader began with may be
// replaced and removed before it is through; what is published still must not be.
func read(t *testing.T, n int, at func() *Place, check func(files map[string]string) error) *readers {
	t.Helper()
	ctx, end := context.WithCancel(context.Background())
	r := &readers{n: n, end: end}
	for range n {
		r.working.Go(func() {
			p, seen := at(), int64(0)
			for ; ctx.Err() == nil; time.Sleep(time.Millisecond) { // whom they look at must get on, too
				if err := r.look(p, &seen, check); err != nil {
					t.Errorf("a reader: %v", err)
					return
				}
			}
		})
	}
	t.Cleanup(r.stop)
	return r
}

// look does not stop half way: what breaks off would tell nothing.
func (r *readers) look(p *Place, seen *int64, check func(map[string]string) error) error {
	ctx := context.Background()
	ptr, err := p.Pointer(ctx)
	if err != nil {
		return err
	}
	if ptr.sequence() < *seen {
		return fmt.Errorf("generation %d after %d", ptr.sequence(), *seen)
	}
	*seen = ptr.sequence()
	files, err := all(ctx, p, *ptr.Now)
	if errors.Is(err, depot.ErrAbsent) {
		now, again := p.Pointer(ctx)
		if again == nil && same(now.Now, ptr.Now) {
			return fmt.Errorf("of generation %d, which is published, something is gone", ptr.sequence())
		}
		r.moved.Add(1)
		return again
	}
	if err == nil {
		err = check(files)
	}
	if err != nil {
		return fmt.Errorf("generation %d: %w", ptr.sequence(), err)
	}
	r.whole.Add(1)
	r.generations.Store(ptr.sequence(), true)
	return nil
}

func all(ctx context.Context, p *Place, g Generation) (map[string]string, error) {
	s, err := p.Snapshot(ctx, g, nil)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for name := range s.Files {
		data, err := s.Read(ctx, name)
		if err != nil {
			return nil, err
		}
		files[name] = string(data)
	}
	return files, nil
}

func (r *readers) stop() { r.end(); r.working.Wait() }

func (r *readers) String() string {
	generations := 0
	r.generations.Range(func(any, any) bool { generations++; return true })
	return fmt.Sprintf("%d looks of %d who read all the time: each saw one whole generation, %d different ones in all; %d more began anew, for what they read was replaced and removed before they were through",
		r.whole.Load(), r.n, generations, r.moved.Load())
}

func (r *readers) add(more *readers) {
	r.whole.Add(more.whole.Load())
	r.moved.Add(more.moved.Load())
	more.generations.Range(func(sequence, _ any) bool {
		r.generations.Store(fmt.Sprintf("%p %v", more, sequence), true)
		return true
	})
}
