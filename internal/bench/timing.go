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
	all, err := race(runs, time.Minute, []func() error{do})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

const (
	warmUp = 5
	rounds = 10
)

// race runs what each of several does, in rounds, so that all of them meet the same weather; within a round each has
// several runs on end, as a program that does nothing else. A racer runs so many times, or as often as fits into so
// long, but once a round at least. What it does is done in turn, so that caches are as they are between different readers.
func race(runs int, longest time.Duration, racers ...[]func() error) ([]times, error) {
	all := make([]times, len(racers))
	for i, dos := range racers {
		for n := range warmUp {
			if err := dos[n%len(dos)](); err != nil {
				return nil, err
			}
		}
		all[i] = make(times, 0, runs)
	}
	for range rounds {
		for i, dos := range racers {
			if err := lap(&all[i], max(1, runs/rounds), longest/rounds, dos); err != nil {
				return nil, err
			}
		}
	}
	for _, t := range all {
		sortTimes(t)
	}
	return all, nil
}

func lap(t *times, runs int, longest time.Duration, dos []func() error) error {
	began := time.Now()
	for n := 0; n < runs && (n == 0 || time.Since(began) < longest); n++ {
		start := time.Now()
		err := dos[len(*t)%len(dos)]()
		*t = append(*t, time.Since(start))
		if err != nil {
			return err
		}
	}
	return nil
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
