package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"minutebook/internal/build"
	"minutebook/internal/progress"
	"minutebook/internal/synth"
)

// sizes are the archives that are built, in meetings; each is twice the one before.
var sizes = []int{250, 500, 1000}

// stages are the stages of a build, in order, and whether they belong to parse, edition and link.
var stages = []struct {
	name, what string
	reading    bool
}{
	{"read", "read and parse", true},
	{"edition", "edition and link", true},
	{"pages", "pages", false},
	{"index", "index", false},
	{"audit", "audit", false},
}

// builds builds made-up archives of each size for every site.
func builds(w io.Writer, r *run) error {
	var runs []map[string]time.Duration
	for _, n := range sizes {
		archive := filepath.Join(r.dir, fmt.Sprint(n))
		if err := synth.Write(archive, n, 1, nil); err != nil {
			return err
		}
		p := progress.New(io.Discard)
		if _, err := build.Run(context.Background(), build.Options{Archive: archive, Out: filepath.Join(archive, "out"), Progress: p}); err != nil {
			return err
		}
		runs = append(runs, sum(p.Timings()))
		if err := os.RemoveAll(archive); err != nil {
			return err
		}
	}
	table(w, runs)
	return nil
}

// sum adds up the stages of all sites: "members pages" counts as "pages".
func sum(timings []progress.Timing) map[string]time.Duration {
	by := map[string]time.Duration{}
	for _, t := range timings {
		fields := strings.Fields(t.Stage)
		by[fields[len(fields)-1]] += t.CPU
	}
	return by
}

func table(w io.Writer, runs []map[string]time.Duration) {
	last := runs[len(runs)-1]
	whole, reading := total(last), time.Duration(0)
	fmt.Fprintf(w, "| stage | CPU seconds at %d meetings | share | growth per doubling |\n|---|--:|--:|---|\n", sizes[len(sizes)-1])
	for _, s := range stages {
		if s.reading {
			reading += last[s.name]
		}
		fmt.Fprintf(w, "| %s | %.2f | %.1f %% | %s |\n", s.what, last[s.name].Seconds(), percent(last[s.name], whole), growth(runs, s.name))
	}
	fmt.Fprintf(w, "| whole | %.2f | 100 %% | |\n\n", whole.Seconds())
	fmt.Fprintf(w, "Parse, edition and link together: **%.1f %%** of the whole build (to be under 10 %%). Growth is the time at %d and at %d meetings over the time at half as many; 2 is linear.\n",
		percent(reading, whole), sizes[1], sizes[2])
}

func total(run map[string]time.Duration) time.Duration {
	var all time.Duration
	for _, d := range run {
		all += d
	}
	return all
}

func percent(part, whole time.Duration) float64 { return 100 * float64(part) / float64(whole) }

func growth(runs []map[string]time.Duration, stage string) string {
	var all []string
	for i := 1; i < len(runs); i++ {
		all = append(all, fmt.Sprintf("%.2f", float64(runs[i][stage])/float64(runs[i-1][stage])))
	}
	return strings.Join(all, ", ")
}
