package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

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
	case q.plain && q.method == "GET" && got.status == known.status && !changes(known) && got.String() != known.String():
		t.Errorf("%s: %s is %s, not %s", about, q.target, got, known)
	}
}

// changes says whether an answer is another each time: it tells how long it took, or by which name it was asked for.
func changes(known reply) bool {
	return strings.Contains(known.body, "took_ms") || strings.Contains(known.body, "<OpenSearchDescription") || known.header.Get("Content-Type") == "application/x-suggestions+json"
}

// missed is the first answer of the server for what is not there.
func (s *server) missed(got reply) string {
	if s.missing == "" {
		s.missing = got.String()
	}
	return s.missing
}
