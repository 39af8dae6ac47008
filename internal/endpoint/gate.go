package endpoint

import (
	"context"
	"runtime"
	"time"
)

// gate bounds how many searches run at once; more would only make each of them slower.
type gate chan struct{}

// maxWait is how long a search waits for its turn.
const maxWait = 250 * time.Millisecond

func newGate() gate { return make(gate, 4*runtime.GOMAXPROCS(0)) }

// enter waits for a turn. ok is false when there was none in time; leave must be called otherwise.
func (g gate) enter(ctx context.Context) (leave func(), ok bool) {
	ctx, stop := context.WithTimeout(ctx, maxWait)
	defer stop()
	select {
	case g <- struct{}{}:
		return func() { <-g }, true
	case <-ctx.Done():
		return nil, false
	}
}
