package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"minutebook/index"
	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
	"minutebook/internal/wording"
)

// writeGeneration writes what minutebook build would, with a number in every page and every hit.
func writeGeneration(t *testing.T, dir string, n int, online bool) {
	t.Helper()
	gen := fmt.Sprintf("generation%d", n)
	files := map[string]string{
		"www/index.html": "<h1>Home</h1><p>" + gen + "</p>\n", "www/404.html": "<h1>None</h1><p>" + gen + "</p>\n", "www/same.html": "always the same\n",
		fmt.Sprintf("www/only/%d.html", n): "only in " + gen + "\n",
		"www/search/index.html":            "<title>Search</title><main><i>" + gen + "</i><input name=\"q\" value=\"\"><!--results--><!--/results--></main>\n",
	}
	for i := range 60 {
		files[fmt.Sprintf("www/meetings/%d/index.html", i)] = fmt.Sprintf("meeting %d as it is since generation%d\n", i, n/10*10)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	info, err := index.Build(filepath.Join(dir, "index"), index.Content{Documents: []index.Document{
		{ID: "A 1/01", Kind: "action", Title: "A 1/01: Mend the nets", URL: "/actions/a-1-01/", Status: "open", Text: "Mend the nets of " + gen + "."}}})
	if err == nil {
		err = errors.Join(wording.Of(wording.English).Write(dir), publish.WriteManifest(dir, publish.Manifest{Site: filepath.Base(dir), Clearance: "Clear", Online: online, Index: info.Hash}))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// publisher publishes generations of the site "site".
type publisher struct {
	place *publication.Place
	dir   string
}

func newPublisher(t *testing.T, dest string) *publisher {
	t.Helper()
	d, err := depot.Open(dest)
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := d.(*depot.Folder); ok {
		d = f.Brief()
	}
	return &publisher{publication.At(depot.Below(d, "site"), depot.Usual), filepath.Join(t.TempDir(), "site")}
}

func (p *publisher) publish(t *testing.T, n int, online, floor bool) int64 {
	t.Helper()
	writeGeneration(t, p.dir, n, online)
	m, err := publish.ReadManifest(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	res, err := p.place.Publish(context.Background(), publication.Build{Manifest: m, Files: os.DirFS(p.dir)}, publication.Options{Keep: time.Hour,
		Withdraws: func(context.Context, *publication.Snapshot) (bool, error) { return floor, nil }})
	if err = errors.Join(err, res.Left); err != nil {
		t.Fatal(err)
	}
	return res.Sequence
}

// served says which generations an answer has: one, if all is well.
func served(body string) (all []string) {
	for _, m := range regexp.MustCompile(`generation\d+`).FindAllString(body, -1) {
		if len(all) == 0 || all[len(all)-1] != m {
			all = append(all, m)
		}
	}
	return all
}

func eachDepot(t *testing.T, test func(t *testing.T, dest string)) {
	t.Run("folder", func(t *testing.T) { test(t, t.TempDir()) })
	t.Run("s3", func(t *testing.T) { test(t, "s3://"+depottest.Server(t)+"/archive") })
}

// A replica serves what is published, says which generation that is, and has nothing of what was withdrawn.
func TestReplicaFollows(t *testing.T) {
	eachDepot(t, func(t *testing.T, dest string) {
		p := newPublisher(t, dest)
		p.publish(t, 1, true, false)
		admin, cache := freePort(t), t.TempDir()
		at := inProcess(t, []string{"--site", dest + "/site", "--cache", cache, "--poll", "50ms", "--listen", "127.0.0.1:0", "--admin", admin})
		shows := func(n int) func() bool {
			return func() bool {
				_, home := asked(t, at)
				_, found := asked(t, at+"search?q=nets")
				_, ready := asked(t, "http://"+admin+"/readyz")
				want := fmt.Sprintf("generation%d", n)
				return strings.Contains(home, want) && strings.Count(found, want) >= 1 && strings.HasPrefix(ready, fmt.Sprintf("ok\ngeneration %d\nbuild ", n))
			}
		}
		until(t, "the first is served", shows(1))
		p.publish(t, 2, true, false)
		until(t, "the second is served", shows(2))
		if code, _ := asked(t, at+"only/1.html"); code != 404 {
			t.Errorf("a page of the first is there: %d", code)
		}
		p.publish(t, 3, true, true)
		until(t, "the third is served", shows(3))
		until(t, "nothing of the second is left", func() bool { return !holds(t, cache, "generation2") })
		if path, ok := strings.CutPrefix(dest, "s3"); !ok && holds(t, path, "generation2") {
			t.Error("the depot has what was withdrawn")
		}
	})
}

// holds says whether a word stands in any file below a folder.
func holds(t *testing.T, dir, word string) bool {
	t.Helper()
	found := false
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			data, _ := os.ReadFile(path)
			found = found || strings.Contains(string(data), word)
		}
		return nil // what is gone in the meantime is gone
	})
	return found
}

// What is published no longer for everybody is closed to everybody at once.
func TestReplicaClosesWhatIsNarrowed(t *testing.T) {
	dest := t.TempDir()
	p := newPublisher(t, dest)
	p.publish(t, 1, true, false)
	log := &lines{}
	at := started(t, log, dest, t.TempDir(), "--poll", "50ms")
	if code, _ := asked(t, at); code != 200 {
		t.Fatalf("status %d", code)
	}
	p.publish(t, 2, false, true)
	until(t, "the site is served as a restricted one", func() bool {
		r, err := http.Get(at)
		if err != nil {
			return false
		}
		defer r.Body.Close()
		return r.Header.Get("Cache-Control") == "private, no-store"
	})
}

// A replica starts with what is here if the store is gone, and takes nothing that is older or damaged.
func TestReplicaSurvivesItsStore(t *testing.T) {
	dest, cache := t.TempDir(), t.TempDir()
	p := newPublisher(t, dest)
	p.publish(t, 1, true, false)
	old, err := os.ReadFile(filepath.Join(dest, "site", "current"))
	if err != nil {
		t.Fatal(err)
	}
	log := &lines{}
	at := started(t, log, dest, cache, "--poll", "30ms")
	put := func(text []byte) {
		if err := os.WriteFile(filepath.Join(dest, "site", "current"), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	is := func(n int) func() bool {
		return func() bool { _, body := asked(t, at); return strings.Contains(body, fmt.Sprintf("generation%d<", n)) }
	}
	p.publish(t, 2, true, false)
	until(t, "the second is served", is(2))
	put(old)
	until(t, "the past is told", func() bool { return log.has("older generation") })
	put([]byte("{}"))
	until(t, "what is not ours is told", func() bool { return log.has("not put there by minutebook") })
	put([]byte(`{"format":9,"program":"minutebook"}`))
	until(t, "what is newer is told", func() bool { return log.has("newer minutebook") })
	if err := os.Rename(filepath.Join(dest, "site"), filepath.Join(dest, "away")); err != nil {
		t.Fatal(err)
	}
	until(t, "that nothing is there is told", func() bool { return log.has("nothing is published") })
	if !is(2)() {
		t.Error("the second is no longer served")
	}
	if strings.Contains(log.String(), "www/") {
		t.Errorf("the log names files: %s", log)
	}
}

// lines is a log.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string { l.mu.Lock(); defer l.mu.Unlock(); return l.text.String() }

func (l *lines) has(text string) bool { return strings.Contains(l.String(), text) }

// started is the address of a replica in this process.
func started(t *testing.T, log io.Writer, dest, cache string, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"--site", dest + "/site", "--cache", cache, "--listen", "127.0.0.1:0"}, args...), in, log)
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != done {
			t.Errorf("it ends with %d", status)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %v", err, log)
	}
	go io.Copy(io.Discard, out)
	return strings.TrimSpace(line)
}

