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
	fmt.Println("it begins")
	if err == nil {
		_, err = At(d, depot.Usual).Publish(context.Background(), Build{manifest, os.DirFS(dir)}, Options{Keep: 0})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
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

// A publisher that is killed at any moment leaves what was published, or what was to be; the next one does the rest. Who reads sees one of
// them, whole, at every moment.
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
	writeBuild(t, dir, 0, filesKilled)
	if status := publishFolder(dir, to); status != 0 {
		t.Fatal("the first was not published")
	}
	readers := read(t, 2, func() *Place { return At(d, quick) }, func(files map[string]string) error { _, err := numberOf(files); return err })
	k := killer{took: 200 * time.Millisecond}
	for number := 1; k.before+k.bringing+k.after < kills; number++ {
		writeBuild(t, dir, number, filesKilled)
		k.kill(t, p, number, dir, to)
		if number%5 == 0 { // a second attempt
			if status := publishFolder(dir, to); status != 0 || published(t, p) != number {
				t.Fatal("a second attempt does not publish")
			}
			k.again++
		}
	}
	last(t, p, dir)
	readers.stop()
	left := 0
	for range d.List(context.Background(), "", false) {
		left++
	}
	t.Logf("%d publishers to a real store were killed at random moments: %d before they had begun, %d while they brought files, %d once they had published; %d ended before; %d second attempts all published",
		kills, k.before, k.bringing, k.after, k.ended, k.again)
	t.Logf("%s; in the end there are %d objects for %d files", readers, left, filesKilled)
	if left != filesKilled+3 {
		t.Errorf("%d objects are there", left)
	}
}

// A store that is killed at any moment, and comes back, has what was published, whole, and what is published then.
func TestStoreIsKilled(t *testing.T) {
	kills := 6
	if soak {
		kills = 60
	}
	store := depottest.Start(t)
	store.Use(t)
	d, err := depot.Open("s3://" + store.Bucket(t, "archive") + "/site")
	if err != nil {
		t.Fatal(err)
	}
	p := At(d, quick)
	mustPublish(t, p, lettersOf(0), keep(Options{}))
	failed := 0
	for n := 1; n <= kills; n++ {
		done := make(chan error, 1)
		go func() {
			_, err := At(d, depot.Pauses{First: 2 * time.Millisecond, Longest: 4 * time.Millisecond, Attempts: 2}).Publish(context.Background(), buildOf(lettersOf(n)), Options{})
			done <- err
		}()
		time.Sleep(rand.N(60 * time.Millisecond))
		store.Stop()
		err := <-done
		store.Again(t)
		files, _ := contents(t, p)
		if wrong := letters(files); wrong != nil || err == nil && len(files["b"]) != n || len(files["b"]) > n {
			t.Fatalf("the %dth, told %v: %v", n, err, files)
		}
		if err != nil {
			failed++
			mustPublish(t, p, lettersOf(n), Options{})
		}
	}
	t.Logf("%d times a real store was killed while somebody published: %d publications failed and were told, what was published was always whole, and a second attempt published", kills, failed)
}

const filesKilled = 40

// killer counts how far those came who were killed.
type killer struct {
	took                           time.Duration // about what one takes who is not killed
	before, bringing, after, ended int
	again                          int
}

// kill lets a process publish, and kills it at a random moment after it began.
func (k *killer) kill(t *testing.T, p *Place, number int, dir, to string) {
	t.Helper()
	_, was := contents(t, p)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PUBLISH_FOLDER="+dir, "PUBLISH_TO="+to)
	begins, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := begins.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	after := time.Duration(float64(k.took) * rand.Float64() * rand.Float64()) // more of them early, before all is brought
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	err = cmd.Wait()
	timer.Stop()
	_, is := contents(t, p)
	switch done := published(t, p) == number; {
	case err == nil && !done:
		t.Fatal("it said that it published")
	case err == nil:
		k.ended++
		k.took = (3*k.took + time.Since(began)) / 4
		return
	case cmd.ProcessState.ExitCode() >= 0:
		t.Fatalf("it ended with %d by itself", cmd.ProcessState.ExitCode())
	case done:
		k.after++
	case len(is.Begun) > len(was.Begun):
		k.bringing++
	default:
		k.before++
	}
	k.took += k.took / 50
}

// last publishes once everybody is taken for dead.
func last(t *testing.T, p *Place, dir string) {
	t.Helper()
	writeBuild(t, dir, 1<<20, filesKilled)
	p.Clock = func() time.Time { return time.Now().Add(2 * dead) }
	m, err := publish.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := p.Publish(context.Background(), Build{m, os.DirFS(dir)}, Options{}); err != nil || res.Left != nil {
		t.Fatal(err, res.Left)
	}
}

// published is the number of what is published.
func published(t *testing.T, p *Place) int {
	t.Helper()
	files, _ := contents(t, p)
	number, err := numberOf(files)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// numberOf is the number that all files say, as writeBuild wrote them.
func numberOf(files map[string]string) (number int, err error) {
	number = -1
	for name, text := range files {
		var n, i int
		if _, err := fmt.Sscanf(text, "number %d in %d", &n, &i); err != nil || number >= 0 && n != number || !strings.HasSuffix(name, fmt.Sprint(i)) {
			return 0, fmt.Errorf("%s is %q, not %d", name, text, number)
		}
		number = n
	}
	if len(files) != filesKilled {
		return 0, fmt.Errorf("there are %d files", len(files))
	}
	return number, nil
}
