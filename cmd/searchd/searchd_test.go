package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"minutebook/index"
	"minutebook/internal/publish"
	"minutebook/internal/scriptcmd"
	"minutebook/internal/wording"
)

// TestMain lets the test binary be the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"searchd": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
	}})
}

// Each script is one mistake of an operator: what is wrong, what is said, the exit status.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			return errors.Join(writeSite(filepath.Join(env.WorkDir, "open"), false), writeSite(filepath.Join(env.WorkDir, "closed"), true))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": scriptcmd.Exits, "takeport": scriptcmd.TakePort},
	})
}

// writeSite writes what minutebook build would.
func writeSite(dir string, restricted bool) error {
	for name, text := range map[string]string{
		"index.html": "<h1>Home</h1>\n", "404.html": "<h1>None</h1>\n",
		"search/index.html": "<title>Search</title><main><input name=\"q\" value=\"\"><!--results--><!--/results--></main>\n",
	} {
		file := filepath.Join(dir, "www", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	info, err := index.Build(filepath.Join(dir, "index"), index.Content{Documents: []index.Document{
		{ID: "A 1/01", Kind: "action", Title: "A 1/01: Mend the nets", URL: "/actions/a-1-01/", Status: "open", Text: "Mend the nets."}}})
	if err != nil {
		return err
	}
	if err := wording.Of(wording.English).Write(dir); err != nil {
		return err
	}
	return publish.WriteManifest(dir, publish.Manifest{Site: filepath.Base(dir), Clearance: "Clear", Online: !restricted, Index: info.Hash})
}

// A real process: it says where it answers, answers while others do, and ends when asked to, with what is
// under way finished.
func TestProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := writeSite(dir, true); err != nil {
		t.Fatal(err)
	}
	first, second := start(t, dir), start(t, dir)
	for _, p := range []*process{first, second} {
		if body := p.get(t, "", 200); body != "<h1>Home</h1>\n" {
			t.Errorf("home is %q", body)
		}
		if body := p.get(t, "nothing", 404); body != "<h1>None</h1>\n" {
			t.Errorf("what is not there is %q", body)
		}
		p.get(t, "healthz", 200)
		var found struct {
			Total int
			Hits  []struct{ ID string }
		}
		if err := json.Unmarshal([]byte(p.get(t, "api/search?q=a+1%2F1", 200)), &found); err != nil || found.Total != 1 || found.Hits[0].ID != "A 1/01" {
			t.Errorf("found %+v, %v", found, err)
		}
		if page := p.get(t, "search?q=nets", 200); !strings.Contains(page, "Mend the <mark>nets</mark>.") {
			t.Errorf("the results are %s", page)
		}
	}
	first.stop(t)
	second.stop(t)
	if strings.Contains(first.log.String(), "nets") {
		t.Errorf("the log has the query: %s", first.log.String())
	}
}

// A connection that sends nothing does not keep the process from ending.
func TestStopsBesideIdleConnection(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := writeSite(dir, false); err != nil {
		t.Fatal(err)
	}
	p := start(t, dir)
	c, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(p.url, "http:"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	p.stop(t)
}

type process struct {
	cmd *exec.Cmd
	url string
	log strings.Builder
}

func start(t *testing.T, dir string) *process {
	t.Helper()
	program, err := exec.LookPath("searchd")
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.Command(program, "--site", dir, "--listen", "127.0.0.1:0")}
	p.cmd.Stderr = &p.log
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if p.url = strings.TrimSpace(line); err != nil || !strings.HasPrefix(p.url, "http://127.0.0.1:") || !strings.HasSuffix(p.url, "/") {
		t.Fatalf("it says %q, %v; %s", line, err, p.log.String())
	}
	return p
}

func (p *process) get(t *testing.T, path string, status int) string {
	t.Helper()
	r, err := http.Get(p.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != status {
		t.Errorf("%s: %d, %v", path, r.StatusCode, err)
	}
	return string(body)
}

func (p *process) stop(t *testing.T) {
	t.Helper()
	http.DefaultClient.CloseIdleConnections()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("it ends with %v: %s", err, p.log.String())
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it does not end")
	}
}
