package access

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// door is a site behind passwords, and how much work it did: the sum of 2^cost over all hashes.
type door struct {
	*passwords
	h    http.Handler
	work atomic.Int64
	log  bytes.Buffer
}

func newDoor(t *testing.T, text string) *door {
	t.Helper()
	d := &door{}
	var err error
	if d.passwords, err = readPasswords(writeFile(t, text), slog.New(slog.NewTextHandler(&d.log, nil))); err != nil {
		t.Fatal(err)
	}
	d.compare = func(hash, password []byte) error {
		cost, err := bcrypt.Cost(hash)
		if err != nil {
			t.Errorf("%s is no hash: %v", hash, err)
		}
		d.work.Add(1 << cost)
		return bcrypt.CompareHashAndPassword(hash, password)
	}
	d.h = d.gate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("the password goes on")
		}
		fmt.Fprint(w, "in")
	}))
	return d
}

func (d *door) try(name, password string) (status int, work int64) {
	before := d.work.Load()
	r := httptest.NewRequest("GET", "/", nil)
	r.SetBasicAuth(name, password)
	w := httptest.NewRecorder()
	d.h.ServeHTTP(w, r)
	return w.Code, d.work.Load() - before
}

// Whoever tries costs the same, whether there is such a user or not and whatever the user's own hash costs; a password once
// judged costs nothing more.
func TestWorkIsTheSame(t *testing.T) {
	d := newDoor(t, "ada:"+bcryptOf(t, "tide", 10)+"\nbo:"+bcryptOf(t, "ebb", 11)+"\ncyr:"+bcryptOf(t, "flow", 12)+"\n")
	for _, c := range []struct {
		name, password string
		want           int
	}{{"ada", "tide", 200}, {"bo", "ebb", 200}, {"cyr", "flow", 200}, {"ada", "ebb", 401}, {"cyr", "tide", 401}, {"dot", "tide", 401}, {"ADA", "tide", 401}} {
		if status, work := d.try(c.name, c.password); status != c.want || work != 1<<12 {
			t.Errorf("%s %s: %d after %d, want %d", c.name, c.password, status, work, c.want)
		}
		if status, work := d.try(c.name, c.password); status != c.want || work != 0 {
			t.Errorf("%s %s again: %d after %d, want %d", c.name, c.password, status, work, c.want)
		}
	}
	if strings.Contains(d.log.String(), "tide") || strings.Contains(d.log.String(), "ada") {
		t.Errorf("the log has %s", d.log.String())
	}
}

// What is damaged, doubled or too long is refused without any work.
func TestDamagedCredentials(t *testing.T) {
	d := newDoor(t, "ada:"+bcryptOf(t, "tide", 10)+"\n")
	right := "Basic YWRhOnRpZGU="
	for _, values := range [][]string{nil, {""}, {"Basic"}, {"Basic "}, {"Basic YWRhOnRpZGU"}, {"Basic YWRhOnRpZGU=, " + right}, {right, right}, {right, ""}, {"Bearer YWRhOnRpZGU="},
		{"Basic YWRh"}, {"Basic YWRhOg=="}, {"Basic OnRpZGU="}, {"Digest username=ada"}, {"Basic " + strings.Repeat("YWRh", 200)}, {right + "\x00"}} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header["Authorization"] = values
		w := httptest.NewRecorder()
		d.h.ServeHTTP(w, r)
		if w.Code != 401 || d.work.Load() != 0 {
			t.Errorf("%.60q: %d after %d", values, w.Code, d.work.Load())
		}
	}
	if status, work := d.try("ada", strings.Repeat("t", 73)); status != 401 || work != 0 {
		t.Errorf("a password that bcrypt would cut: %d after %d", status, work)
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header["Authorization"] = []string{"basic YWRhOnRpZGU="}
	if w := httptest.NewRecorder(); true {
		if d.h.ServeHTTP(w, r); w.Code != 200 {
			t.Errorf("the scheme has no case: %d", w.Code)
		}
	}
}

