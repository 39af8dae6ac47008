package publication

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
	"minutebook/internal/publish"
)

var soak = os.Getenv("MINUTEBOOK_SOAK") != ""

// TestMain lets the test binary be a program that publishes a folder: what is killed is a process.
func TestMain(m *testing.M) {
	if dir := os.Getenv("PUBLISH_FOLDER"); dir != "" {
		os.Exit(publishFolder(dir, os.Getenv("PUBLISH_TO")))
	}
	os.Exit(m.Run())
}

func publishFolder(dir, to string) int {
	d, err := depot.Open(to)
	var manifest publish.Manifest
	if err == nil {
		manifest, err = publish.ReadManifest(dir)
	}
	if err == nil {
		_, err = At(d, depot.Usual).Publish(context.Background(), Build{manifest, os.DirFS(dir)}, Options{Keep: 0})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func eachDepot(t *testing.T, test func(t *testing.T, d depot.Depot)) {
	t.Run("folder", func(t *testing.T) { test(t, depot.OpenFolder(t.TempDir()).Brief()) })
	t.Run("s3", func(t *testing.T) {
		d, err := depot.Open("s3://" + depottest.Server(t) + "/some/site")
		if err != nil {
			t.Fatal(err)
		}
		test(t, d)
	})
}

// faults is a store that fails one time in six, and a clock that jumps.
type faults struct {
	mu     sync.Mutex
	random *rand.Rand
}

func newFaults(seed uint64) *faults { return &faults{random: rand.New(rand.NewPCG(seed, 8))} }

func (w *faults) next(string) depottest.Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.random.IntN(6) > 0 {
		return depottest.None
	}
	return []depottest.Fault{depottest.Busy, depottest.Lost, depottest.Short, depottest.Cut, depottest.Lie}[w.random.IntN(5)]
}

func (w *faults) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(time.Duration(w.random.IntN(96)-48) * time.Hour)
}

// writeBuild writes a build of so many files, which all say the same number.
func writeBuild(t *testing.T, dir string, number, files int) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for i := range files {
		at := filepath.Join(dir, "www", fmt.Sprint(i%7), fmt.Sprint(i))
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, fmt.Appendf(nil, "number %d in %d", number, i), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := publish.WriteManifest(dir, publish.Manifest{Site: "public", Clearance: "Clear", Online: true}); err != nil {
		t.Fatal(err)
	}
}

// A publisher that is killed at any moment leaves what was published, or what was to be; the next one does the rest.
func TestKilled(t *testing.T) {
	kills := 12
	if soak {
		kills = 500
	}
	to := "s3://" + depottest.Server(t) + "/site"
	d, err := depot.Open(to)
	if err != nil {
		t.Fatal(err)
	}
	p, dir := At(d, quick), filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, 0, 40)
	if status := publishFolder(dir, to); status != 0 {
		t.Fatal("the first was not published")
	}
	died, done, ended := 0, 0, 0
	took := 200 * time.Millisecond
	for number := 1; number <= kills; number++ {
		writeBuild(t, dir, number, 40)
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "PUBLISH_FOLDER="+dir, "PUBLISH_TO="+to)
		began := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(rand.N(took), func() { _ = cmd.Process.Kill() })
		if err := cmd.Wait(); err == nil {
			ended++
			took = (3*took + time.Since(began)) / 4
		} else {
			died++
			took += took / 50
		}
		if is := oneNumber(t, p); is == number {
			done++
		} else if number%5 == 0 { // a second attempt
			if status := publishFolder(dir, to); status != 0 || oneNumber(t, p) != number {
				t.Fatal("a second attempt does not publish")
			}
		}
	}
	writeBuild(t, dir, kills+1, 40)
	p.Clock = func() time.Time { return time.Now().Add(2 * dead) }
	m, err := publish.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := p.Publish(context.Background(), Build{m, os.DirFS(dir)}, Options{}); err != nil || res.Left != nil {
		t.Fatal(err, res.Left)
	}
	left := 0
	for range d.List(context.Background(), "", false) {
		left++
	}
	t.Logf("%d publishers of a real store were killed at random moments, %d of them at work: %d had published, none left a generation that is not whole; in the end %d objects for 40 files", kills, died, done, left)
	if left != 40+3 {
		t.Errorf("%d objects are there", left)
	}
}

// oneNumber holds that what is published, and all that was before and is kept, is whole and of one build each.
func oneNumber(t *testing.T, p *Place) int {
	t.Helper()
	got, ptr := contents(t, p)
	number := -1
	for name, text := range got {
		var n, i int
		if _, err := fmt.Sscanf(text, "number %d in %d", &n, &i); err != nil || number >= 0 && n != number || !strings.HasSuffix(name, fmt.Sprint(i)) {
			t.Fatalf("generation %d mixes numbers: %s is %q, not %d", ptr.Now.Sequence, name, text, number)
		}
		number = n
	}
	if len(got) != 40 {
		t.Fatalf("generation %d has %d files", ptr.Now.Sequence, len(got))
	}
	return number
}
