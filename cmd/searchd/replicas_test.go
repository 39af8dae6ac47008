package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"minutebook/internal/hosting"
)

// replicas are two searchd of a site, each behind a counter, and a third that is not there.
type replicas struct {
	addresses []string
	asked     [2]atomic.Int64
}

func newReplicas(t *testing.T, site string) *replicas {
	r := &replicas{}
	for i := range r.asked {
		to, err := url.Parse(strings.TrimSpace(inProcess(t, []string{"--site", site, "--listen", "127.0.0.1:0"})))
		if err != nil {
			t.Fatal(err)
		}
		proxy := httputil.NewSingleHostReverseProxy(to)
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			n := r.asked[i].Add(1)
			if q.URL.Path == "/for-some" { // as if the site were for some
				w.Header().Set("Cache-Control", "private, no-store")
				fmt.Fprint(w, i, n)
				return
			}
			proxy.ServeHTTP(w, q)
		}))
		t.Cleanup(s.Close)
		r.addresses = append(r.addresses, strings.TrimPrefix(s.URL, "http://"))
	}
	r.addresses = append(r.addresses, freePort(t))
	return r
}

func (r *replicas) pairs() []string {
	return []string{"10.0.0.5:8080", r.addresses[0], "10.0.0.6:8080", r.addresses[1], "10.0.0.7:8080", r.addresses[2]}
}

// Three replicas, of which one is down, answer every request behind both servers, with the headers of a site for everybody once.
func TestReplicasInFront(t *testing.T) {
	out, papers := buildAccess(t)
	t.Run("nginx", func(t *testing.T) {
		nginx := serverProgram(t, "nginx", "usr/sbin/nginx")
		f, r := newFront(t, out, papers), newReplicas(t, filepath.Join(out, "public"))
		port, dir := freePort(t), t.TempDir()
		certificate, key := certificate(t, dir)
		conf := f.conf(t, "nginx-replicas.conf", append(r.pairs(), "listen 443 ssl;", "listen "+port+" ssl;", "/etc/ssl/minutes.pem", certificate, "/etc/ssl/minutes.key", key,
			"/var/cache/nginx/minutebook", filepath.Join(dir, "cache"))...)
		user := ""
		if os.Getuid() == 0 {
			user = "user root;\n"
		}
		put(t, filepath.Join(dir, "nginx.conf"), user+"daemon off;\nworker_processes 1;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"+
			"client_body_temp_path b;\nproxy_temp_path p;\nfastcgi_temp_path f;\nuwsgi_temp_path u;\nscgi_temp_path s2;\n"+conf+"}\n")
		f.start(t, exec.Command(nginx, "-p", dir, "-c", "nginx.conf", "-e", "stderr"), "https://"+port)
		f.whole(t, r)
		before := r.asked[0].Load() + r.asked[1].Load()
		for range 20 {
			f.get(t, "minutes", "/meetings/hwc-01/source/")
		}
		if n := r.asked[0].Load() + r.asked[1].Load() - before; n > 4 {
			t.Errorf("one page was asked for %d times within seconds", n)
		}
		if a, b := f.get(t, "minutes", "/for-some"), f.get(t, "minutes", "/for-some"); a.status != 200 || a.body == b.body {
			t.Errorf("what is for some is kept: %s, %s", a, b)
		}
	})
	t.Run("Caddy", func(t *testing.T) {
		caddy := serverProgram(t, "caddy", "usr/bin/caddy")
		f, r := newFront(t, out, papers), newReplicas(t, filepath.Join(out, "public"))
		port, dir := freePort(t), t.TempDir()
		_, number, _ := strings.Cut(port, ":")
		conf := f.conf(t, "Caddyfile.replicas", append(r.pairs(), "\nminutes.example.org {", "\nhttp://minutes.example.org:"+number+" {")...)
		file := put(t, filepath.Join(dir, "Caddyfile"), "{\n\tadmin off\n\tauto_https off\n}\n"+conf)
		cmd := exec.Command(caddy, "run", "--config", file, "--adapter", "caddyfile")
		cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_DATA_HOME="+dir)
		f.start(t, cmd, "http://"+port)
		f.whole(t, r)
	})
}

// whole asks for everything that a site has while one of its replicas is down.
func (f *front) whole(t *testing.T, r *replicas) {
	t.Helper()
	for range 10 {
		for path, status := range map[string]int{"/": 200, "/meetings/hwc-01/": 200, "/meetings/hwc-03/": 404, "/data/actions.json": 200, "/search?q=lamps": 200, "/api/search?q=lamps": 200, "/healthz": 200} {
			got := f.get(t, "minutes", path, "Cookie: a=b")
			if got.status != status {
				t.Fatalf("%s: %d, want %d", path, got.status, status)
			}
			for _, h := range hosting.Headers(false) {
				if values := got.header.Values(h.Name); path != "/healthz" && (len(values) != 1 || values[0] != h.Value) {
					t.Fatalf("%s: %s is %q", path, h.Name, values)
				}
			}
		}
	}
	for i := range r.asked {
		if r.asked[i].Load() == 0 {
			t.Errorf("replica %d is never asked", i)
		}
	}
}
