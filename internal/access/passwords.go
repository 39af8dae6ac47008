package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/sync/singleflight"
)

// What a reader may send: bcrypt reads no more of a password, and would take the rest for right.
const (
	longestName     = 255
	longestPassword = 72
)

// passwords is a file of users. It is read again when it changed; while it is at fault nobody is let in.
type passwords struct {
	file    string
	log     *slog.Logger
	compare func(hash, password []byte) error // bcrypt's own, but for tests that count
	brake   *brake
	flight  singleflight.Group // the same name and password at the same time are one piece of work

	mu   sync.Mutex
	now  *users // nil while the file is at fault
	seen os.FileInfo
	read time.Time
}

func readPasswords(file string, log *slog.Logger) (*passwords, error) {
	p := &passwords{file: file, log: log, compare: bcrypt.CompareHashAndPassword, brake: newBrake()}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p, p.reread()
}

// settled is how old a change must be before its time tells it from the next one.
const settled = 2 * time.Second

// current is the users of the file as it is now.
func (p *passwords) current() *users {
	p.mu.Lock()
	defer p.mu.Unlock()
	info, err := os.Stat(p.file)
	if err == nil && p.seen != nil && os.SameFile(info, p.seen) && info.Size() == p.seen.Size() &&
		info.ModTime().Equal(p.seen.ModTime()) && p.read.Sub(info.ModTime()) > settled {
		return p.now
	}
	if err := p.reread(); err != nil && p.seen != nil {
		p.seen = nil
		p.log.Error("nobody is let in", "error", err)
	}
	return p.now
}

// reread reads the file. What is remembered of readers stays as long as the file says the same.
func (p *passwords) reread() error {
	at := time.Now()
	info, err := os.Stat(p.file)
	var data []byte
	if err == nil {
		data, err = readFile(p.file)
	} else {
		err = fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err != nil {
		p.now = nil
		return err
	}
	if p.now != nil && p.now.text == string(data) {
		p.seen, p.read = info, at
		return nil
	}
	all, err := parseHtpasswd(p.file, string(data))
	if err != nil {
		p.now = nil
		return err
	}
	p.now, p.seen, p.read = newUsers(string(data), all), info, at
	return nil
}

func (p *passwords) gate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p.judge(r) {
		case right:
			r = r.Clone(r.Context())
			r.Header.Del("Authorization")
			next.ServeHTTP(w, r)
		case wrong:
			w.Header().Set("WWW-Authenticate", `Basic realm="Minutes", charset="UTF-8"`)
			refuse(w, http.StatusUnauthorized, "Sign in to see this site.")
		case tooMany:
			w.Header().Set("Retry-After", "30")
			refuse(w, http.StatusTooManyRequests, "Too many wrong passwords, or too many readers at once. Try again in half a minute.")
		case closed:
			refuse(w, http.StatusServiceUnavailable, "This site cannot be shown at the moment.")
		}
	})
}

// judgement is what is found of a reader.
type judgement int

const (
	wrong judgement = iota
	right
	tooMany
	closed
)

func (p *passwords) judge(r *http.Request) judgement {
	now := p.current()
	if now == nil {
		return closed
	}
	name, password, ok := credentials(r)
	if !ok {
		return wrong
	}
	mark := now.mark(name, password)
	if j, known := now.recall(name, mark); known {
		return j
	}
	found, _, _ := p.flight.Do(string(mark[:]), func() (any, error) {
		leave, ok := p.brake.enter(name)
		if !ok {
			return tooMany, nil
		}
		defer leave()
		j := now.verify(name, password, p.compare)
		now.remember(name, mark, j)
		if j == wrong {
			p.brake.failed(name)
		}
		return j, nil
	})
	return found.(judgement)
}

// credentials are those of the one Authorization header; ok is false where it is missing, doubled, of another kind or
// damaged, which costs no work.
func credentials(r *http.Request) (name, password string, ok bool) {
	if len(r.Header.Values("Authorization")) != 1 {
		return "", "", false
	}
	name, password, ok = r.BasicAuth()
	return name, password, ok && name != "" && len(name) <= longestName && utf8.ValidString(name) && password != "" && len(password) <= longestPassword
}

// users are those of one state of the file, and what was found of their passwords. No password is kept: a mark is its
// hash with a key of this process.
type users struct {
	text    string
	all     map[string]hash
	hardest int
	key     []byte

	mu   sync.Mutex
	good map[string][sha256.Size]byte // the mark of a user's right password
	bad  map[[sha256.Size]byte]bool
}

// mostBad is how many wrong passwords are remembered: a feed reader with an old one asks for ever.
const mostBad = 1024

func newUsers(text string, all map[string]hash) *users {
	u := &users{text: text, all: all, key: make([]byte, 32), good: map[string][sha256.Size]byte{}, bad: map[[sha256.Size]byte]bool{}}
	_, _ = rand.Read(u.key) // never fails
	for _, h := range all {
		u.hardest = max(u.hardest, h.cost)
	}
	return u
}

func (u *users) mark(name, password string) (m [sha256.Size]byte) {
	mac := hmac.New(sha256.New, u.key)
	fmt.Fprintf(mac, "%d:%s%s", len(name), name, password)
	copy(m[:], mac.Sum(nil))
	return m
}

func (u *users) recall(name string, mark [sha256.Size]byte) (judgement, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if good, ok := u.good[name]; ok && hmac.Equal(good[:], mark[:]) {
		return right, true
	}
	return wrong, u.bad[mark]
}

func (u *users) remember(name string, mark [sha256.Size]byte, j judgement) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if j == right {
		u.good[name] = mark
		return
	}
	if len(u.bad) >= mostBad {
		clear(u.bad)
	}
	u.bad[mark] = true
}

// verify does the same work for every name, known or not: that of the dearest hash of the file. A hash of cost n takes
// 2^n, and 2^n + 2^n + 2^(n+1) + ... + 2^(m-1) is 2^m.
func (u *users) verify(name, password string, compare func(hash, password []byte) error) judgement {
	h, known := u.all[name]
	if !known {
		h = decoy(u.hardest)
	}
	err := compare(h.text, []byte(password))
	for cost := h.cost; cost < u.hardest; cost++ {
		_ = compare(decoy(cost).text, []byte(password))
	}
	if known && err == nil {
		return right
	}
	return wrong
}

// decoy is a hash of nobody's password.
func decoy(cost int) hash {
	return hash{fmt.Appendf(nil, "$2a$%02d$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234", cost), cost}
}
