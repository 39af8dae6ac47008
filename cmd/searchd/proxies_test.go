package main

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

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
	paths := []string{"/", "/meetings/hwc-03/", "/meetings/hwc-99/", "/search?q=lamps", "/api/search?q=lamps", "/search.csv?q=lamps", "/search.atom?q=lamps", "/api/suggest?q=lam", "/api/opensearch?q=lam", "/opensearch.xml", "/api/openapi.json", "/healthz"}
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
	for path, status := range map[string]int{"/": 200, "/meetings/hwc-03/": 200, "/meetings/hwc-99/": 404, "/meetings/hwc-33/": 301, "/meetings/hwc-97/": 410, "/search?q=lamps": 200, "/api/search?q=lamps": 200, "/search.csv?q=lamps": 200, "/search.atom?q=lamps": 200, "/api/suggest?q=lam": 200, "/opensearch.xml": 200, "/api/openapi.json": 200} {
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
	if got := f.get(t, "members", "/opensearch.xml", "Cookie: signed-in=board"); !strings.Contains(got.body, "://members.example.org") {
		t.Errorf("the site is called by another name: %s", got.body)
	}
	if got := f.ask(t, "POST", "members", "/", "Cookie: signed-in=board"); got.status != 405 {
		t.Errorf("POST: %d", got.status)
	}
}
