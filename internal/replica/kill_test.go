package replica

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/publication"
)

// TestMain lets the test binary be a program that keeps a copy: what is killed is a process.
func TestMain(m *testing.M) {
	if from := os.Getenv("REPLICA_FROM"); from != "" {
		r, err := Open(Options{Place: publication.At(depot.OpenFolder(from), depot.Usual), Site: "site", Cache: os.Getenv("REPLICA_CACHE"), Poll: time.Millisecond})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println("it begins")
		r.Run(context.Background())
	}
	os.Exit(m.Run())
}

// A replica that is killed at any moment leaves a folder that is whole, and the next goes on with it.
func TestReplicaIsKilled(t *testing.T) {
	kills := 12
	if os.Getenv("MINUTEBOOK_SOAK") != "" {
		kills = 300
	}
	from, cache := t.TempDir(), t.TempDir()
	d := depot.OpenFolder(from).Brief()
	here := map[string]int{}
	took := 300 * time.Millisecond // about what a look takes that fetches
	for n := 1; n <= kills; n++ {
		text := fmt.Sprintf("text%d", n)
		publishAs(t, d, text, n%3 == 0, true, "a", "b", fmt.Sprint(n%5), "large")
		killReplica(t, from, cache, took)
		r := open(t, d, cache, nil)
		switch {
		case !exists(r.Dir()):
			here["nothing"]++
			took += took / 10
		case whole(t, r, "a") == "a "+text:
			here["the next"]++
			took -= took / 10
		default:
			here["the former"]++
			took += took / 10
		}
	}
	r := open(t, d, cache, nil)
	if _, err := r.Look(context.Background()); err != nil || whole(t, r, "a") != fmt.Sprintf("a text%d", kills) {
		t.Errorf("in the end %v, and %q is here", err, whole(t, r, "a"))
	}
	left := leftovers(t, cache)
	t.Logf("%d replicas were killed at random moments: %d left the next generation, %d the former, %d none yet, each whole", kills, here["the next"], here["the former"], here["nothing"])
	if len(left) > 0 {
		t.Errorf("left is %q", left)
	}
}

func killReplica(t *testing.T, from, cache string, within time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "REPLICA_FROM="+from, "REPLICA_CACHE="+cache)
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
	time.Sleep(rand.N(within))
	_ = cmd.Process.Kill() // what it was at is looked at
	_ = cmd.Wait()
}

func exists(at string) bool { _, err := os.Stat(at); return err == nil }

// leftovers are files of generations that are not the one that is here.
func leftovers(t *testing.T, cache string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(cache, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), ".minutebook-staging-") {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
