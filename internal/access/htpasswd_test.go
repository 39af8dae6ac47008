package access

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"
)

// bcryptOf is what htpasswd -B -C 10 writes for a password.
func bcryptOf(t testing.TB, password string, cost int) string {
	t.Helper()
	h, err := bcrypt.GenerateFromPassword([]byte(password), cost)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(string(h), "$2a$", "$2y$", 1)
}

// writeFile writes a file into a new folder.
func writeFile(t testing.TB, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "users")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// some is a hash of the right shape.
const some = "$2y$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234"

func TestHtpasswd(t *testing.T) {
	users, err := parseHtpasswd("users", "# staff\r\nwim:"+some+"\r\n\n  \nøya:"+strings.Replace(some, "$12$", "$10$", 1)+"\n")
	if err != nil || len(users) != 2 || users["wim"].cost != 12 || users["øya"].cost != 10 || string(users["wim"].text) != some {
		t.Errorf("%v, %v", users, err)
	}
}

// Each fault is told with its position and what to do, and never with what stands there.
func TestHtpasswdFaults(t *testing.T) {
	for text, want := range map[string]string{
		"wim:$apr1$salt$abcdefghijklmnopqrstuv\n":                 "users:1:5: cannot let anybody in: MD5 (apr1) is not taken, only bcrypt is; set the password anew with htpasswd -B -C 12",
		"a:" + some + "\nøya:{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk=\n": "users:2:5: cannot let anybody in: SHA-1 is not",
		"wim:{SSHA}x":                         "users:1:5: cannot let anybody in: salted SHA-1 is not",
		"wim:$5$salt$x":                       "users:1:5: cannot let anybody in: SHA-256 is not",
		"wim:$6$salt$x":                       "users:1:5: cannot let anybody in: SHA-512 is not",
		"wim:$1$salt$x":                       "users:1:5: cannot let anybody in: MD5 is not",
		"wim:$y$j9T$x":                        "users:1:5: cannot let anybody in: yescrypt is not",
		"wim:$argon2id$v=19$x":                "users:1:5: cannot let anybody in: Argon2 is not",
		"wim:swordfish":                       "users:1:5: cannot let anybody in: a plain password or an unknown hash is not",
		"wim:" + some + ":more":               "users:1:5: cannot let anybody in: a damaged bcrypt hash is not",
		"wim: " + some:                        "users:1:5: cannot let anybody in: a plain password",
		"wim:" + some[:40]:                    "users:1:5: cannot let anybody in: a damaged bcrypt hash is not",
		"wim:$2x$" + some[4:]:                 "users:1:5: cannot let anybody in: broken bcrypt ($2x$) is not",
		"wim:$2y$05$" + some[7:]:              "users:1:5: cannot let anybody in: bcrypt of cost 5 is not taken, only 10 to 14; set",
		"wim:$2y$31$" + some[7:]:              "users:1:5: cannot let anybody in: bcrypt of cost 31 is not taken",
		"wim":                                 "users:1:1: cannot let anybody in: a line is user:hash",
		":" + some:                            "users:1:1: cannot let anybody in: a line is user:hash",
		"w\x00m:" + some:                      "users:1:1: cannot let anybody in: a user's name is text",
		"w\xffm:" + some:                      "users:1:1: cannot let anybody in: a user's name is text",
		strings.Repeat("w", 256) + ":" + some: "users:1:1: cannot let anybody in: a user's name is text",
		"a:" + some + "\na:" + some:           "users:2:1: cannot let anybody in: this user stands here a second time",
		"# nobody\n":                          "users: cannot let anybody in: it names no user; make one with htpasswd -B -C 12 users NAME",
		"":                                    "users: cannot let anybody in: it names no user",
	} {
		users, err := parseHtpasswd("users", text)
		if users != nil || !errors.Is(err, ErrFile) || !strings.HasPrefix(fmt.Sprint(err), want) {
			t.Errorf("%.40q: %v", text, err)
		} else if strings.Contains(err.Error(), "swordfish") || strings.Contains(err.Error(), "salt$") {
			t.Errorf("%.40q: the fault repeats the file: %v", text, err)
		}
	}
}

// Whatever a file holds, it is users with bcrypt hashes or one fault with a position.
func FuzzHtpasswd(f *testing.F) {
	for _, seed := range []string{"wim:" + some, "#\n\r\n:", "wim:$2y$99$" + some[7:], "\xff:\x00", "a:b:c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		users, err := parseHtpasswd("users", text)
		if (err == nil) == (len(users) == 0) || err != nil && !strings.HasPrefix(err.Error(), "users:") {
			t.Errorf("%v %v", users, err)
		}
		for name, h := range users {
			if cost, err := bcrypt.Cost(h.text); err != nil || cost != h.cost || name == "" {
				t.Errorf("%q is taken: %v", h.text, err)
			}
		}
	})
}

