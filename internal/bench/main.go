// Command bench measures what a build costs and writes it as a page: the share of each stage, how each
// stage grows with the archive, how linking does by itself, and what searchd weighs. Times are the processor's, so that
// other work of the machine does not count, and what is compared are ratios within one run.
//
// Each section can be measured alone, in its place on the page.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"minutebook/index"
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

// sections are the sections of the page, in order. Each writes below its title.
var sections = []struct {
	name, title string
	write       func(w io.Writer, dir, searchd string) error
}{
	{"build", "A build of every site, from `minutebook synth`", builds},
	{"linking", "Linking", linking},
	{"searchd", "searchd", server},
}

func main() {
	out := flag.String("out", "", "file to write, in Markdown; standard output as well")
	only := flag.String("only", "", "the one section to measure: build, linking or searchd; the rest of the file stays")
	searchd := flag.String("searchd", "bin/searchd", "the binary to weigh")
	flag.Parse()
	if err := run(*out, *only, *searchd); err != nil {
		log.Fatal(err)
	}
}

func run(out, only, searchd string) error {
	p, err := open(out, only)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "minutebook-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	measured := 0
	for _, s := range sections {
		if only != "" && s.name != only {
			continue
		}
		var text bytes.Buffer
		fmt.Printf("## %s\n\n", s.title)
		if err := s.write(io.MultiWriter(os.Stdout, &text), dir, searchd); err != nil {
			return err
		}
		fmt.Println()
		p[s.title] = text.String()
		measured++
	}
	if measured == 0 {
		return fmt.Errorf("there is no section %s", only)
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, p.bytes(), 0o644)
}

// builds builds made-up archives of each size for every site.
func builds(w io.Writer, dir, _ string) error {
	var runs []map[string]time.Duration
	for _, n := range sizes {
		archive := filepath.Join(dir, fmt.Sprint(n))
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

// server weighs searchd and opens the index of the demo archive.
func server(w io.Writer, dir, searchd string) error {
	info, err := os.Stat(searchd)
	if err != nil {
		return fmt.Errorf("%w; make build first", err)
	}
	out := filepath.Join(dir, "demo")
	res, err := build.Run(context.Background(), build.Options{Archive: ".", Out: out})
	if err != nil {
		return err
	}
	var took []time.Duration
	for range 21 {
		began := time.Now()
		x, err := index.Open(filepath.Join(res.Sites[len(res.Sites)-1].Dir, "index"))
		if err != nil {
			return err
		}
		took = append(took, time.Since(began))
		x.Close()
	}
	slices.Sort(took)
	fmt.Fprintf(w, "| what | figure | bound |\n|---|--:|--:|\n| binary | %.1f MB | 25 MB |\n| opening the demo index, median of %d | %.1f ms | 50 ms |\n",
		float64(info.Size())/1e6, len(took), float64(took[len(took)/2].Microseconds())/1000)
	return nil
}
