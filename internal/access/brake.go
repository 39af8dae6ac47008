package access

import (
	"hash/maphash"
	"runtime"
	"time"

	"golang.org/x/time/rate"
)

// How many wrong passwords there may be, for one name and in all, before the next reader must wait. Readers whose
// password was found right before are not held up by any of this.
const (
	namePerSecond, nameAtOnce = 0.1, 10
	allPerSecond, allAtOnce   = 2, 60
	longestWait               = 5 * time.Second
)

// brake bounds the work that guessing makes: at most half of the processors at a time, and on average a few passwords a
// second. Names share places by a hash that nobody can foresee, so what is remembered of them is bounded too, and is the
// same for those that exist and those that do not.
type brake struct {
	turns chan struct{}
	seed  maphash.Seed
	names [1024]*rate.Limiter
	all   *rate.Limiter
}

func newBrake() *brake {
	b := &brake{turns: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)), seed: maphash.MakeSeed(), all: rate.NewLimiter(allPerSecond, allAtOnce)}
	for i := range b.names {
		b.names[i] = rate.NewLimiter(namePerSecond, nameAtOnce)
	}
	return b
}

func (b *brake) of(name string) *rate.Limiter {
	return b.names[maphash.String(b.seed, name)%uint64(len(b.names))]
}

// enter waits for a turn. ok is false when there was none in time, or when there were too many failures before; leave must
// be called otherwise.
func (b *brake) enter(name string) (leave func(), ok bool) {
	if !b.left(name) {
		return nil, false
	}
	select {
	case b.turns <- struct{}{}:
	case <-time.After(longestWait):
		return nil, false
	}
	if !b.left(name) {
		<-b.turns
		return nil, false
	}
	return func() { <-b.turns }, true
}

func (b *brake) left(name string) bool { return b.of(name).Tokens() >= 1 && b.all.Tokens() >= 1 }

func (b *brake) failed(name string) {
	b.of(name).Allow()
	b.all.Allow()
}
