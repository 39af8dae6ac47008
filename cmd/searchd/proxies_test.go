package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"minutebook/internal/hosting"
)

// The files of docs/hosting are run as they stand, but for names, ports and paths: nginx and Caddy as readers would meet
// them, in front of built sites and of a real searchd.

func TestInFront(t *testing.T) {
	out, papers := buildAccess(t)
	t.Run("nginx", func(t *testing.T) { underNginx(t, out, papers) })
	t.Run("Caddy", func(t *testing.T) { underCaddy(t, out, papers) })
}

func underNginx(t *testing.T, out string, papers map[string]string) {
	nginx := serverProgram(t, "nginx", "usr/sbin/nginx")
	f := newFront(t, out, papers)
	port, dir := freePort(t), t.TempDir()
	users := put(t, filepath.Join(dir, "users"), "ada:"+strings.Replace(hashOf(t, password), "$2a$", "$2y$", 1)+"\n")
	certificate, key := certificate(t, dir)
	socket := strings.TrimPrefix(inProcess(t, []string{"--site", filepath.Join(f.out, "members"), "--listen", "unix:" + filepath.Join(dir, "s"),
		"--groups-header", "X-Auth-Request-Groups", "--allow", "board=members"}), "unix:")
	conf := f.config(t, "nginx.conf", "listen 443 ssl;", "listen "+port+" ssl;", "/etc/ssl/minutes.pem", certificate, "/etc/ssl/minutes.key", key,
		"/etc/minutebook/parties.users", users, "/run/minutebook/members.sock", socket)
	user := ""
	if os.Getuid() == 0 {
		user = "user root;\n"
	}
	put(t, filepath.Join(dir, "nginx.conf"), user+"daemon off;\nmaster_process on;\nworker_processes 1;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"+
		"client_body_temp_path b;\nproxy_temp_path p;\nfastcgi_temp_path f;\nuwsgi_temp_path u;\nscgi_temp_path s2;\n"+conf+"}\n")
	f.start(t, exec.Command(nginx, "-p", dir, "-c", "nginx.conf", "-e", "stderr"), "https://"+port)
	f.hold(t)
}

func underCaddy(t *testing.T, out string, papers map[string]string) {
	caddy := serverProgram(t, "caddy", "usr/bin/caddy")
	f := newFront(t, out, papers)
	port, dir := freePort(t), t.TempDir()
	hash, err := exec.Command(caddy, "hash-password", "--plaintext", password).Output()
	if err != nil {
		t.Fatal(err)
	}
	searchd := strings.Trim(strings.TrimPrefix(inProcess(t, []string{"--site", filepath.Join(f.out, "members"), "--listen", "127.0.0.1:0",
		"--groups-header", "X-Auth-Request-Groups", "--allow", "board=members", "--secret-file", put(t, filepath.Join(dir, "secret"), secret+"\n")}), "http:"), "/")
	conf := f.config(t, "Caddyfile", "HASH", strings.TrimSpace(string(hash)), "127.0.0.1:8082", searchd)
	_, number, _ := net.SplitHostPort(port)
	for _, name := range []string{"minutes", "parties", "members"} {
		conf = strings.Replace(conf, "\n"+name+".example.org {", "\nhttp://"+name+".example.org:"+number+" {", 1)
	}
	file := put(t, filepath.Join(dir, "Caddyfile"), "{\n\tadmin off\n\tauto_https off\n}\n"+conf)
	cmd := exec.Command(caddy, "run", "--config", file, "--adapter", "caddyfile")
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_DATA_HOME="+dir, "MINUTEBOOK_PROXY_SECRET="+secret)
	f.start(t, cmd, "http://"+port)
	f.hold(t)
}