// Guessing comes to an end long before the machine does: for one name, and for all of them together. Who was let in before
// is not held up, and who tries what is not known is not told apart.
func TestGuessingIsBounded(t *testing.T) {
	d := newDoor(t, "ada:"+bcryptOf(t, "tide", 10)+"\nbo:"+bcryptOf(t, "ebb", 10)+"\n")
	if status, _ := d.try("ada", "tide"); status != 200 {
		t.Fatal(status)
	}
	for _, name := range []string{"bo", "nobody"} {
		before := d.work.Load()
		for i := range 40 {
			if status, _ := d.try(name, fmt.Sprint("guess", i)); status != map[bool]int{true: 401, false: 429}[i < nameAtOnce] {
				t.Errorf("guess %d of %s: %d", i, name, status)
			}
		}
		if work := d.work.Load() - before; work != nameAtOnce<<10 {
			t.Errorf("guessing %s costs %d", name, work)
		}
	}
	var guesses sync.WaitGroup
	before := d.work.Load()
	began := time.Now()
	for i := range 8 {
		guesses.Go(func() {
			for j := range 40 {
				d.try(fmt.Sprint("name", i, "-", j), "guess")
			}
		})
	}
	guesses.Wait()
	most := int64(allAtOnce+cap(d.brake.turns)) + int64(time.Since(began).Seconds()*allPerSecond) + 1
	if work := (d.work.Load() - before) >> 10; work > most {
		t.Errorf("%d guesses were looked at, %d are the most", work, most)
	}
	if status, work := d.try("ada", "tide"); status != 200 || work != 0 {
		t.Errorf("who was in before: %d after %d", status, work)
	}
	if status, _ := d.try("bo", "ebb"); status != 429 {
		t.Errorf("who comes while somebody guesses: %d", status)
	}
	if len(d.now.bad) > mostBad {
		t.Errorf("%d guesses are remembered", len(d.now.bad))
	}
}

// The same password asked for many times at once is one piece of work: a browser opens ten tabs again.
func TestAtOnceIsOnce(t *testing.T) {
	d := newDoor(t, "ada:"+bcryptOf(t, "tide", 12)+"\n")
	var tabs sync.WaitGroup
	for range 20 {
		tabs.Go(func() {
			if status, _ := d.try("ada", "tide"); status != 200 {
				t.Error(status)
			}
		})
	}
	tabs.Wait()
	if n := d.work.Load() >> 12; n > 3 {
		t.Errorf("%d times the work", n)
	}
}

// A changed file counts at the next request: who is taken out is out, who is put in is in. A file at fault lets nobody in,
// and is told once, without its words.
func TestTheFileIsReadAgain(t *testing.T) {
	ada, bo := "ada:"+bcryptOf(t, "tide", 10)+"\n", "bo:"+bcryptOf(t, "ebb", 10)+"\n"
	d := newDoor(t, ada)
	state := func(want string) {
		t.Helper()
		a, _ := d.try("ada", "tide")
		b, _ := d.try("bo", "ebb")
		if got := fmt.Sprint(a, " ", b); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(d.file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	state("200 401")
	write(ada + bo)
	state("200 200")
	write(bo) // of the same length as ada's, a moment later
	state("401 200")
	write(bo + "cyr:swordfish\n")
	state("503 503")
	state("503 503")
	write(ada)
	state("200 401")
	if err := os.Remove(d.file); err != nil {
		t.Fatal(err)
	}
	state("503 503")
	write(ada)
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(d.file, old, old); err != nil {
		t.Fatal(err)
	}
	state("200 401")
	if said := d.log.String(); strings.Count(said, "nobody is let in") != 2 || strings.Contains(said, "swordfish") || !strings.Contains(said, ":2:5:") {
		t.Errorf("the log has %s", said)
	}
}