// What an operator may get wrong is said at once.
func TestReplicaRefuses(t *testing.T) {
	dest := t.TempDir()
	p := newPublisher(t, dest)
	p.publish(t, 1, true, false)
	for _, c := range []struct {
		status int
		says   string
		args   []string
	}{
		{wrongUsage, "--cache", []string{"--site", dest + "/site"}},
		{wrongUsage, "s3://BUCKET", []string{"--site", "s3://bucket", "--cache", t.TempDir()}},
	} {
		var said strings.Builder
		if status := run(context.Background(), append(c.args, "--listen", "127.0.0.1:0"), io.Discard, &said); status != c.status || !strings.Contains(said.String(), c.says) {
			t.Errorf("%q: %d %s", c.args, status, said.String())
		}
	}
	bucket := depottest.Server(t)
	for site, want := range map[string]struct {
		status int
		says   string
	}{"s3://nowhere/site": {machineFail, "no such bucket"}, "s3://" + bucket + "/site": {machineFail, "does not take these keys"}} {
		if strings.Contains(site, bucket) {
			t.Setenv("AWS_SECRET_ACCESS_KEY", "wrong")
		}
		var said strings.Builder
		if status := run(context.Background(), []string{"--site", site, "--cache", t.TempDir(), "--listen", "127.0.0.1:0"}, io.Discard, &said); status != want.status || !strings.Contains(said.String(), want.says) {
			t.Errorf("%s: %d %s", site, status, said.String())
		}
	}
}

