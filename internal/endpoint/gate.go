package endpoint

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// Searches bounds how many searches run at once; more would only make each of them slower. The builds of one site share it.
type Searches struct {
	turns   chan struct{}
	refused atomic.Int64
}

// maxWait is how long a search waits for its turn.
const maxWait = 250 * time.Millisecond

// perProcessor is how many searches run at once for each processor.
const perProcessor = 4

// NewSearches is the bound for this machine. It may be used from several goroutines at once.
func NewSearches() *Searches {
	return &Searches{turns: make(chan struct{}, perProcessor*runtime.GOMAXPROCS(0))}
}

// Running is how many run now.
func (s *Searches) Running() int { return len(s.turns) }

// Refused is how many found no turn since the start.
func (s *Searches) Refused() int64 { return s.refused.Load() }

// enter waits for a turn. ok is false when there was none in time; leave must be called otherwise.
func (s *Searches) enter(ctx context.Context) (leave func(), ok bool) {
	ctx, stop := context.WithTimeout(ctx, maxWait)
	defer stop()
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }, true
	case <-ctx.Done():
		s.refused.Add(1)
		return nil, false
	}
}
