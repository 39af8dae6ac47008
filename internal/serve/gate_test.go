package serve

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"

	"minutebook/internal/access"
)

// What tells open pages of a new build is behind the gate of a restricted site, too; here it is the name of this machine.
func TestReloadIsBehindTheGate(t *testing.T) {
	s := start(t)
	for _, path := range []string{"", "meetings/hwc-07/", "nothing", strings.TrimPrefix(reloadScript, "/"), strings.TrimPrefix(reloadEvents, "/") + "?of=x"} {
		for site, want := range map[string]int{"public": 200, "members": 403} {
			r, err := http.NewRequest("GET", s.at[site]+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Host = "rebound.example.org"
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if site == "public" && path == "nothing" {
				want = 404
			}
			if resp.StatusCode != want || resp.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s/%s: %d, want %d", site, path, resp.StatusCode, want)
			}
		}
	}
}

// Users of a file of passwords read restricted sites; the others stay open.
func TestPasswordsAreForRestrictedSites(t *testing.T) {
	hash, err := bcrypt.GenerateFromPassword([]byte("high tide"), 10)
	if err != nil {
		t.Fatal(err)
	}
	users := filepath.Join(t.TempDir(), "users")
	if err := os.WriteFile(users, []byte("ada:"+string(hash)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, func(o *Options) { o.Access.Htpasswd = users })
	for site, want := range map[string][2]int{"public": {200, 200}, "parties": {401, 200}, "members": {401, 200}} {
		for i, password := range []string{"low tide", "high tide"} {
			r, err := http.NewRequest("GET", s.at[site], nil)
			if err != nil {
				t.Fatal(err)
			}
			r.SetBasicAuth("ada", password)
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != want[i] {
				t.Errorf("%s with %s: %d, want %d", site, password, resp.StatusCode, want[i])
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	for listen, ok := range map[string]bool{"127.0.0.1:0": true, "localhost:8080": true, "[::1]:80": true, ":8080": true,
		"127.0.0.1": false, "127.0.0.1:x": false, "127.0.0.1:70000": false} {
		if _, _, err := address(listen); (err == nil) != ok {
			t.Errorf("%s: %v", listen, err)
		} else if err != nil && !errors.Is(err, access.ErrPlace) {
			t.Errorf("%s: %v is no wrong address", listen, err)
		}
	}
}

// Only an archive whose every site is for everybody may be served beyond this machine.
func TestRestrictedSitesAreForThisMachine(t *testing.T) {
	restricted, open := t.TempDir(), t.TempDir()
	settings := "sites: [{name: world, clearance: Clear}]\n"
	if err := os.WriteFile(filepath.Join(open, "minutebook.yaml"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "127.9.9.9", "::1", "localhost"} {
		if err := mayListen(restricted, admitAt(nil, access.ReachOfHost(host))); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	for _, host := range []string{"", "0.0.0.0", "::", "192.168.1.2", "example.org"} {
		if err := mayListen(restricted, admitAt(nil, access.ReachOfHost(host))); !errors.Is(err, access.ErrPlace) {
			t.Errorf("restricted sites at %q: %v", host, err)
		}
		if err := mayListen(open, admitAt(nil, access.ReachOfHost(host))); err != nil {
			t.Errorf("an open site at %q: %v", host, err)
		}
	}
}
