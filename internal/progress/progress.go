// Package progress shows how far long work has come: a bar for each stage on a terminal, one quiet line
// for each stage elsewhere. It also keeps how long each stage took, for benchmarks.
package progress

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Reporter writes to one stream. A nil Reporter says nothing. It is for one goroutine.
type Reporter struct {
	w        io.Writer
	terminal bool
	timings  []Timing
}

// Timing is how long a stage took. Stages of the same name stand apart, in order.
type Timing struct {
	Stage string
	Took  time.Duration
	CPU   time.Duration // on all cores; other work of the machine does not count
}

// New reports to w, with bars if it is a terminal.
func New(w io.Writer) *Reporter {
	f, ok := w.(*os.File)
	return &Reporter{w: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// Timings are the stages that ended, in order.
func (r *Reporter) Timings() []Timing {
	if r == nil {
		return nil
	}
	return r.timings
}

// Stage begins a stage.
func (r *Reporter) Stage(name string) *Stage {
	return &Stage{r: r, name: name, began: time.Now(), cpu: cpu()}
}

// Stage is a piece of work that is going on.
type Stage struct {
	r     *Reporter
	name  string
	began time.Time
	cpu   time.Duration
	bar   *progressbar.ProgressBar
}

// Update shows that done of total are done.
func (s *Stage) Update(done, total int) {
	if s.r == nil || !s.r.terminal {
		return
	}
	if s.bar == nil {
		s.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(s.r.w), progressbar.OptionSetDescription(s.name),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(24))
	}
	_ = s.bar.Set(done) // a bar that cannot be drawn is no reason to stop
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
	if s.r == nil {
		return
	}
	if s.bar != nil {
		_ = s.bar.Finish()
	}
	s.r.timings = append(s.r.timings, Timing{s.name, time.Since(s.began), cpu() - s.cpu})
	fmt.Fprintf(s.r.w, "%s: %s\n", s.name, fmt.Sprintf(format, args...))
}
