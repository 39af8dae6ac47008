package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"
)

// times are how long each run of something took, least first.
type times []time.Duration

// at is a percentile.
func (t times) at(percent float64) time.Duration {
	return t[min(len(t)-1, int(percent/100*float64(len(t))))]
}

// timed runs do so many times, after a few that do not count.
func timed(runs int, do func() error) (times, error) {
	return measure(budget{runs, time.Minute}, do)
}

// budget is how often something is run: so many times, or as often as fits into so long, but ten times at least.
type budget struct {
	runs    int
	longest time.Duration
}

const (
	warmUp    = 5
	leastRuns = 10
)

// measure runs the dos in turn, so that caches are as they are between different readers.
func measure(b budget, dos ...func() error) (times, error) {
	for i := range warmUp {
		if err := dos[i%len(dos)](); err != nil {
			return nil, err
		}
	}
	var all times
	for began := time.Now(); len(all) < b.runs && (len(all) < leastRuns || time.Since(began) < b.longest); {
		start := time.Now()
		err := dos[len(all)%len(dos)]()
		took := time.Since(start)
		if err != nil {
			return nil, err
		}
		all = append(all, took)
	}
	sortTimes(all)
	return all, nil
}

func sortTimes(all times) { slices.Sort(all) }

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// figure writes a number with three digits that mean something.
func figure[N int | float64](n N) string {
	f := float64(n)
	switch {
	case f >= 100:
		return fmt.Sprintf("%.0f", f)
	case f >= 10:
		return fmt.Sprintf("%.1f", f)
	case f >= 1:
		return fmt.Sprintf("%.2f", f)
	}
	return fmt.Sprintf("%.3f", f)
}

// row writes a figure, its bound, and whether it is reached.
func row(w io.Writer, what string, value float64, unit string, bound float64) {
	fmt.Fprintf(w, "| %s | %s %s | %s %s | %s |\n", what, figure(value), unit, figure(bound), unit, verdict(value, bound))
}

func verdict[N cmp.Ordered](value, bound N) string {
	if value <= bound {
		return "reached"
	}
	return "**missed**"
}
