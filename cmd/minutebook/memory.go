package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Most of what a build asks for is done with at once, so to clear it away costs little where it is done seldom.
const (
	garbage     = 200       // per cent of what is in use
	memoryBound = 800 << 20 // bytes, beyond which it is cleared away more often; files of an index that are mapped come on top
)

// boundMemory sets how memory is kept, unless GOGC or GOMEMLIMIT say so.
func boundMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryBound)
		go giveWay()
	}
}

// giveWay moves the bound, once a second, to what is in use: an archive of which more is in use than the bound would be cleared away without end.
func giveWay() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	bound := int64(memoryBound)
	for range time.Tick(time.Second) {
		metrics.Read(live)
		if next := boundOf(live[0].Value.Uint64()); next != bound {
			bound = next
			debug.SetMemoryLimit(bound)
		}
	}
}

// boundOf leaves a third as much again as is in use, in steps of 64 MB.
func boundOf(live uint64) int64 {
	const step = 64 << 20
	return max(memoryBound, int64(live+live/3)/step*step)
}
