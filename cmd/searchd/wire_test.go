package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// wire speaks to a server byte by byte: a client of Go would mend what a reader spells oddly.
type wire struct {
	network, address, host string
	conn                   net.Conn
	in                     *bufio.Reader
}

func newWire(t *testing.T, at string) *wire {
	w := &wire{network: "unix", host: "localhost"}
	var tcp bool
	if w.address, tcp = strings.CutPrefix(strings.TrimSuffix(at, "/"), "http://"); tcp {
		w.network, w.host = "tcp", w.address
	} else {
		w.address = strings.TrimPrefix(at, "unix:")
	}
	t.Cleanup(func() {
		if w.conn != nil {
			w.conn.Close()
		}
	})
	return w
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	body   string
}

// String is all of a reply but when it was given.
func (r reply) String() string {
	var s strings.Builder
	fmt.Fprintln(&s, r.status)
	for _, name := range slices.Sorted(maps.Keys(r.header)) {
		if name != "Date" {
			fmt.Fprintln(&s, name, r.header[name])
		}
	}
	return s.String() + r.body
}

// send asks once, on the connection that is open if it still is.
func (w *wire) send(t *testing.T, method, target string, lines []string) reply {
	t.Helper()
	text := method + " " + target + " HTTP/1.1\r\n" + strings.Join(lines, "\r\n") + "\r\n\r\n"
	for range 2 {
		if w.conn == nil {
			c, err := net.Dial(w.network, w.address)
			if err != nil {
				t.Fatal(err)
			}
			w.conn, w.in = c, bufio.NewReader(c)
		}
		if r, err := w.exchange(method, text); err == nil {
			return r
		}
		w.conn.Close()
		w.conn = nil
	}
	t.Fatalf("no answer to %s %s", method, target)
	return reply{}
}

func (w *wire) exchange(method, text string) (reply, error) {
	if err := w.conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		return reply{}, err
	}
	if _, err := io.WriteString(w.conn, text); err != nil {
		return reply{}, err
	}
	r, err := http.ReadResponse(w.in, &http.Request{Method: method})
	if err != nil {
		return reply{}, err
	}
	body, err := io.ReadAll(r.Body)
	r.Body.Close()
	if r.Close {
		w.conn.Close()
		w.conn = nil
	}
	return reply{r.StatusCode, r.Header, string(body)}, err
}

// linesOf are the header lines of a reader of the first table.
func linesOf(t *testing.T, name, host string) []string {
	t.Helper()
	basic := func(user, password string) string {
		return "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
	}
	const proof, groups = "X-Proxy-Secret: " + secret, "X-Auth-Request-Groups: "
	lines := map[string][]string{
		"nothing":                                         {},
		"the right password":                              {basic("ada", password)},
		"a wrong password":                                {basic("ada", "low tide")},
		"an empty password":                               {basic("ada", "")},
		"an unknown user":                                 {basic("eve", password)},
		"a user of another site":                          {basic("divers", "deep")},
		"a damaged `Authorization`":                       {basic("ada", password)[:30]},
		"two `Authorization`, both right":                 {basic("ada", password), basic("ada", password)},
		"the right group":                                 {groups + "board"},
		"the right group among others":                    {groups + "staff, board,divers"},
		"the right group in a header of small letters":    {strings.ToLower(groups) + "board"},
		"a group of another site":                         {groups + "divers"},
		"no group":                                        {groups},
		"the right group twice":                           {groups + "board", groups + "board"},
		"the right group in large and small letters":      {groups + "board", strings.ToLower(groups) + "board"},
		"the right group in a header with underscores":    {"X_Auth_Request_Groups: board"},
		"the right group in both spellings":               {groups + "board", "x-auth_request-groups: board"},
		"the right group, a wrong secret":                 {groups + "board", "X-Proxy-Secret: " + strings.Repeat("0", len(secret))},
		"the right group, an empty secret":                {groups + "board", "X-Proxy-Secret: "},
		"the secret":                                      {proof},
		"the secret twice, the right group":               {proof, proof, groups + "board"},
		"the secret in both spellings, the right group":   {proof, "X_Proxy_Secret: " + secret, groups + "board"},
		"the right password, the secret, the right group": {basic("ada", password), proof, groups + "board"},
	}
	name, other := strings.CutSuffix(name, ", and another name in `Host`")
	if other {
		host = "minutes.example.org"
	}
	if found, ok := lines[name]; ok {
		return append(found, "Host: "+host)
	}
	if rest, ok := strings.CutPrefix(name, "the secret, "); ok && lines[rest] != nil {
		return append(lines[rest], proof, "Host: "+host)
	}
	t.Fatalf("nobody knows how to send %s", name)
	return nil
}

// question is a cell: what is asked for, and how.
type question struct {
	method, target string
	lines          []string
	plain          bool // GET or HEAD of the address as it is
}

// ask puts a row of the second table in the way of one of the third; ok is false where the two are no pair.
func ask(t *testing.T, asked row, manner, tag string) (q question, ok bool) {
	t.Helper()
	_, target, _ := strings.Cut(strings.TrimSuffix(asked.name, "`"), "`")
	at, query, _ := strings.Cut(target, "?")
	if query != "" {
		query = "?" + query
	}
	first := strings.IndexFunc(at, unicode.IsLower)
	other := func(target string) (question, bool) { return question{"GET", target + query, nil, false}, target != at }
	switch manner {
	case "`Range: bytes=0-3`":
		return question{"GET", target, []string{"Range: bytes=0-3"}, true}, true
	case "`If-None-Match` with its ETag":
		return question{"GET", target, []string{"If-None-Match: " + tag}, true}, tag != ""
	case "`If-None-Match` with another":
		return question{"GET", target, []string{`If-None-Match: "0123456789abcdef0123456789abcdef"`}, true}, true
	case "`If-Modified-Since`":
		return question{"GET", target, []string{"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"}, true}, true
	case "a letter as `%xx`":
		if first < 0 || strings.Contains(at, "%") {
			return q, false
		}
		q, ok = other(fmt.Sprintf("%s%%%02x%s", at[:first], at[first], at[first+1:]))
		q.plain = true
		return q, ok
	case "a letter as `%25xx`":
		if first < 0 || strings.Contains(at, "%") {
			return q, false
		}
		return other(fmt.Sprintf("%s%%25%02x%s", at[:first], at[first], at[first+1:]))
	case "in capitals":
		return other(strings.ToUpper(at))
	}
	if m, plain := strings.CutSuffix(strings.TrimPrefix(manner, "`"), "`"); plain && !strings.Contains(m, "`") {
		return question{m, target, nil, m == "GET" || m == "HEAD"}, true
	}
	_, odd, _ := strings.Cut(manner, "`")
	odd, where, _ := strings.Cut(odd, "` ")
	switch where {
	case "before it":
		if odd[0] != '/' {
			odd = "/" + odd
			at = strings.TrimPrefix(at, "/")
		}
		return other(odd + at)
	case "behind it":
		return other(at + odd)
	}
	t.Fatalf("nobody knows how to ask %s", manner)
	return q, false
}
