package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
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
