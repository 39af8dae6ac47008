package progress

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is what a terminal shows in the end: what was written over is gone.
func screen(written string) []string {
	var lines []string
	for _, line := range strings.Split(written, "\n") {
		line = line[strings.LastIndexByte(line, '\r')+1:]
		lines = append(lines, strings.TrimPrefix(line, "\x1b[K"))
	}
	return lines
}

func TestElsewhereAStageIsALine(t *testing.T) {
	var out bytes.Buffer
	r := New(&out)
	s := r.Stage("pages")
	for i := range 1000 {
		s.Update(i, 1000)
	}
	s.Done("%d written", 1000)
	r.Stage("members index").Private("written", "%d things", 7)
	if want := "pages: 1000 written\nmembers index: written\n"; out.String() != want {
		t.Errorf("wrote %q, want %q", out.String(), want)
	}
	if all := r.Timings(); len(all) != 2 || all[0].Stage != "pages" {
		t.Errorf("timings %v", all)
	}
}

func TestATerminalShowsHowFarItIs(t *testing.T) {
	var out bytes.Buffer
	r := &Reporter{w: &out, terminal: true}
	s := r.Stage("pages")
	if got := screen(out.String()); got[0] != "pages ..." {
		t.Errorf("at first it shows %q", got)
	}
	s.Update(250, 1000)
	s.drawn = time.Time{}
	s.Update(500, 1000)
	if !regexp.MustCompile(`pages +50% .*\(500/1000.*\) \[\d+s:\d+s\]`).MatchString(out.String()) {
		t.Errorf("no bar with counts and times: %q", out.String())
	}
	before := out.Len()
	for i := range 400 {
		s.Update(500+i, 1000)
	}
	if out.Len() != before {
		t.Error("it is drawn more often than anybody can see")
	}
	s.Private("written", "%d things", 7)
	if got := screen(out.String()); len(got) != 2 || got[0] != "pages: 7 things" || got[1] != "" {
		t.Errorf("in the end it shows %q", got)
	}
}

// Of stages that overlap the first is shown, then the next.
func TestStagesMayOverlap(t *testing.T) {
	var out bytes.Buffer
	r := &Reporter{w: &out, terminal: true}
	pages, index := r.Stage("pages"), r.Stage("index")
	index.Update(1, 2)
	if strings.Contains(out.String(), "index") {
		t.Errorf("two stages are shown at once: %q", out.String())
	}
	pages.Done("written")
	if got := screen(out.String()); got[0] != "pages: written" || got[1] != "index ..." {
		t.Errorf("it shows %q", got)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s := r.Stage("more")
			s.Update(1, 2)
			s.Done("done")
		})
	}
	all.Wait()
	index.Done("written")
	if len(r.going) != 0 || len(r.Timings()) != 10 {
		t.Errorf("%d stages are going on, %d ended", len(r.going), len(r.Timings()))
	}
}

// What failed leaves a terminal as it was, and is not shown in place of what comes next.
func TestStagesThatAreGivenUp(t *testing.T) {
	var out bytes.Buffer
	r := &Reporter{w: &out, terminal: true}
	s := r.Stage("pages")
	s.Update(1, 2)
	r.Stop()
	s.Update(2, 2)
	if got := screen(out.String()); len(got) != 1 || got[0] != "" {
		t.Errorf("left %q", got)
	}
	r.Stage("index")
	if got := screen(out.String()); got[0] != "index ..." {
		t.Errorf("it shows %q", got)
	}
}

func TestBriefIsNoLines(t *testing.T) {
	var out bytes.Buffer
	New(&out).Brief().Stage("pages").Done("written")
	if out.Len() != 0 {
		t.Errorf("wrote %q", out.String())
	}
	r := (&Reporter{w: &out, terminal: true}).Brief()
	r.Stage("pages").Done("written")
	if got := screen(out.String()); got[0] != "" {
		t.Errorf("left %q", got)
	}
	var none *Reporter
	none.Brief().Stage("pages").Done("written")
}