// Three replicas behind nginx answer while generations are published; no answer fails, and none mixes two.
func TestReplicasBehindNginx(t *testing.T) {
	nginx := serverProgram(t, "nginx", "usr/sbin/nginx")
	generations, every, rate := 4, 700*time.Millisecond, 60
	if os.Getenv("MINUTEBOOK_SOAK") != "" {
		generations, every, rate = 30, 6*time.Second, 200
	}
	dest := "s3://" + depottest.Server(t) + "/archive"
	p := newPublisher(t, dest)
	p.publish(t, 1, true, false)
	var replicas []*replicaProcess
	upstream := ""
	for range 3 {
		r := startReplica(t, dest)
		replicas = append(replicas, r)
		upstream += "server " + strings.Trim(strings.TrimPrefix(r.url, "http:"), "/") + ";\n"
	}
	front := underBalancer(t, nginx, upstream)
	load := &load{front: front}
	ctx, stop := context.WithCancel(context.Background())
	var asking sync.WaitGroup
	began := time.Now()
	asking.Go(func() { load.run(ctx, rate) })
	var samples []used
	for n := 2; n <= generations; n++ {
		time.Sleep(time.Until(began.Add(time.Duration(n-1) * every)))
		p.publish(t, n, true, n%3 == 0)
		samples = append(samples, measure(replicas))
	}
	time.Sleep(every)
	stop()
	asking.Wait()
	took := time.Since(began)
	last := fmt.Sprintf("generation%d", generations)
	for _, r := range replicas {
		until(t, "the last is served", func() bool { _, body := asked(t, r.url); return strings.Contains(body, last) })
	}
	third := max(1, len(samples)/3)
	early, late := most(samples[:third]), most(samples[len(samples)-third:])
	t.Logf("%d requests through nginx to 3 replicas in %.0f s (%.0f a second) while %d generations were published: %d failed, %d mixed; %d generations were seen", load.asked.Load(), took.Seconds(),
		float64(load.asked.Load())/took.Seconds(), generations, load.failed.Load(), load.mixed.Load(), load.seen())
	t.Logf("%d kB of memory and %d open files had the replica with most during the first third of the generations, %d kB and %d files during the last", early.kb, early.files, late.kb, late.files)
	if load.failed.Load() > 0 || load.mixed.Load() > 0 || load.seen() < generations/2 {
		t.Errorf("failed: %v", load.why.Load())
	}
	if late.files > early.files+30 || late.kb > early.kb*5/4+16_000 {
		t.Errorf("memory or open files grow: %+v", samples)
	}
}

type replicaProcess struct {
	url string
	pid int
}

