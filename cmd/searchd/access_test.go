package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/tools/txtar"

	"minutebook/internal/build"
)

// The tables of docs/hosting/README.md, held to real servers over real sites: every reader asks for everything in every way.
// With MINUTEBOOK_SOAK every site is behind every mode; without, the members' site is, and every third cell is asked for where all
// are to be the same.
func TestAccess(t *testing.T) {
	who, what, how := tablesOf(t)
	sites, papers := buildAccess(t)
	t.Run("pages", func(t *testing.T) { holdPages(t, sites) })
	for i := range what {
		for placeholder, hash := range papers {
			what[i].name = strings.Replace(what[i].name, placeholder, hash, 1)
		}
	}
	var cells atomic.Int64
	t.Cleanup(func() {
		t.Logf("%d cells were held to the tables", cells.Load())
		if cells.Load() < 60_000 {
			t.Errorf("only %d cells were looked at", cells.Load())
		}
	})
	for _, s := range serversOf(t, sites) {
		t.Run(s.site+" "+s.mode, func(t *testing.T) {
			t.Parallel()
			cells.Add(int64(s.hold(t, who, what, how)))
		})
	}
}

var soak = os.Getenv("MINUTEBOOK_SOAK") != ""

// row is a row of a table: its name, and its cells by the heads of their columns.
type row struct {
	name  string
	cells map[string]string
}

func tablesOf(t *testing.T) (who, what, how []row) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "hosting", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, tables, ok := strings.Cut(string(text), "\n## Who is let in\n")
	if !ok {
		t.Fatal("the tables are gone")
	}
	var head []string
	all := map[string][]row{}
	for line := range strings.Lines(tables) {
		fields := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		switch {
		case !strings.HasPrefix(line, "|"):
			head = nil
		case head == nil:
			head = fields
		case !strings.HasPrefix(fields[0], "---"):
			r := row{fields[0], map[string]string{}}
			for i, h := range head[1:] {
				r.cells[h] = fields[i+1]
			}
			all[head[0]] = append(all[head[0]], r)
		}
	}
	return all["the reader sends"], all["asked for"], all["asked how"]
}

// buildAccess builds the archive of the tables; papers are the folders of its papers, by the word that the table has.
func buildAccess(t *testing.T) (out string, papers map[string]string) {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "access.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	papers = map[string]string{}
	for _, f := range a.Files {
		put(t, filepath.Join(dir, f.Name), string(f.Data))
		sum := sha256.Sum256(f.Data)
		switch filepath.Ext(f.Name) {
		case ".pdf":
			papers["PUBLIC"] = hex.EncodeToString(sum[:6])
		case ".html":
			papers["MEMBERS"] = hex.EncodeToString(sum[:6])
		}
	}
	out = filepath.Join(t.TempDir(), "out")
	if _, err := build.Run(context.Background(), build.Options{Archive: dir, Out: out}); err != nil {
		t.Fatal(err)
	}
	return out, papers
}

func put(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// server is one searchd, and the column of the first table that it answers by.
type server struct {
	site, mode, column string
	at                 string // what it printed
	missing            string // its first answer for what is not there
}

const (
	secret   = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c"
	password = "high tide"
)

func serversOf(t *testing.T, out string) []*server {
	t.Helper()
	users := put(t, filepath.Join(t.TempDir(), "users"), "ada:"+hashOf(t, password)+"\n")
	secretFile := put(t, filepath.Join(t.TempDir(), "secret"), secret+"\n")
	proxy := []string{"--groups-header", "X-Auth-Request-Groups", "--allow", "board=members", "--allow", "board=parties", "--allow", "board=public", "--allow", "divers=elsewhere"}
	all := []*server{{site: "public", mode: "open", column: "open site"}}
	for _, site := range []string{"members", "parties", "public"} {
		if site != "public" {
			all = append(all, &server{site: site, mode: "this machine", column: "restricted, this machine"})
		}
		all = append(all, &server{site: site, mode: "passwords", column: "passwords"}, &server{site: site, mode: "passwords, socket", column: "passwords"},
			&server{site: site, mode: "proxy", column: "proxy with a secret"}, &server{site: site, mode: "proxy, socket and secret", column: "proxy with a secret"},
			&server{site: site, mode: "proxy, socket", column: "proxy through a socket"})
	}
	if !soak {
		all = slices.DeleteFunc(all, func(s *server) bool { return s.site != "members" && s.mode != "open" && s.mode != "this machine" })
	}
	for _, s := range all {
		args := []string{"--site", filepath.Join(out, s.site), "--listen", "127.0.0.1:0"}
		if strings.Contains(s.mode, "socket") {
			args[3] = "unix:" + filepath.Join(t.TempDir(), "s")
		}
		if strings.HasPrefix(s.mode, "passwords") {
			args = append(args, "--htpasswd", users)
		}
		if strings.HasPrefix(s.mode, "proxy") {
			args = append(args, proxy...)
		}
		if s.mode == "proxy" || strings.HasSuffix(s.mode, "secret") {
			args = append(args, "--secret-file", secretFile)
		}
		s.at = inProcess(t, args)
	}
	return all
}

func hashOf(t *testing.T, password string) string {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte(password), 10)
	if err != nil {
		t.Fatal(err)
	}
	return string(hash)
}

