package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"
)

// times are how long each run of something took, by round.
type times [][]time.Duration

// median is that of the quietest round: whatever else the machine does only adds to it.
func (t times) median() time.Duration {
	least := percentile(t[0], 50)
	for _, round := range t[1:] {
		least = min(least, percentile(round, 50))
	}
	return least
}

// at is a percentile of all runs.
func (t times) at(percent float64) time.Duration { return percentile(slices.Concat(t...), percent) }

func percentile(all []time.Duration, percent float64) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)-1, int(percent/100*float64(len(all))))]
}

const (
	warmUp = 5
	rounds = 10
)

// race runs what each of several does, in rounds, so that all of them meet the same weather; within a round each has
// several runs on end, as a program that does nothing else. A racer runs so many times, or as often as fits into so
// long, but once a round at least. What it does is done in turn, so that caches are as they are between different
// readers, and each round does the same.
func race(runs int, longest time.Duration, racers ...[]func() error) ([]times, error) {
	all := make([]times, len(racers))
	for _, dos := range racers {
		for n := range warmUp {
			if err := dos[n%len(dos)](); err != nil {
				return nil, err
			}
		}
	}
	for range rounds {
		for i, dos := range racers {
			lap, err := lap(max(1, runs/rounds), longest/rounds, dos)
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], lap)
		}
	}
	return all, nil
}

func lap(runs int, longest time.Duration, dos []func() error) ([]time.Duration, error) {
	all := make([]time.Duration, 0, runs)
	for began := time.Now(); len(all) < runs && (len(all) == 0 || time.Since(began) < longest); {
		start := time.Now()
		err := dos[len(all)%len(dos)]()
		all = append(all, time.Since(start))
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

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
