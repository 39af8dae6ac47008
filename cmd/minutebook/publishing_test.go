package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// Words, ids and file names of the archive's restricted documents.
var withheldWords = []string{"strongbox", "smuggler", "quarrel", "LLC_02", "LLC 02/"}

const (
	secondMeeting = `This document is classified as **Confidential**. It is for those present alone.

Lantern Lane Committee Meeting

11 February 2026, LLC_02_1102

Final Minutes

1. The Strongbox

ACTION LLC 02/01: The Clerk to watch the smuggler by 1 March.
`
	thirdMeeting = `This document is classified as **Public**. It may be published.

Lantern Lane Committee Meeting

11 March 2026, LLC_03_1103

Final Minutes

1. Lamps

| Action ID | Action | Owner | Status | Update |
|---|---|---|---|---|
| LLC 01/01 | The Lamplighter to have both lamps mended by 20 March. | Lamplighter | Closed | Both burn. |

[MEMBERS] The quarrel with the smuggler goes on.

ACTION LLC 03/01: The Clerk to thank the Lamplighter by 1 April.
`
)

// on is what GitHub says of an event.
func on(event, visibility, base, confirm, destination string) given {
	yes := func(b bool) string { return map[bool]string{true: "true", false: "false"}[b] }
	return given{
		"vars.MINUTEBOOK_URL": "", "vars.MINUTEBOOK_SHA256": "", "github.event.repository.visibility": visibility, "github.event.pull_request.base.sha": base,
		"!cancelled() && hashFiles('check.sarif') != ''":                         yes(visibility == "private"),
		"github.event_name == 'pull_request'":                                    yes(event == "pull_request"),
		"github.event_name != 'pull_request' && github.ref == 'refs/heads/main'": yes(event != "pull_request"),
		"vars.MINUTEBOOK_DESTINATION":                                            destination, "inputs.confirm": confirm,
		"vars.AWS_ENDPOINT_URL_S3": "", "vars.AWS_REGION": "", "secrets.AWS_ACCESS_KEY_ID": "", "secrets.AWS_SECRET_ACCESS_KEY": "",
	}
}

// A year of a repository: what GitHub runs is run as its shell would, on a machine of its own each time, and nothing that is seen
// outside tells of a document that not everybody may read.
func TestWorkflowOnGitHub(t *testing.T) {
	r, destination := newRepository(t), filepath.Join(t.TempDir(), "depot")
	w := r.workflow(t)
	published := func() string {
		return git(t, r.origin, "for-each-ref", "--format=%(objectname)", "refs/minutebook/published")
	}
	push := func(commit string, jobs ...string) (h *host, well bool) {
		for _, job := range jobs {
			h = r.clone(t, commit)
			well = h.job(t, w, job, on("push", "private", "", "", destination))
			h.discreet(t, withheldWords...)
		}
		return h, well
	}
	first := r.commit(t, "main", map[string]string{"content/strongbox.md": secondMeeting})
	if h, well := push(first, "check", "publish"); !well || published() != first {
		t.Fatalf("the first publication: %s", h.log.String())
	}

	change := r.commit(t, "spring", map[string]string{"content/2026/LLC_03_1103.md": thirdMeeting})
	h := r.clone(t, change)
	if !h.job(t, w, "check", on("pull_request", "private", first, "", "")) {
		t.Fatalf("a change: %s", h.log.String())
	}
	h.discreet(t, withheldWords...)
	all := strings.Join(h.seen, "\n")
	for _, told := range []string{"**1 new meeting**", `LLC\_03`, "**1 action closed**", "/out/public/www/meetings/llc-03/index.html\n", "/check.sarif\n", "/preview.md\n"} {
		if !strings.Contains(all, told) {
			t.Errorf("the review has no %q", told)
		}
	}

	second := r.commit(t, "main", nil)
	if h, well := push(second, "publish"); !well || published() != second {
		t.Fatalf("a merge: %s", h.log.String())
	}
	if h, well := push(first, "publish"); well || published() != second || !strings.Contains(h.log.String(), "older than what is published") {
		t.Errorf("an old run is repeated: %s", h.log.String())
	}

	r.commit(t, "main", map[string]string{"content/2026/LLC_03_1103.md": strings.Replace(thirdMeeting, "[MEMBERS] The quarrel with the smuggler goes on.", "The feud goes on.", 1)})
	fourth := r.commit(t, "main", map[string]string{"content/2026/LLC_03_1103.md": strings.Replace(thirdMeeting, "[MEMBERS] ", "", 1)})
	h, well := push(fourth, "publish")
	if well || published() != second || !strings.Contains(h.log.String(), "a level was lowered and nobody has confirmed it") {
		t.Errorf("a level is lowered: %s", h.log.String())
	}
	hash := r.look(t, published(), fourth)
	h = r.clone(t, fourth)
	if !h.job(t, w, "publish", on("workflow_dispatch", "private", "", hash, destination)) || published() != fourth {
		t.Errorf("what was confirmed: %s", h.log.String())
	}
}

// look is what README.md of the archive says to do when a level was lowered; the hash is what it ends with.
func (r repository) look(t *testing.T, was, now string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "look")
	git(t, r.work, "fetch", "--quiet", "origin", "+refs/minutebook/*:refs/minutebook/*")
	git(t, r.work, "worktree", "add", "--quiet", "--detach", dir, was)
	defer git(t, r.work, "worktree", "remove", "--force", dir)
	mustBuild(t, dir, dir+"-out")
	git(t, dir, "checkout", "--quiet", "--detach", now)
	told, err := program(t, "build", "-C", dir, "--out", dir+"-out").CombinedOutput()
	m := regexp.MustCompile(`--confirm-exposure=([0-9a-f]+)`).FindSubmatch(told)
	if err == nil || m == nil {
		t.Fatalf("nothing to confirm: %v\n%s", err, told)
	}
	return string(m[1])
}

