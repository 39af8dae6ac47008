package publication

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
)

// faults are of a store that fails one time in six, and of a clock that jumps.
type faults struct {
	mu     sync.Mutex
	random *rand.Rand
	made   int
}

func newFaults(seed uint64) *faults { return &faults{random: rand.New(rand.NewPCG(seed, 8))} }

func (w *faults) next(string) depottest.Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.random.IntN(6) > 0 {
		return depottest.None
	}
	w.made++
	return []depottest.Fault{depottest.Busy, depottest.Lost, depottest.Late, depottest.Short, depottest.Cut, depottest.Lie}[w.random.IntN(6)]
}

func (w *faults) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(time.Duration(w.random.IntN(96)-48) * time.Hour)
}

// keep is how long generations are kept: not at all, or so that only a clock that jumps removes them.
func (w *faults) keep() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Duration(w.random.IntN(3)) * time.Hour
}

// Whatever the store does, what is published is whole, for who reads at any moment; and when it does nothing of the kind any more, a
// second attempt publishes.
func TestFaultyStore(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		faultyRuns(t, 40, func(run int, w *faults) (bad, good depot.Depot, wait func()) {
			d := depottest.NewMemory()
			faulty := &depottest.Faulty{Depot: d, Next: w.next}
			return faulty, d, faulty.Wait
		})
	})
	t.Run("s3", func(t *testing.T) {
		store := depottest.Start(t)
		wire, bucket := depottest.NewWire(t, store), store.Bucket(t, "archive")
		at := func(addr string, run int) depot.Depot {
			t.Setenv(depot.EndpointVariable, "http://"+addr)
			d, err := depot.Open(fmt.Sprintf("s3://%s/%d", bucket, run))
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		store.Use(t)
		faultyRuns(t, 3, func(run int, w *faults) (bad, good depot.Depot, wait func()) {
			wire.Next = w.next
			return at(wire.Addr, run), at(store.Addr, run), wire.Wait
		})
	})
}

func faultyRuns(t *testing.T, runs int, open func(run int, w *faults) (bad, good depot.Depot, wait func())) {
	if soak {
		runs = 200
	}
	sum := &readers{n: 2}
	failed, made := 0, 0
	for run := range runs {
		w := newFaults(uint64(run))
		bad, good, wait := open(run, w)
		p, honest := At(bad, depot.Pauses{First: time.Millisecond, Longest: 2 * time.Millisecond, Attempts: 2}), At(good, quick)
		p.Clock = w.clock
		mustPublish(t, honest, lettersOf(0), keep(Options{}))
		readers := read(t, 2, func() *Place { return At(good, quick) }, letters)
		for n := 1; n <= 6; n++ {
			failed += publishBadly(t, run, p, honest, lettersOf(n), w.keep())
		}
		wait()
		mustPublish(t, honest, lettersOf(7), Options{})
		if got, _ := contents(t, honest); fmt.Sprint(got) != fmt.Sprint(lettersOf(7)) {
			t.Fatalf("run %d: in the end %v is published", run, got)
		}
		readers.stop()
		sum.add(readers)
		made += w.made
		if t.Failed() {
			t.Fatalf("in run %d", run)
		}
	}
	t.Logf("%d runs of 6 publications each (%s), with a clock that jumps and %d faults (503, lost and late answers, short, cut and false bodies): %d publications failed and were told, and a second attempt published", runs, path.Base(t.Name()), made, failed)
	t.Log(sum)
}

// publishBadly publishes and says whether that failed; what it is told must be what happened.
func publishBadly(t *testing.T, run int, p, honest *Place, files map[string]string, keep time.Duration) (failed int) {
	t.Helper()
	before, _ := contents(t, honest)
	_, err := p.Publish(context.Background(), buildOf(files), Options{Keep: keep})
	got, _ := contents(t, honest)
	switch {
	case err == nil && fmt.Sprint(got) != fmt.Sprint(files):
		t.Fatalf("run %d: told that %v is published, and %v is", run, files, got)
	case err != nil && fmt.Sprint(got) != fmt.Sprint(before) && !errors.Is(err, ErrUncertain):
		t.Fatalf("run %d: told %v, and %v became %v", run, err, before, got)
	case err != nil:
		return 1
	}
	return 0
}

// lettersOf are the files of a build by number: all but one have it.
func lettersOf(n int) map[string]string {
	return map[string]string{"a": fmt.Sprint(n), "b": strings.Repeat("b", n), "c": "the same", fmt.Sprintf("d/%d", n): "d"}
}

// letters says whether files are those of one number.
func letters(files map[string]string) error {
	if want := lettersOf(len(files["b"])); fmt.Sprint(files) != fmt.Sprint(want) {
		return fmt.Errorf("it is %v", files)
	}
	return nil
}