func TestModes(t *testing.T) {
	users := writeFile(t, "wim:"+some+"\n")
	secret := writeFile(t, strings.Repeat("s", 32)+"\n")
	log := slog.New(slog.DiscardHandler)
	for name, c := range map[string]struct {
		o    Options
		want error
	}{
		"none":                              {Options{}, nil},
		"a secret alone in the environment": {Options{Secret: "x"}, nil},
		"passwords":                         {Options{Htpasswd: users}, nil},
		"a proxy":                           {Options{GroupsHeader: "X-Groups", Allow: []string{"cn=board=members"}, SecretFile: secret}, nil},
		"both":                              {Options{Htpasswd: users, GroupsHeader: "X-Groups"}, ErrUsage},
		"passwords and groups":              {Options{Htpasswd: users, Allow: []string{"a=b"}}, ErrUsage},
		"groups without header":             {Options{Allow: []string{"a=b"}}, ErrUsage},
		"secret without header":             {Options{SecretFile: secret}, ErrUsage},
		"no such users":                     {Options{Htpasswd: users + "x"}, ErrFile},
		"no such secret":                    {Options{GroupsHeader: "X-Groups", SecretFile: secret + "x"}, ErrFile},
		"two secrets":                       {Options{GroupsHeader: "X-Groups", SecretFile: secret, Secret: strings.Repeat("s", 32)}, ErrUsage},
		"a short secret":                    {Options{GroupsHeader: "X-Groups", Secret: "swordfish"}, ErrFile},
		"a secret of two words":             {Options{GroupsHeader: "X-Groups", Secret: strings.Repeat("s t", 32)}, ErrFile},
		"a secret of two lines":             {Options{GroupsHeader: "X-Groups", SecretFile: writeFile(t, strings.Repeat("s", 32)+"\n"+strings.Repeat("s", 32))}, ErrFile},
		"a header that is none":             {Options{GroupsHeader: "X Groups"}, ErrUsage},
		"an underscore":                     {Options{GroupsHeader: "X_Groups"}, ErrUsage},
		"a header with a meaning":           {Options{GroupsHeader: "cookie"}, ErrUsage},
		"one header for both":               {Options{GroupsHeader: "x-proxy-secret"}, ErrUsage},
		"a group without a site":            {Options{GroupsHeader: "X-Groups", Allow: []string{"board"}}, ErrUsage},
		"a site without a group":            {Options{GroupsHeader: "X-Groups", Allow: []string{"=members"}}, ErrUsage},
		"two groups in one":                 {Options{GroupsHeader: "X-Groups", Allow: []string{"a,b=members"}}, ErrUsage},
	} {
		m, err := c.o.Mode(log)
		if !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if strings.Contains(fmt.Sprint(err), "swordfish") {
			t.Errorf("%s: the fault repeats the secret", name)
		}
		if (name == "none" || strings.HasPrefix(name, "a secret alone")) && m != nil {
			t.Errorf("%s is a mode", name)
		}
	}
}

func TestGates(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	mode := func(o Options) *Mode {
		m, err := o.Mode(log)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	passwords := mode(Options{Htpasswd: writeFile(t, "wim:"+some+"\n")})
	bare := mode(Options{GroupsHeader: "X-Groups", Allow: []string{"board=members"}})
	proved := mode(Options{GroupsHeader: "X-Groups", Allow: []string{"board=members"}, Secret: strings.Repeat("s", 32)})
	for _, c := range []struct {
		name       string
		m          *Mode
		site       string
		restricted bool
		reach      []Reach // where a gate stands
		open       bool    // everywhere else: nobody is asked; or else it is refused
	}{
		{"an open site", nil, "members", false, nil, true},
		{"a restricted site", nil, "members", true, []Reach{Loopback}, false},
		{"passwords", passwords, "members", true, []Reach{Loopback, Network, Socket}, false},
		{"passwords before an open site", passwords, "members", false, []Reach{Loopback, Network, Socket}, false},
		{"a proxy without a secret", bare, "members", true, []Reach{Socket}, false},
		{"a proxy with one", proved, "members", true, []Reach{Loopback, Network, Socket}, false},
		{"a site of no group", proved, "parties", true, nil, false},
	} {
		for _, r := range []Reach{Loopback, Network, Socket} {
			gate, err := c.m.Gate(c.site, c.restricted, r)
			gated := false
			for _, at := range c.reach {
				gated = gated || at == r
			}
			if (gate != nil) != gated || (err == nil) != (gated || c.open) {
				t.Errorf("%s at %d: gate %v, %v", c.name, r, gate != nil, err)
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	for s, want := range map[string]Reach{"127.0.0.1:80": Loopback, "127.8.8.8:80": Loopback, "localhost:0": Loopback, "[::1]:80": Loopback, ":80": Network, "0.0.0.0:80": Network,
		"[::]:80": Network, "example.org:80": Network, "unix:/run/x": Socket, "localhost.example.org:80": Network} {
		p, err := ParsePlace(s)
		if err != nil || p.Reach() != want {
			t.Errorf("%s: %d, %v", s, p.Reach(), err)
		}
	}
	for _, s := range []string{"", "80", "unix:", "127.0.0.1"} {
		if _, err := ParsePlace(s); !errors.Is(err, ErrPlace) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestLocalNames(t *testing.T) {
	for host, want := range map[string]bool{"localhost": true, "localhost:8080": true, "LOCALHOST:1": true, "127.0.0.1": true, "127.0.0.1:8080": true, "[::1]": true, "[::1]:8080": true,
		"": false, "example.org": false, "example.org:8080": false, "localhost.example.org": false, "127.0.0.1.example.org": false, "192.168.1.1": false, "0.0.0.0": false,
		"localhost:80@example.org": false, "localhost:x": false, "[::]": false, "2130706433": false, "127.1": false, "localhost,example.org": false, "localhost.": false} {
		if got := localName(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}

// A socket is for its owner and group; a second program does not take it, and one left behind is replaced.
func TestSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	p, err := ParsePlace("unix:" + path)
	if err != nil {
		t.Fatal(err)
	}
	l, err := p.Listen()
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o660 || ReachOf(l) != Socket {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if _, err := p.Listen(); err == nil {
		t.Error("two programs have one socket")
	}
	l.(interface{ SetUnlinkOnClose(bool) }).SetUnlinkOnClose(false)
	l.Close()
	if l, err = p.Listen(); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Listen(); err == nil {
		t.Error("a file is replaced")
	}
}
