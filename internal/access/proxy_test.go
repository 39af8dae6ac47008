package access

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestProxy(t *testing.T) {
	const secret = "0123456789abcdef0123456789abcdef"
	type h = map[string][]string
	good, s := []string{"board"}, []string{secret}
	for _, c := range []struct {
		name   string
		header h
		want   int
	}{
		{"right", h{"X-Groups": good, "X-Proxy-Secret": s}, 200},
		{"one of several groups", h{"X-Groups": {"staff, board,x"}, "X-Proxy-Secret": s}, 200},
		{"another group of the site", h{"X-Groups": {"cn=clerks"}, "X-Proxy-Secret": s}, 200},
		{"nothing", nil, 403},
		{"no secret", h{"X-Groups": good}, 403},
		{"an empty secret", h{"X-Groups": good, "X-Proxy-Secret": {""}}, 403},
		{"a wrong secret", h{"X-Groups": good, "X-Proxy-Secret": {secret[1:] + "0"}}, 403},
		{"half a secret", h{"X-Groups": good, "X-Proxy-Secret": {secret[:16]}}, 403},
		{"the secret in capitals", h{"X-Groups": good, "X-Proxy-Secret": {strings.ToUpper(secret)}}, 403},
		{"the secret twice", h{"X-Groups": good, "X-Proxy-Secret": {secret, secret}}, 403},
		{"two secrets in one", h{"X-Groups": good, "X-Proxy-Secret": {secret + ", " + secret}}, 403},
		{"the secret beside a lookalike", h{"X-Groups": good, "X-Proxy-Secret": s, "X_proxy_secret": s}, 403},
		{"no groups", h{"X-Proxy-Secret": s}, 403},
		{"empty groups", h{"X-Groups": {""}, "X-Proxy-Secret": s}, 403},
		{"groups of commas", h{"X-Groups": {",, ,"}, "X-Proxy-Secret": s}, 403},
		{"groups of another site", h{"X-Groups": {"parties,staff"}, "X-Proxy-Secret": s}, 403},
		{"a group that begins alike", h{"X-Groups": {"boardroom"}, "X-Proxy-Secret": s}, 403},
		{"a group in capitals", h{"X-Groups": {"Board"}, "X-Proxy-Secret": s}, 403},
		{"groups twice", h{"X-Groups": {"board", "board"}, "X-Proxy-Secret": s}, 403},
		{"groups beside lower case on the wire", h{"X-Groups": {"staff", "board"}, "X-Proxy-Secret": s}, 403},
		{"groups beside a lookalike", h{"X-Groups": good, "X_Groups": {"board"}, "X-Proxy-Secret": s}, 403},
		{"a lookalike of groups alone", h{"x_groups": good, "X-Proxy-Secret": s}, 403},
		{"the site's name for a group", h{"X-Groups": {"members"}, "X-Proxy-Secret": s}, 403},
	} {
		o := Options{GroupsHeader: "x-groups", Allow: []string{"board=members", "cn=clerks=members", "parties=parties"}, Secret: secret}
		if got := answerTo(t, o, c.header); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
		// through a socket without a secret, all but the secret counts; one that nobody knows is a mistake
		o.Secret = ""
		_, sent := c.header["X-Proxy-Secret"]
		delete(c.header, "X-Proxy-Secret")
		want := c.want
		if strings.Contains(c.name, "secret") && !strings.Contains(c.name, "lookalike") {
			want = 200
		}
		if got := answerTo(t, o, c.header); got != want {
			t.Errorf("%s through a socket: %d, want %d", c.name, got, want)
		}
		if sent {
			c.header["X-Proxy-Secret"] = s
			if got := answerTo(t, o, c.header); got != 403 {
				t.Errorf("%s through a socket with a secret: %d", c.name, got)
			}
		}
	}
}

func answerTo(t *testing.T, o Options, header http.Header) int {
	t.Helper()
	m, err := o.Mode(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	gate, err := m.Gate("members", true, Socket)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header = header.Clone()
	w := httptest.NewRecorder()
	gate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name := range r.Header {
			if name == "X-Groups" || name == "X-Proxy-Secret" {
				t.Errorf("%s goes on", name)
			}
		}
		fmt.Fprint(w, "in")
	})).ServeHTTP(w, r)
	return w.Code
}

// No header that a reader makes up lets anybody in without the secret.
func FuzzForged(f *testing.F) {
	f.Add("X-Groups", "board", "X-Proxy-Secret", "guess")
	f.Add("x_groups", "board,board", "X-Proxy-Secret", "")
	p, err := newProxy(Options{GroupsHeader: "X-Groups", Allow: []string{"board=members"}, Secret: strings.Repeat("k", 40)})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, a, av, b, bv string) {
		h := http.Header{}
		h.Add(a, av)
		h.Add(b, bv)
		if bv != strings.Repeat("k", 40) && av != strings.Repeat("k", 40) && p.admits(h, []string{"board"}) {
			t.Errorf("%v is let in", h)
		}
	})
}
