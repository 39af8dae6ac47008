package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// repository is the archive of the test on a host, and where the secretary works.
type repository struct{ origin, work string }

func newRepository(t *testing.T, options ...string) repository {
	t.Helper()
	root := t.TempDir()
	r := repository{filepath.Join(root, "origin.git"), filepath.Join(root, "work")}
	if code := run(t.Context(), append([]string{"new", "archive", r.work}, options...), io.Discard, io.Discard); code != done {
		t.Fatal("new archive:", code)
	}
	git(t, root, "init", "--quiet", "--bare", "-b", "main", r.origin)
	git(t, r.work, "init", "--quiet", "-b", "main")
	git(t, r.work, "remote", "add", "origin", r.origin)
	return r
}

// commit puts files into the archive, takes those without text away, and pushes a branch.
func (r repository) commit(t *testing.T, branch string, texts map[string]string) string {
	t.Helper()
	for name, text := range texts {
		file := filepath.Join(r.work, name)
		if text == "" {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			continue
		}
		put(t, file, text)
	}
	git(t, r.work, "checkout", "--quiet", "-B", branch)
	git(t, r.work, "add", ".")
	git(t, r.work, "commit", "--quiet", "--allow-empty", "-m", "Minutes")
	git(t, r.work, "push", "--quiet", "--force", "origin", branch)
	return git(t, r.work, "rev-parse", "HEAD")
}

// clone is a fresh machine with a commit checked out.
func (r repository) clone(t *testing.T, commit string) *host {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "clone")
	git(t, filepath.Dir(dir), "clone", "--quiet", r.origin, dir)
	git(t, dir, "checkout", "--quiet", "--detach", commit)
	return &host{dir: dir}
}

func (r repository) workflow(t *testing.T) workflow {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(r.work, ".github", "workflows", "publish.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatal(err)
	}
	return w
}

func put(t *testing.T, file, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A Secretary", "-c", "user.email=secretary@example.org", "-c", "init.defaultBranch=main"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}