// A repository that more people read than its archive allows is refused before anything leaves the machine, and so is a document
// whose level cannot be told, without its name.
func TestWorkflowRefuses(t *testing.T) {
	r := newRepository(t)
	commit := r.commit(t, "main", map[string]string{"content/strongbox.md": secondMeeting})
	for _, visibility := range []string{"public", "internal", ""} {
		h := r.clone(t, commit)
		if h.job(t, r.workflow(t), "check", on("push", visibility, "", "", "")) || !strings.Contains(h.log.String(), "cannot hold this archive") {
			t.Errorf("a repository that is %q: %s", visibility, h.log.String())
		}
		h.discreet(t, withheldWords...)
		if _, err := os.Stat(filepath.Join(h.dir, "out")); err == nil {
			t.Error("sites are built")
		}
	}
	commit = r.commit(t, "main", map[string]string{"content/strongbox.md": strings.Replace(secondMeeting, "**Confidential**", "**Cosmic**", 1)})
	h := r.clone(t, commit)
	if h.job(t, r.workflow(t), "check", on("push", "private", "", "", "")) || !strings.Contains(h.log.String(), "its level cannot be told") {
		t.Errorf("a level that is none: %s", h.log.String())
	}
	h.discreet(t, append(withheldWords, "cosmic")...)

	open := newRepository(t, "--public")
	h = open.clone(t, open.commit(t, "main", nil))
	if !h.job(t, open.workflow(t), "check", on("push", "public", "", "", "")) {
		t.Errorf("a public archive in a public repository: %s", h.log.String())
	}
}

// The same on GitLab, whose file is another and whose work is the same.
func TestWorkflowOnGitLab(t *testing.T) {
	r, destination := newRepository(t), filepath.Join(t.TempDir(), "depot")
	text, err := os.ReadFile(filepath.Join(r.work, ".gitlab-ci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Variables map[string]string
		Default   struct {
			BeforeScript []string `yaml:"before_script"`
		}
		Check, Preview, Publish struct {
			Script    []string
			Artifacts struct{ Paths []string }
		}
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	first := r.commit(t, "main", map[string]string{"content/strongbox.md": secondMeeting})
	change := r.commit(t, "spring", map[string]string{"content/2026/LLC_03_1103.md": thirdMeeting})
	run := func(commit string, script, artifacts []string, more map[string]string) *host {
		h := r.clone(t, commit)
		git(t, h.dir, "config", "url."+r.origin+".insteadOf", "https://minutebook:token@gitlab.example/lantern/minutes.git")
		env := map[string]string{"CI_PROJECT_VISIBILITY": "private", "CI_SERVER_HOST": "gitlab.example", "CI_PROJECT_PATH": "lantern/minutes", "PUSH_TOKEN": "token", "DESTINATION": destination}
		for _, from := range []map[string]string{file.Variables, more} {
			for k, v := range from {
				env[k] = v
			}
		}
		if !h.run(t, strings.Join(append(file.Default.BeforeScript, script...), "\n"), env) {
			t.Errorf("%v: %s", script, h.log.String())
		}
		for _, name := range artifacts {
			h.take(t, name)
		}
		h.discreet(t, withheldWords...)
		return h
	}
	run(first, file.Check.Script, file.Check.Artifacts.Paths, nil)
	run(first, file.Publish.Script, file.Publish.Artifacts.Paths, nil)
	if got := git(t, r.origin, "rev-parse", "refs/minutebook/published"); got != first {
		t.Errorf("%s is published, not %s", got, first)
	}
	h := run(change, file.Preview.Script, file.Preview.Artifacts.Paths, map[string]string{"CI_MERGE_REQUEST_DIFF_BASE_SHA": first})
	if all := strings.Join(h.seen, "\n"); !strings.Contains(all, "**1 new meeting**") || !strings.Contains(all, "/out/public/www/meetings/llc-03/index.html\n") {
		t.Error("a review has no new meeting")
	}
}

// A machine without the program gets the one that the variables name, and no other.
func TestInstall(t *testing.T) {
	r := newRepository(t)
	release := put(t, filepath.Join(t.TempDir(), "minutebook-linux-amd64"), "#!/bin/sh\necho a release\n")
	sum, err := exec.Command("sha256sum", release).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, url, sum string
		well           bool
	}{{"the right one", release, string(sum), true}, {"another", release, strings.Repeat("0", 64), false}, {"nothing named", "", "", false}} {
		h := r.clone(t, r.commit(t, "main", nil))
		url := ""
		if c.url != "" {
			url = "file://" + c.url
		}
		env := map[string]string{"PATH": "/usr/local/bin:/usr/bin:/bin", "MINUTEBOOK_URL": url, "MINUTEBOOK_SHA256": strings.TrimSpace(c.sum)}
		well := h.run(t, "bash .ci/install && .minutebook/bin/minutebook", env)
		if well != c.well || well && !strings.HasSuffix(h.log.String(), "a release\n") {
			t.Errorf("%s: %v, %s", c.name, well, h.log.String())
		}
	}
}
