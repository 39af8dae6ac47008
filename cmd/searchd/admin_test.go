package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// asked is a status and a body.
func asked(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		return 0, err.Error()
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	return r.StatusCode, string(body)
}

func until(t *testing.T, about string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatalf("it never came to be: %s", about)
}

// Operators are told how many answers there were and which build is served, and never what anybody asked for; readers find none of it.
func TestAdmin(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := writeSite(dir, true); err != nil {
		t.Fatal(err)
	}
	admin := "http://" + freePort(t)
	at := inProcess(t, []string{"--site", dir, "--listen", "127.0.0.1:0", "--admin", strings.TrimPrefix(admin, "http://")})
	for path, want := range map[string]int{"search?q=nets": 200, "api/search?q=nets&owner=typed": 200, "api/search?page=typed": 400, "search.csv?q=nets": 200, "typed": 404, "": 200, "metrics": 404, "readyz": 404, "livez": 404} {
		if code, body := asked(t, at+path); code != want {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	for path, want := range map[string]string{"/readyz": "ok\n", "/livez": "ok\n"} {
		if code, body := asked(t, admin+path); code != 200 || body != want {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	if code, _ := asked(t, admin+"/"); code != 404 {
		t.Errorf("operators find the site: %d", code)
	}
	_, told := asked(t, admin+"/metrics")
	for _, want := range []string{`minutebook_answers_total{route="search",status="200"} 1`, `minutebook_answers_total{route="api search",status="400"} 1`, `minutebook_answers_total{route="file",status="404"} 4`,
		`minutebook_answer_seconds_count{route="search csv",status="200"} 1`, "minutebook_searches_running 0", "minutebook_searches_refused_total 0", "minutebook_clients_refused_total 0",
		`minutebook_builds_total{result="swapped"} 0`, `minutebook_builds_total{result="refused"} 0`, `minutebook_builds_total{result="closed"} 0`, `minutebook_build_served{generation="`, `site="site"} 1`, "minutebook_build_opened_seconds ", "go_goroutines "} {
		if !strings.Contains(told, want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	for _, wrong := range []string{"nets", "typed", "A 1/01", "Mend"} {
		if strings.Contains(told, wrong) {
			t.Errorf("the metrics have %s", wrong)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "www", "index.html"), []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "touched"), nil, 0o644); err != nil { // another build stands there, and is damaged
		t.Fatal(err)
	}
	until(t, "the damaged build is told", func() bool {
		_, told = asked(t, admin+"/metrics")
		return strings.Contains(told, `minutebook_builds_total{result="refused"} 1`)
	})
	if code, _ := asked(t, admin+"/readyz"); code != 200 {
		t.Errorf("the build before is no longer ready: %d", code)
	}
}

// Whoever sends requests here is told to stop while they are still answered; and that a site is closed.
func TestReadiness(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := writeSite(dir, false); err != nil {
		t.Fatal(err)
	}
	admin := freePort(t)
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"--site", dir, "--listen", "127.0.0.1:0", "--admin", admin, "--drain", "500ms"}, in, io.Discard)
	}()
	line := make([]byte, 100)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.TrimSpace(string(line[:n]))
	if code, body := asked(t, "http://"+admin+"/readyz"); code != 200 {
		t.Errorf("ready: %d %s", code, body)
	}
	stop()
	until(t, "it is not ready any more", func() bool {
		code, body := asked(t, "http://"+admin+"/readyz")
		return code == 503 && body == "stopping\n"
	})
	if code, _ := asked(t, at); code != 200 {
		t.Errorf("it stops before it is drained: %d", code)
	}
	if status := <-ended; status != done {
		t.Errorf("it ends with %d", status)
	}
}

func TestUnready(t *testing.T) {
	a := newAdmin()
	if why := a.unready(); why != "starting" {
		t.Errorf("at the start it is %q", why)
	}
	a.stopping.Store(true)
	if why := a.unready(); why != "stopping" {
		t.Errorf("at the end it is %q", why)
	}
}

// A client that asks too often is held up where a proxy names it; this machine alone is not.
func TestRate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := writeSite(dir, false); err != nil {
		t.Fatal(err)
	}
	plain := inProcess(t, []string{"--site", dir, "--listen", "127.0.0.1:0", "--rate", "0.01", "--burst", "2"})
	behind := inProcess(t, []string{"--site", dir, "--listen", "127.0.0.1:0", "--rate", "0.01", "--burst", "2", "--client-header", "X-Real-IP"})
	ask := func(at, client string) int {
		r, err := http.NewRequest("GET", at, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Real-IP", client)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode == 429 && resp.Header.Get("Retry-After") != "100" {
			t.Errorf("come again in %s", resp.Header.Get("Retry-After"))
		}
		return resp.StatusCode
	}
	for i := range 4 {
		if code := ask(plain, "192.0.2.1"); code != 200 {
			t.Errorf("this machine: %d", code)
		}
		want := map[bool]int{true: 200, false: 429}[i < 2]
		if code := ask(behind, "192.0.2.1"); code != want {
			t.Errorf("request %d of a client: %d", i, code)
		}
	}
	if code := ask(behind, "192.0.2.2"); code != 200 {
		t.Errorf("another client: %d", code)
	}
	http.DefaultClient.CloseIdleConnections()
}
