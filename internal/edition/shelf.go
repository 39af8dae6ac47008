package edition

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"minutebook/internal/cache"
	"minutebook/internal/ledger"
	"minutebook/internal/minutes"
)

// Shelf keeps documents as they were read, so that no text is read twice and not all of them are held: in the cache of the
// archive, below its folder read/.
//
//	read/files/07            of each source: its state, its hash, its head (written by internal/archive)
//	read/sites/SITE/07       of each source: its hash, and of what is left of it the hash and the outline
//	read/texts/3f/1a...      a text and the whole document; named by the hash of its file's name, its text and the rules
//
// A nil Shelf keeps nothing; documents are then held whole.
type Shelf struct {
	cache *cache.Cache
	rules [sha256.Size]byte
	fresh atomic.Bool // whether a text was put on the shelf

	mu     sync.Mutex
	live   map[string]bool // the texts that documents of this run stand on
	recent [recentDocuments]recent
	next   int
	fault  error
}

// recentDocuments is how many documents that were asked for stay at hand: a page asks for its own more than once.
const recentDocuments = 16

type recent struct {
	name     string
	text     string
	document *minutes.Minutes
}

// NewShelf makes a shelf for documents that are read by rules of this hash.
func NewShelf(c *cache.Cache, rules [sha256.Size]byte) *Shelf {
	return &Shelf{cache: c, rules: rules, live: map[string]bool{}}
}

// ErrGone is the cause when a document can be read no more.
var ErrGone = errors.New("a document changed while the archive was read; build again")

// Err says what went wrong since the shelf was made. What was made of documents after that is not to be used.
func (s *Shelf) Err() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fault
}

func (s *Shelf) gone(file string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fault == nil {
		s.fault = fmt.Errorf("%s: %w", file, ErrGone)
	}
}

// Ledger opens what is kept below read/ under a name, of entries that depend on the rules and on what else is said.
func (s *Shelf) Ledger(name, also string) *ledger.Ledger {
	return ledger.Open(s.cache, "read/"+name, sha256.Sum256(append(s.rules[:], also...)))
}

const textsFolder = "read/texts/"

// name is that of a text on the shelf.
func (s *Shelf) name(file string, sum [sha256.Size]byte) string {
	h := sha256.New()
	h.Write(s.rules[:])
	h.Write(sum[:])
	h.Write([]byte(file))
	all := hex.EncodeToString(h.Sum(nil)[:16])
	return all[:2] + "/" + all[2:]
}

// Put keeps a document with its text. ok is false where it cannot, so that somebody must hold it.
func (s *Shelf) Put(m *minutes.Minutes, text []byte, sum [sha256.Size]byte) (ok bool) {
	if s == nil || s.cache == nil {
		return false
	}
	name := s.name(m.File, sum)
	body := binary.AppendUvarint(append(make([]byte, 0, 3*len(text)+1024), s.rules[:]...), uint64(len(text)))
	if err := s.cache.Store(textsFolder+name, m.AppendTo(append(body, text...))); err != nil {
		return false
	}
	s.fresh.Store(true)
	s.uses(name)
	return true
}

func (s *Shelf) uses(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live[name] = true
}

// Uses says that a document which was put once is used.
func (s *Shelf) Uses(file string, sum [sha256.Size]byte) { s.uses(s.name(file, sum)) }

// take is a document with its text as it was put; ok is false where it is not there.
func (s *Shelf) take(file string, sum [sha256.Size]byte) (text string, m *minutes.Minutes, ok bool) {
	if s == nil || s.cache == nil {
		return "", nil, false
	}
	name := s.name(file, sum)
	s.mu.Lock()
	for _, r := range s.recent {
		if r.name == name {
			s.mu.Unlock()
			return r.text, r.document, true
		}
	}
	s.mu.Unlock()
	if text, m, ok = s.load(name, file, sum); !ok {
		return "", nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recent[s.next] = recent{name, text, m}
	s.next = (s.next + 1) % recentDocuments
	return text, m, true
}

func (s *Shelf) load(name, file string, sum [sha256.Size]byte) (text string, m *minutes.Minutes, ok bool) {
	data, ok := s.cache.Load(textsFolder + name)
	if !ok {
		return "", nil, false
	}
	body, ok := bytes.CutPrefix(data, s.rules[:])
	n, size := binary.Uvarint(body)
	if !ok || size <= 0 || n > uint64(len(body)-size) {
		return "", nil, false
	}
	all := string(body[size:])
	if text = all[:n]; sha256.Sum256([]byte(text)) != sum {
		return "", nil, false
	}
	m, err := minutes.DecodeWithin(all[n:]) // no longer held than text
	return text, m, err == nil && m.File == file
}

// Tidy takes away the texts that no document of this run stands on. It is for runs that made the editions of all sites.
func (s *Shelf) Tidy() error {
	if s == nil || s.cache == nil || !s.fresh.Load() {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed error
	for _, name := range s.cache.Names(strings.TrimSuffix(textsFolder, "/")) {
		if !s.live[name] {
			failed = errors.Join(failed, s.cache.Forget(textsFolder+name))
		}
	}
	return failed
}