// serverProgram finds a program that make tools fetches. CI sets MINUTEBOOK_SERVERS=required, so that its absence fails there.
func serverProgram(t *testing.T, name, unpacked string) string {
	t.Helper()
	if found, err := exec.LookPath(name); err == nil {
		return found
	}
	tools, err := filepath.Abs(filepath.Join("..", "..", "bin", "tools", filepath.FromSlash(unpacked)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(tools); err == nil {
		return tools
	}
	if os.Getenv("MINUTEBOOK_SERVERS") == "required" {
		t.Fatalf("%s is not there, and this run requires it; make tools fetches it", name)
	}
	t.Skipf("%s is not there; make tools fetches it", name)
	return ""
}

// front is a web server in front of built sites, and a program that signs readers in by a cookie.
type front struct {
	out, signIn, url string
	papers           map[string]string
	client           *http.Client
}

// newFront starts what signs in: whoever shows a cookie, whose value is the reader's groups.
func newFront(t *testing.T, out string, papers map[string]string) *front {
	f := &front{out: out, papers: papers, client: &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	for _, open := range []string{f.out, filepath.Dir(f.out)} {
		if err := os.Chmod(open, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		groups, err := r.Cookie("signed-in")
		switch {
		case r.URL.Path == "/oauth2/sign_in":
			fmt.Fprint(w, "who are you?")
		case r.URL.Path != "/oauth2/auth":
			http.NotFound(w, r)
		case err != nil:
			w.WriteHeader(http.StatusUnauthorized)
		default:
			if groups.Value != "none" {
				w.Header().Set("X-Auth-Request-Groups", groups.Value)
			}
			w.WriteHeader(http.StatusAccepted)
		}
	}))
	t.Cleanup(s.Close)
	f.signIn = strings.TrimPrefix(s.URL, "http://")
	return f
}

// config is a file of docs/hosting with what stands in it exchanged; each must be there.
func (f *front) config(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "hosting", name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	pairs = append(pairs, "/srv/minutebook", f.out, "127.0.0.1:4180", f.signIn)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s has no %s", name, pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

func (f *front) start(t *testing.T, cmd *exec.Cmd, url string) {
	t.Helper()
	f.url = url
	var said bytes.Buffer
	cmd.Stderr, cmd.Stdout = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-ended
	})
	for range 200 {
		if r, err := f.client.Get(url); err == nil {
			r.Body.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("it ends with %v: %s", err, said.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("it does not answer: %s", said.String())
}

// get asks a site for a path; lines are headers such as "Cookie: signed-in=board".
func (f *front) get(t *testing.T, site, path string, lines ...string) reply {
	t.Helper()
	return f.ask(t, "GET", site, path, lines...)
}

func (f *front) ask(t *testing.T, method, site, path string, lines ...string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, f.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = site + ".example.org"
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		r.Header[name] = append(r.Header[name], value) // spelt as it is
	}
	answer, err := f.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header, string(body)}
}

func (f *front) hold(t *testing.T) {
	t.Run("public", func(t *testing.T) { f.static(t, "minutes", false) })
	t.Run("passwords", func(t *testing.T) { f.static(t, "parties", true, "Authorization: "+basicOf("ada", password)) })
	t.Run("nobody", f.challenged)
	t.Run("signed in", f.signedIn)
}

func basicOf(user, password string) string {
	r := &http.Request{Header: http.Header{}}
	r.SetBasicAuth(user, password)
	return r.Header.Get("Authorization")
}

// static holds a site of static files to the headers of every answer, and to one answer for all that is not there.
func (f *front) static(t *testing.T, site string, restricted bool, lines ...string) {
	var lost reply
	for path, status := range map[string]int{"/": 200, "/meetings/hwc-01/": 200, "/data/actions.json": 200, "/feeds/meetings.atom": 200, "/calendars/meetings.ics": 200, "/site.css": 200, "/site.js": 200,
		"/files/" + f.papers["PUBLIC"] + "/tide-tables.pdf": 200, "/meetings/hwc-99/": 404, "/meetings/hwc-03/": 404, "/_headers": 404, "/%5fheaders": 404, "/manifest.json": 404, "/former.json": 404,
		"/files/" + f.papers["MEMBERS"] + "/soundings.html": 404, "/..%2fmanifest.json": 0, "/%2e%2e/manifest.json": 0} {
		got := f.get(t, site, path, lines...)
		if status == 0 { // a server may call it a bad request
			if got.status < 400 {
				t.Errorf("%s: %d", path, got.status)
			}
			continue
		}
		if got.status != status {
			t.Errorf("%s: %d, want %d", path, got.status, status)
		}
		for _, h := range hosting.Headers(restricted) {
			want := h.Value
			if h.Name == "Content-Security-Policy" && strings.HasPrefix(path, "/files/") {
				want = hosting.PaperPolicy
				if !strings.HasSuffix(path, ".pdf") {
					want += "; sandbox"
				}
				if status == 404 {
					continue // the page for what is not there, or the paper's own
				}
			}
			if values := got.header.Values(h.Name); len(values) != 1 || values[0] != want {
				t.Errorf("%s: %s is %q, want %q", path, h.Name, values, want)
			}
		}
		if got.header.Get("Last-Modified") != "" || got.header.Get("Etag") != "" {
			t.Errorf("%s tells when it was built: %v", path, got.header)
		}
		if status != 404 || strings.HasPrefix(path, "/files/") {
			continue
		}
		if lost.status == 0 {
			lost = got
		}
		if got.String() != lost.String() || !strings.Contains(got.body, "There is no such page") {
			t.Errorf("%s is told from what is not there:\n%.600s\n%.600s", path, got, lost)
		}
	}
}

// challenged holds every answer to a reader without the right password to one.
func (f *front) challenged(t *testing.T) {
	first := f.get(t, "parties", "/")
	if first.status != 401 || !strings.HasPrefix(first.header.Get("Www-Authenticate"), "Basic ") {
		t.Errorf("nobody gets %s", first)
	}
	for _, h := range hosting.Headers(true) {
		if first.header.Get(h.Name) != h.Value {
			t.Errorf("%s is %q", h.Name, first.header.Get(h.Name))
		}
	}
	for _, path := range []string{"/", "/meetings/hwc-02/", "/meetings/hwc-99/", "/_headers"} {
		for _, line := range []string{"Accept: */*", "Authorization: " + basicOf("ada", "low tide"), "Authorization: " + basicOf("eve", password), "Authorization: Basic !"} {
			if got := f.get(t, "parties", path, line); got.String() != first.String() {
				t.Errorf("%s with %q: %s", path, line, got)
			}
		}
	}
}

// signedIn holds a real searchd behind a program that signs in: what a reader sends of the trusted headers counts for nothing.
func (f *front) signedIn(t *testing.T) {
	const groups, proof = "X-Auth-Request-Groups: ", "X-Proxy-Secret: "
	paths := []string{"/", "/meetings/hwc-03/", "/meetings/hwc-99/", "/search?q=lamps", "/api/search?q=lamps", "/healthz"}
	for _, forged := range [][]string{nil, {groups + "board"}, {groups + "board", proof + secret}, {"X_Auth_Request_Groups: board"}, {"x-auth-request-groups: board"}, {groups + "board", groups + "board"}} {
		for _, path := range paths {
			if got := f.get(t, "members", path, forged...); got.status != 302 || !strings.HasSuffix(got.header.Get("Location"), "/oauth2/sign_in") {
				t.Errorf("nobody with %q at %s: %s", forged, path, got)
			}
			var first reply
			for _, who := range []string{"none", "divers", "boardroom"} {
				got := f.get(t, "members", path, append(forged, "Cookie: signed-in="+who)...)
				if first.status == 0 {
					first = got
				}
				if health := path == "/healthz"; got.status != map[bool]int{true: 200, false: 403}[health] || !health && (got.String() != first.String() || strings.Contains(got.body, "lamps")) {
					t.Errorf("%s with %q at %s: %s", who, forged, path, got)
				}
			}
		}
	}
	for path, status := range map[string]int{"/": 200, "/meetings/hwc-03/": 200, "/meetings/hwc-99/": 404, "/meetings/hwc-33/": 301, "/meetings/hwc-97/": 410, "/search?q=lamps": 200, "/api/search?q=lamps": 200} {
		got := f.get(t, "members", path, "Cookie: signed-in=staff,board")
		if got.status != status {
			t.Errorf("the board at %s: %d, want %d", path, got.status, status)
		}
		for _, h := range hosting.Headers(true) {
			if values := got.header.Values(h.Name); len(values) != 1 || values[0] != h.Value {
				t.Errorf("%s: %s is %q", path, h.Name, values)
			}
		}
	}
	if got := f.ask(t, "POST", "members", "/", "Cookie: signed-in=board"); got.status != 405 {
		t.Errorf("POST: %d", got.status)
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// certificate is one that nobody trusts.
func certificate(t *testing.T, dir string) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"minutes.example.org"}}
	der, err := x509.CreateCertificate(rand.Reader, &about, &about, &private.PublicKey, private)
	secretKey, err2 := x509.MarshalPKCS8PrivateKey(private)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	block := func(kind string, data []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: data}))
	}
	return put(t, filepath.Join(dir, "minutes.pem"), block("CERTIFICATE", der)), put(t, filepath.Join(dir, "minutes.key"), block("PRIVATE KEY", secretKey))
}
