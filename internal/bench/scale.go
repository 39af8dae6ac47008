package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// fullest is the site that is compared: it reads most of an archive.
const fullest = "members"

// ends are the bounds for builds, with H the time of the stock Hugo for the same pages.
const (
	boundOfHugo    = 1.2  // times H, at the first size
	boundOfGrowth  = 5.5  // times the first size, at the last: five times as many
	boundOfMemory  = 1000 // MB
	boundOfPeaks   = 1.6  // times the first size's, at the last
	boundOfAdding  = 1.0  // % of the whole build
	boundOfNothing = 0.3  // %
	boundOfServing = 300  // ms
)

// sizeList is a flag: numbers with commas.
type sizeList []int

func (l *sizeList) String() string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint([]int(*l)), " ", ","), "[]")
}

func (l *sizeList) Set(text string) error {
	*l = nil
	for _, field := range strings.Split(text, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 2*heldBack {
			return fmt.Errorf("%q is no number of meetings", field)
		}
		*l = append(*l, n)
	}
	return nil
}

// scaled is what one size came to.
type scaled struct {
	meetings int
	whole    map[string]spent // by site
	made     tree             // of the fullest site
	hugo     spent
	floor    spent
	pages    int // that Hugo rendered
	steps    []step
	linking  spent // cp -al of the fullest site
}

// scale builds archives of each size as a whole, and again after little or no change, beside what others take who do a part
// of the work: Hugo's own program, a plain html/template, and cp -al.
func scale(w io.Writer, r *run) error {
	var all []*scaled
	for i, n := range r.meetings {
		s, err := r.scaled(n, i == 0)
		if err != nil {
			return fmt.Errorf("%d meetings: %w", n, err)
		}
		all = append(all, s)
	}
	wholes(w, all)
	verdicts(w, all)
	stageTable(w, all)
	stepTable(w, all)
	return nil
}

func (r *run) scaled(n int, first bool) (*scaled, error) {
	archive := r.scaleArchive(n)
	s := &scaled{meetings: n, whole: map[string]spent{}}
	held, err := r.prepare(archive, n)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(archive, "out")
	for _, site := range r.sites() {
		if s.whole[site], err = r.wholeBuild(archive, out, site); err != nil {
			return nil, err
		}
	}
	dir := filepath.Join(out, fullest)
	if s.made, err = treeOf(dir); err != nil {
		return nil, err
	}
	if s.linking, err = process("cp", "-al", dir, dir+"-linked"); err != nil {
		return nil, err
	}
	if err := removeAll(dir + "-linked"); err != nil {
		return nil, err
	}
	if s.steps, err = r.steps(archive, out, held); err != nil {
		return nil, err
	}
	if first {
		if s.floor, err = floor(filepath.Join(dir, "www"), filepath.Join(r.dir, "floor")); err != nil {
			return nil, err
		}
		if s.hugo, s.pages, err = r.hugo(archive); err != nil {
			return nil, err
		}
	}
	return s, removeAll(out, filepath.Join(archive, ".minutebook"))
}

// others are the sites beside the fullest one.
var others = []string{"public", "parties"}

// sites are those to build whole, the fullest one last: what follows goes on from it.
func (r *run) sites() []string {
	if r.quick {
		return []string{fullest}
	}
	return append(slices.Clone(others), fullest)
}

// wholeBuild builds one site that was never built before.
func (r *run) wholeBuild(archive, out, site string) (spent, error) {
	if err := removeAll(out, filepath.Join(archive, ".minutebook")); err != nil {
		return spent{}, err
	}
	return r.build(archive, out, site)
}

func (r *run) build(archive, out, site string) (spent, error) {
	took, err := process(r.minutebook, "build", "-C", archive, "--out", out, "--site", site, "--timings", "--purge-list", "-")
	log.Printf("%s, %s: %s s, %s s of CPU, %s MB", filepath.Base(archive), site, seconds(took.clock), seconds(took.cpu), megabytes(took.peak))
	return took, err
}

func wholes(w io.Writer, all []*scaled) {
	fmt.Fprintf(w, "Of %s: one site, never built before. H is Hugo's own program, v0.165.0, with the values of the same pages as front matter and the same layouts; F a plain html/template that writes the same bytes of the same pages, each text a value. Neither reads minutes, links, indexes, packs or audits.\n\n", machine())
	fmt.Fprintf(w, "| meetings | site | pages | files | MB | minutebook, s | CPU s | peak MB | H, s | CPU s | peak MB | F, s | CPU s |\n|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, s := range all {
		for _, site := range others {
			if s.whole[site].clock == 0 {
				continue
			}
			fmt.Fprintf(w, "| %s | %s | | | | %s | %s | %s | | | | | |\n", thousands(s.meetings), site,
				seconds(s.whole[site].clock), seconds(s.whole[site].cpu), megabytes(s.whole[site].peak))
		}
		o := s.whole[fullest]
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s |", thousands(s.meetings), fullest, thousands(s.made.pages()), thousands(len(s.made)), megabytes(s.made.bytes()),
			seconds(o.clock), seconds(o.cpu), megabytes(o.peak))
		if s.hugo.clock == 0 {
			fmt.Fprint(w, " | | | | |\n")
			continue
		}
		fmt.Fprintf(w, " %s | %s | %s | %s | %s |\n", seconds(s.hugo.clock), seconds(s.hugo.cpu), megabytes(s.hugo.peak), seconds(s.floor.clock), seconds(s.floor.cpu))
	}
	fmt.Fprintln(w)
}

// verdicts holds the figures against their bounds.
func verdicts(w io.Writer, all []*scaled) {
	first, last := all[0], all[len(all)-1]
	fmt.Fprintf(w, "| what | figure | bound | |\n|---|--:|--:|---|\n")
	row(w, fmt.Sprintf("a whole build of %s meetings, by H", thousands(first.meetings)), ratio(first.whole[fullest], first.hugo), "", boundOfHugo)
	if len(all) > 1 {
		row(w, fmt.Sprintf("a whole build of %s meetings, by that of %s", thousands(last.meetings), thousands(first.meetings)), ratio(last.whole[fullest], first.whole[fullest]), "", boundOfGrowth)
	}
	for _, site := range append(slices.Clone(others), fullest) {
		if last.whole[site].clock == 0 {
			continue
		}
		row(w, fmt.Sprintf("peak memory at %s meetings, %s", thousands(last.meetings), site), float64(last.whole[site].peak)/1e6, "MB", boundOfMemory)
		if len(all) > 1 {
			row(w, fmt.Sprintf("the same, by that at %s", thousands(first.meetings)), float64(last.whole[site].peak)/float64(first.whole[site].peak), "", boundOfPeaks)
		}
	}
	for _, st := range last.steps {
		if st.bound > 0 {
			row(w, fmt.Sprintf("%s, at %s meetings", st.what, thousands(last.meetings)), 100*ratio(st.spent, last.whole[fullest]), "%", st.bound)
		}
	}
	fmt.Fprintln(w)
}

func ratio(a, b spent) float64 { return a.clock.Seconds() / b.clock.Seconds() }

// machine says on what all this was measured.
func machine() string {
	name := runtime.GOARCH
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, after, ok := strings.Cut(string(text), "model name"); ok {
			line, _, _ := strings.Cut(after, "\n")
			name = strings.Trim(line, ": \t")
		}
	}
	memory := ""
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			kb, _ := strconv.Atoi(fields[1])
			memory = fmt.Sprintf(", %d GB", (kb+1<<19)>>20)
		}
	}
	return fmt.Sprintf("%d cores of %s%s", runtime.NumCPU(), name, memory)
}
