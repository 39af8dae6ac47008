package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// workflow is what of GitHub's file is run here.
type workflow struct {
	Env  map[string]string
	Jobs map[string]struct {
		If    string
		Env   map[string]string
		Steps []step
	}
}

type step struct {
	Name, If, Uses, Run string
	With, Env           map[string]any
}

// given is what the host puts in the place of an expression; one that is not here fails the test.
type given map[string]string

var expression = regexp.MustCompile(`\$\{\{\s*(.*?)\s*\}\}`)

func (g given) fill(t *testing.T, text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		name := expression.FindStringSubmatch(e)[1]
		value, ok := g[name]
		if !ok {
			t.Errorf("nobody says what %s is", e)
		}
		return value
	})
}

// host is a machine of a host on which a workflow runs: a clone of a repository, and what is seen of the run outside of it.
type host struct {
	dir  string // the clone
	seen []string
	log  strings.Builder
}

// job runs the steps of one job as the host would: each by a shell of its own that stops at the first failure; what the host itself
// does is left out, but its files must be there. It says whether the job went well.
func (h *host) job(t *testing.T, w workflow, name string, g given) bool {
	t.Helper()
	job, ok := w.Jobs[name]
	if !ok {
		t.Fatalf("there is no job %s", name)
	}
	if job.If != "" && g.fill(t, job.If) != "true" {
		return true
	}
	well := true
	for _, s := range job.Steps {
		if s.If != "" && g.fill(t, s.If) != "true" || !well && !strings.Contains(s.If, "!cancelled()") {
			continue
		}
		if s.Run == "" {
			h.taken(t, s)
			continue
		}
		if strings.Contains(s.Run, "${{") {
			t.Errorf("%s: an expression within a command is run as a part of it", s.Name)
		}
		env := map[string]string{}
		for _, from := range []map[string]string{w.Env, job.Env} {
			for k, v := range from {
				env[k] = g.fill(t, v)
			}
		}
		for k, v := range s.Env {
			env[k] = g.fill(t, v.(string))
		}
		well = h.run(t, s.Run, env) && well
	}
	return well
}

// hostActions are those of other people that the workflow may use, and the input that names files to take away.
var hostActions = map[string]string{"actions/checkout@v4": "", "actions/upload-artifact@v4": "path", "github/codeql-action/upload-sarif@v3": "sarif_file"}

// taken is what a step of the host's own takes away; it must be there.
func (h *host) taken(t *testing.T, s step) {
	input, ok := hostActions[s.Uses]
	if !ok {
		t.Errorf("%s is not known here", s.Uses)
	}
	if input == "" {
		return
	}
	name, _ := s.With[input].(string)
	if _, err := os.Stat(filepath.Join(h.dir, name)); name == "" || err != nil {
		t.Errorf("%s: nothing to take: %q, %v", s.Name, name, err)
		return
	}
	h.take(t, name)
}

// take keeps every byte and name of what leaves the machine.
func (h *host) take(t *testing.T, name string) {
	err := filepath.WalkDir(filepath.Join(h.dir, name), func(file string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		h.seen = append(h.seen, strings.TrimPrefix(file, h.dir)+"\n"+string(data))
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// run is one shell, as GitHub and GitLab start it.
func (h *host) run(t *testing.T, script string, env map[string]string) bool {
	t.Helper()
	summary := filepath.Join(t.TempDir(), "summary")
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir = h.dir
	cmd.Env = append(os.Environ(), "GITHUB_STEP_SUMMARY="+summary)
	for k, v := range env {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	out, err := cmd.CombinedOutput()
	h.log.Write(out)
	h.seen = append(h.seen, string(out))
	if text, err := os.ReadFile(summary); err == nil {
		h.seen = append(h.seen, string(text))
	}
	return err == nil
}

// discreet holds everything that left the machine to what everybody may know.
func (h *host) discreet(t *testing.T, words ...string) {
	t.Helper()
	if len(h.seen) == 0 {
		t.Error("nothing was seen")
	}
	for _, seen := range h.seen {
		for _, word := range words {
			if i := strings.Index(strings.ToLower(seen), strings.ToLower(word)); i >= 0 {
				t.Errorf("%s is seen outside: %.200q", word, seen[max(0, i-100):])
			}
		}
	}
}
