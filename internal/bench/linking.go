package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/progress"
	"minutebook/internal/record"
	"minutebook/internal/synth"
)

// linkSizes are the archives that are linked, in meetings; each is twice the one before.
var linkSizes = []int{1000, 2000, 4000}

// linkRuns are the times that each is linked. The least counts: whatever else the machine does only adds to it.
const linkRuns = 7

// linked is what linking one archive came to.
type linked struct {
	meetings, mentions int // of the edition
	edition, link      time.Duration
}

// perThousand is a time by a thousand meetings, in milliseconds.
func (l linked) perThousand(d time.Duration) float64 {
	return d.Seconds() * 1000 * 1000 / float64(l.meetings)
}

// linking links made-up archives of each size, for the site that reads most of them.
func linking(w io.Writer, r *run) error {
	fmt.Fprintf(w, "| meetings of the archive | of the edition | mentions per meeting | link, CPU ms per 1,000 meetings | growth per doubling | edition, CPU ms per 1,000 meetings |\n|--:|--:|--:|--:|--:|--:|\n")
	var before linked
	for _, n := range linkSizes {
		now, err := linkMadeUp(filepath.Join(r.dir, fmt.Sprint("link-", n)), n)
		if err != nil {
			return err
		}
		growth := ""
		if before.link > 0 {
			growth = fmt.Sprintf("%.2f", float64(now.link)/float64(before.link))
		}
		fmt.Fprintf(w, "| %d | %d | %.1f | %.0f | %s | %.0f |\n", n, now.meetings, float64(now.mentions)/float64(now.meetings),
			now.perThousand(now.link), growth, now.perThousand(now.edition))
		before = now
	}
	fmt.Fprintf(w, "\nArchives from `minutebook synth`, as their members may read them; the least of %d runs. To link is to make the record of an edition; to make the edition comes first, and stands beside it. Growth is the time over that of half as many; 2 is linear. A mention is a place that names an action, an incident, a modification or a meeting, or reports on an action.\n", linkRuns)
	return nil
}

func linkMadeUp(dir string, n int) (linked, error) {
	if err := synth.Write(dir, n, 1, nil); err != nil {
		return linked{}, err
	}
	defer os.RemoveAll(dir)
	a, err := archive.Open(dir)
	if err != nil {
		return linked{}, err
	}
	defer a.Close()
	sources, err := a.Read(context.Background(), nil)
	if err != nil {
		return linked{}, err
	}
	sites := a.Rules.Policy.Sites
	var e edition.Edition
	var r *record.Record
	l := linked{edition: cpuOf(3, func() { e = edition.Of(sites[len(sites)-1], sources.Documents, a.Rules, a.Files()) })}
	l.link = cpuOf(linkRuns, func() { r = record.Link(e) })
	l.meetings, l.mentions = len(r.Meetings), mentions(r)
	return l, nil
}

// cpuOf is the least that one of so many runs takes of the processor. Each begins with what the runs before left
// behind cleared away.
func cpuOf(runs int, do func()) time.Duration {
	p := progress.New(io.Discard)
	for range runs {
		runtime.GC()
		s := p.Stage("")
		do()
		s.Done("")
	}
	least := slices.MinFunc(p.Timings(), func(a, b progress.Timing) int { return cmp.Compare(a.CPU, b.CPU) })
	return least.CPU
}

func mentions(r *record.Record) int {
	n := 0
	for _, m := range r.Meetings {
		n += len(m.Mentions) + len(m.Updates)
	}
	for _, a := range r.Actions {
		n += len(a.Mentions)
	}
	for _, s := range r.Subjects() {
		n += len(s.Mentions)
	}
	return n
}
