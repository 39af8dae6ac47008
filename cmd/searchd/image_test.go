package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The image of the Containerfile, as far as it can be tried without an engine: the program that its own command builds, alone in
// a folder that becomes the root of the file system, started as its lines say by its user, who owns nothing there.
func TestImage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "Containerfile"))
	if err != nil {
		t.Fatal(err)
	}
	lines := instructions(string(text))
	if !strings.Contains(lines["FROM"][len(lines["FROM"])-1], "scratch") {
		t.Errorf("the image is made of %s", lines["FROM"])
	}
	if os.Getuid() != 0 {
		t.Skip("only a superuser can change the root")
	}
	root := t.TempDir()
	build := lines["RUN"][len(lines["RUN"])-1]
	cmd := exec.Command("bash", "-c", strings.Replace(build, "-o /searchd", "-o "+filepath.Join(root, "searchd"), 1))
	cmd.Dir = filepath.Join("..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", build, err, out)
	}
	sites, _ := buildAccess(t)
	if out, err := exec.Command("cp", "-a", sites, filepath.Join(root, "srv")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command("chmod", "-R", "a+rX", root).CombinedOutput(); err != nil { // as if that user had built
		t.Fatalf("%v\n%s", err, out)
	}
	args := append(words(t, lines["ENTRYPOINT"][0]), words(t, lines["CMD"][0])...)
	port := freePort(t)
	for i := range args {
		args[i] = strings.Replace(args[i], "0.0.0.0:8080", port, 1)
	}
	var log bytes.Buffer
	p := &exec.Cmd{Path: args[0], Args: args, Dir: "/", Stderr: &log, Env: []string{}, SysProcAttr: &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}}
	if lines["USER"][0] != "65532:65532" {
		t.Errorf("it runs as %s", lines["USER"])
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	defer p.Wait()
	defer p.Process.Signal(os.Interrupt)
	for range 100 {
		if r, err := http.Get("http://" + port + "/search?q=lamps"); err == nil {
			r.Body.Close()
			if r.StatusCode != 200 {
				t.Errorf("it answers %d", r.StatusCode)
			}
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("it does not answer: %s", log.String())
}

// instructions are the lines of a Containerfile by their first word.
func instructions(text string) map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(text) {
		if name, rest, ok := strings.Cut(strings.TrimSpace(line), " "); ok && name != "#" {
			all[name] = append(all[name], rest)
		}
	}
	return all
}

func words(t *testing.T, list string) []string {
	t.Helper()
	var all []string
	if err := json.Unmarshal([]byte(list), &all); err != nil {
		t.Fatal(err)
	}
	return all
}