// inProcess runs searchd until the test ends, and returns the line that says where it answers.
func inProcess(t *testing.T, args []string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	var log strings.Builder
	go func() {
		ended <- run(ctx, args, in, &log)
		in.Close()
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatalf("%v: %s", args, log.String())
	}
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != done {
			t.Errorf("it ends with %d", status)
		}
		for _, word := range []string{secret, password, "board", "divers", "lamps", "hwc-", "Groups", "Basic"} {
			if strings.Contains(log.String(), word) {
				t.Errorf("the log has %s", word)
			}
		}
	})
	return strings.TrimSpace(string(line[:n]))
}

// hold asks a server for every cell and returns how many there were.
func (s *server) hold(t *testing.T, who, what, how []row) (cells int) {
	wire := newWire(t, s.at)
	known := answers(t, wire, s, what)
	var refusal *reply // the first one; all others must be it
	asksNobody := s.column == "open site" || s.column == "restricted, this machine"
	for i, reader := range who {
		verdict := reader.cells[s.column]
		lines := linesOf(t, reader.name, wire.host)
		for j, asked := range what {
			for k, manner := range how {
				q, ok := ask(t, asked, manner.name, known[asked.name].header.Get("ETag"))
				if !ok {
					continue
				}
				health := asked.name == "whether it runs `/healthz`" && q.plain
				if !soak && (verdict != "in" || asksNobody) && (i+j+k)%3 != 0 {
					continue
				}
				cells++
				got := wire.send(t, q.method, q.target, append(slices.Clone(lines), q.lines...))
				if verdict != "in" && !health {
					refusal = s.refused(t, refusal, got, verdict, q, reader.name)
					continue
				}
				s.answered(t, got, known[asked.name], q, expected(asked, manner, s.site, known[asked.name]), reader.name+": "+asked.name)
			}
		}
	}
	return cells
}

// answers are what somebody who is let in gets for each row of the second table.
func answers(t *testing.T, wire *wire, s *server, what []row) map[string]reply {
	t.Helper()
	in := map[string]string{"passwords": "the right password", "proxy with a secret": "the secret, the right group", "proxy through a socket": "the right group"}[s.column]
	if in == "" {
		in = "nothing"
	}
	known := map[string]reply{}
	for _, asked := range what {
		q, _ := ask(t, asked, "`GET`", "")
		known[asked.name] = wire.send(t, q.method, q.target, linesOf(t, in, wire.host))
	}
	return known
}

// expected is the status that the second and third table tell.
func expected(asked, manner row, site string, known reply) string {
	column := "anything else"
	if known.header.Get("ETag") != "" {
		column = "a file"
	}
	if told := manner.cells[column]; told != "as told" {
		return told
	}
	return asked.cells[site]
}

// refused holds a refusal to the first one: status, headers and bytes.
func (s *server) refused(t *testing.T, first *reply, got reply, verdict string, q question, about string) *reply {
	t.Helper()
	if first == nil && q.method == "GET" {
		first = &got
		if challenged := got.header.Get("WWW-Authenticate") != ""; challenged != (verdict == "401") || got.body == "" {
			t.Errorf("%s: a refusal with %v", about, got.header)
		}
	}
	if q.method == "HEAD" && first != nil {
		if got.body != "" {
			t.Errorf("%s: HEAD %s has a body", about, q.target)
		}
		got.body = first.body
	}
	if fmt.Sprint(got.status) != verdict || first != nil && got.String() != first.String() {
		t.Errorf("%s: %s %s %q: %s\nnot the refusal %s, %v", about, q.method, q.target, q.lines, got, verdict, first)
	}
	return first
}

// answered holds an answer to the tables, to the headers of every answer, and to what the others like it got.
func (s *server) answered(t *testing.T, got, known reply, q question, want, about string) {
	t.Helper()
	if fmt.Sprint(got.status) != want {
		t.Errorf("%s: %s %s %q: %d, want %s", about, q.method, q.target, q.lines, got.status, want)
		return
	}
	if got.header.Get("Content-Security-Policy") == "" || got.header.Get("X-Content-Type-Options") != "nosniff" || got.header.Get("Last-Modified") != "" {
		t.Errorf("%s: %s %s has headers %v", about, q.method, q.target, got.header)
	}
	guarded := s.mode != "open" && known.body != "ok\n"
	if closed := got.header.Get("X-Robots-Tag") != "" && got.header.Get("Cache-Control") == "private, no-store"; guarded && !closed {
		t.Errorf("%s: %s %s may be kept: %v", about, q.method, q.target, got.header)
	}
	switch {
	case q.method == "HEAD" && got.body != "":
		t.Errorf("%s: HEAD has a body", about)
	case got.status == http.StatusNotFound && q.method == "GET" && got.String() != s.missed(got):
		t.Errorf("%s: %s is told from what is not there: %s", about, q.target, got)
	case q.plain && q.method == "GET" && got.status == known.status && !strings.Contains(known.body, "took_ms") && got.String() != known.String():
		t.Errorf("%s: %s is %s, not %s", about, q.target, got, known)
	}
}

// missed is the first answer of the server for what is not there.
func (s *server) missed(got reply) string {
	if s.missing == "" {
		s.missing = got.String()
	}
	return s.missing
}
