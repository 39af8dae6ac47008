package build_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"minutebook/internal/build"
	"minutebook/internal/marked"
)

// hereVariable names, for this test's binary, an archive, an output folder, and sites if not all: it is a program then that
// builds and ends.
const hereVariable = "MINUTEBOOK_TEST_BUILD"

func buildHere(folders string) int {
	list := filepath.SplitList(folders)
	if _, err := run(build.Options{Sites: list[2:]}, list[0], list[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// A build that goes on from the one before and is killed at any moment leaves each site as it was or as it is to be, to the
// byte; and the next one comes to what a fresh one comes to.
func TestKilledBuildsThatGoOn(t *testing.T) {
	s := newTwoStates(t)
	s.build(t)
	s.turn(t)
	took := s.inAProcess(t, -1)
	sameBuild(t, s.out, s.built[s.now])
	kills, seen := marked.Many(200, 3), map[string]int{}
	for i := range kills {
		s.turn(t)
		s.inAProcess(t, time.Duration(s.Int64N(int64(took))))
		for _, site := range s.sites() {
			seen[s.stateOf(t, site)]++
		}
		if i%3 == 2 {
			s.inAProcess(t, -1)
			sameBuild(t, s.out, s.built[s.now])
		}
		if t.Failed() {
			t.Fatalf("kill %d", i)
		}
	}
	s.build(t)
	t.Logf("%d kills within %v: sites were found %v", kills, took.Round(time.Millisecond), seen)
}

// inAProcess builds in a process of its own and kills it after so long; a negative time is for ever.
func (s *twoStates) inAProcess(t *testing.T, alive time.Duration) (took time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	folders := append([]string{s.root, s.out}, s.options.Sites...)
	cmd.Env = append(os.Environ(), hereVariable+"="+strings.Join(folders, string(filepath.ListSeparator)))
	cmd.Stderr = os.Stderr
	began := time.Now()
	check(t, cmd.Start())
	if alive >= 0 {
		time.Sleep(alive)
		_ = cmd.Process.Kill() // it may have ended
	}
	if err := cmd.Wait(); err != nil && alive < 0 {
		t.Fatal(err)
	}
	return time.Since(began)
}

func (s *twoStates) sites() (all []string) {
	if s.options.Sites != nil {
		return s.options.Sites
	}
	for _, site := range marked.Sites {
		all = append(all, site.Name)
	}
	return all
}

// stateOf says in which of both states a site is found: whole, or else the test fails.
func (s *twoStates) stateOf(t *testing.T, site string) string {
	t.Helper()
	now := mustManifest(t, filepath.Join(s.out, site))
	for i, state := range []string{"as they were", "as they are to be"} {
		at := s.built[(s.now+1+i)%2]
		if mustManifest(t, filepath.Join(at, site)).Edition == now.Edition {
			sameSite(t, filepath.Join(s.out, site), filepath.Join(at, site))
			return state
		}
	}
	t.Errorf("%s is in neither state", site)
	return "in neither"
}
