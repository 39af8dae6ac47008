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
)

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

// config is a file of docs/hosting for sites of this machine, with names, ports and paths exchanged.
func (f *front) config(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	return f.conf(t, name, append(pairs, "/srv/minutebook", f.out, "127.0.0.1:4180", f.signIn)...)
}

// conf is a file of docs/hosting with what stands in it exchanged; each must be there.
func (f *front) conf(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "hosting", name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
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
