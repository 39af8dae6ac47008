// Package progress shows how far long work has come: on a terminal a bar for the stage that is going on, with counts and the
// time that is left, elsewhere one quiet line for each stage. It also keeps how long each stage took, for benchmarks.
package progress

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Reporter writes to one stream. A nil Reporter says nothing. It is for several goroutines: of stages that are going on at once
// it shows the one that began first.
type Reporter struct {
	w        io.Writer
	terminal bool
	brief    bool

	mu      sync.Mutex
	timings []Timing
	going   []*Stage // those that have not ended, in order
}

// Timing is how long a stage took. Stages of the same name stand apart, in the order of their ends.
type Timing struct {
	Stage string
	Took  time.Duration
	CPU   time.Duration // of the whole process, on all cores; other work of the machine does not count
}

// New reports to w, with bars if it is a terminal.
func New(w io.Writer) *Reporter {
	f, ok := w.(*os.File)
	return &Reporter{w: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// Brief reports to the same stream without a line for each stage: bars on a terminal, elsewhere nothing.
func (r *Reporter) Brief() *Reporter {
	if r == nil {
		return nil
	}
	return &Reporter{w: r.w, terminal: r.terminal, brief: true}
}

// Stop gives up the stages that are going on, as after an error: a terminal is at the beginning of an empty line then.
func (r *Reporter) Stop() {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.terminal && len(r.going) > 0 {
		fmt.Fprint(r.w, clearLine)
	}
	r.going = nil
}

// Timings are the stages that ended, in order.
func (r *Reporter) Timings() []Timing {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.timings
}

// Stage begins a stage. A terminal shows its name until its first Update.
func (r *Reporter) Stage(name string) *Stage {
	s := &Stage{r: r, name: name, began: time.Now(), cpu: cpu()}
	if r == nil {
		return s
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.going = append(r.going, s)
	r.showName()
	return s
}

// showName names the stage that is shown as long as nothing is counted.
func (r *Reporter) showName() {
	if r.terminal && len(r.going) > 0 && r.going[0].bar == nil {
		fmt.Fprintf(r.w, "%s%s ...", clearLine, r.going[0].name)
	}
}

// clearLine brings a terminal back to the beginning of an empty line.
const clearLine = "\r\x1b[K"

// Stage is a piece of work that is going on.
type Stage struct {
	r     *Reporter
	name  string
	began time.Time
	cpu   time.Duration
	bar   *progressbar.ProgressBar
	drawn time.Time
}

// often is the least time between two drawings of a bar.
const often = 100 * time.Millisecond

// Update shows that done of total are done.
func (s *Stage) Update(done, total int) {
	if s.r == nil || !s.r.terminal {
		return
	}
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	now := time.Now()
	if total < 1 || len(s.r.going) == 0 || s.r.going[0] != s || now.Sub(s.drawn) < often {
		return
	}
	s.drawn = now
	if s.bar == nil || s.bar.GetMax() != total {
		fmt.Fprint(s.r.w, clearLine)
		s.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(s.r.w), progressbar.OptionSetDescription(s.name),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(24))
	}
	_ = s.bar.Set(min(done, total-1)) // at its end it clears itself, which Done does; and one that cannot be drawn is no reason to stop
}

// Private ends the stage like Done on a terminal, where somebody at the machine reads it. Elsewhere it says no more than
// plain: logs may be read by more people than what was counted is for.
func (s *Stage) Private(plain, format string, args ...any) {
	if s.r == nil || s.r.terminal {
		s.Done(format, args...)
		return
	}
	s.Done("%s", plain)
}

// Done ends the stage with a line that says what came of it.
func (s *Stage) Done(format string, args ...any) {
	r := s.r
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.timings = append(r.timings, Timing{s.name, time.Since(s.began), cpu() - s.cpu})
	if r.terminal {
		fmt.Fprint(r.w, clearLine)
	}
	if !r.brief {
		fmt.Fprintf(r.w, "%s: %s\n", s.name, fmt.Sprintf(format, args...))
	}
	for i, one := range r.going {
		if one == s {
			r.going = append(r.going[:i:i], r.going[i+1:]...)
			break
		}
	}
	r.showName()
}
