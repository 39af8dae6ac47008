package main

import "testing"

func TestTheBoundOfMemoryGivesWay(t *testing.T) {
	for live, want := range map[uint64]int64{0: memoryBound, 590 << 20: memoryBound, 720 << 20: 960 << 20, 1400 << 20: 1856 << 20} {
		if got := boundOf(live); got != want {
			t.Errorf("%d MB in use: %d MB, not %d", live>>20, got>>20, want>>20)
		}
	}
}