func startReplica(t *testing.T, dest string) *replicaProcess {
	t.Helper()
	program, err := exec.LookPath("searchd")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--site", dest+"/site", "--cache", t.TempDir(), "--poll", "200ms", "--listen", "127.0.0.1:0", "--rate", "0")
	var log strings.Builder
	cmd.Stderr = &log
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Signal(syscall.SIGTERM); cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %s", err, log.String())
	}
	return &replicaProcess{strings.TrimSpace(line), cmd.Process.Pid}
}

// underBalancer is the address of an nginx in front of replicas.
func underBalancer(t *testing.T, nginx, upstream string) string {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	user := ""
	if os.Getuid() == 0 {
		user = "user root;\n"
	}
	put(t, filepath.Join(dir, "nginx.conf"), user+"daemon off;\nmaster_process on;\nworker_processes 1;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"+
		"client_body_temp_path b;\nproxy_temp_path p;\nfastcgi_temp_path f;\nuwsgi_temp_path u;\nscgi_temp_path s2;\n"+
		"upstream replicas {\n"+upstream+"keepalive 16;\n}\nserver {\nlisten "+port+";\nlocation / {\nproxy_pass http://replicas;\nproxy_http_version 1.1;\nproxy_set_header Connection \"\";\nproxy_set_header Host $host;\nproxy_next_upstream off;\n}\n}\n}\n")
	cmd := exec.Command(nginx, "-p", dir, "-c", "nginx.conf", "-e", "stderr")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Signal(syscall.SIGTERM); cmd.Wait() })
	at := "http://" + port + "/"
	until(t, "nginx answers", func() bool { code, _ := asked(t, at); return code == 200 })
	return at
}

// load asks for pages and searches at a rate.
type load struct {
	front                string
	asked, failed, mixed atomic.Int64
	why                  atomic.Value
	generations          sync.Map
}

func (l *load) seen() (n int) {
	l.generations.Range(func(any, any) bool { n++; return true })
	return n
}

func (l *load) run(ctx context.Context, rate int) {
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	var asking sync.WaitGroup
	defer asking.Wait()
	began := time.Now()
	for n := 1; ctx.Err() == nil; n++ {
		asking.Go(func() { l.ask(client) })
		time.Sleep(time.Until(began.Add(time.Duration(n) * time.Second / time.Duration(rate)))) // what comes late is caught up with
	}
}

func (l *load) ask(client *http.Client) {
	paths := []string{"", "search?q=nets", "api/search?q=nets", "same.html", "meetings/7/", "nothing"}
	path := paths[rand.N(len(paths))]
	l.asked.Add(1)
	r, err := client.Get(l.front + path)
	if err != nil {
		l.wrong(err.Error())
		return
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	want := 200
	if path == "nothing" {
		want = 404
	}
	if err != nil || r.StatusCode != want {
		l.wrong(fmt.Sprintf("%s: %d %v %s", path, r.StatusCode, err, body))
		return
	}
	if path == "api/search?q=nets" {
		var found struct{ Total int }
		if json.Unmarshal(body, &found) != nil || found.Total != 1 {
			l.wrong(fmt.Sprintf("%s: %s", path, body))
		}
	}
	all := served(string(body))
	if path != "meetings/7/" && path != "same.html" && len(all) != 1 {
		l.mixed.Add(1)
		l.why.Store(fmt.Sprintf("%s: %q", path, all))
	}
	if path == "" {
		l.generations.Store(strings.Join(all, " "), true)
	}
}

func (l *load) wrong(why string) {
	l.failed.Add(1)
	l.why.Store(why)
}

// used is the memory and the open files of the replica that has most.
type used struct{ kb, files int }

func measure(replicas []*replicaProcess) (u used) {
	for _, r := range replicas {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", r.pid))
		kb := 0
		if i := strings.Index(string(status), "VmRSS:"); i >= 0 {
			fmt.Sscanf(string(status[i+6:]), "%d", &kb)
		}
		open, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", r.pid))
		u = used{max(u.kb, kb), max(u.files, len(open))}
	}
	return u
}

func most(samples []used) (u used) {
	for _, s := range samples {
		u = used{max(u.kb, s.kb), max(u.files, s.files)}
	}
	return u
}
