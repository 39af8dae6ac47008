package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"minutebook/internal/cache"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/ledger"
	"minutebook/internal/minutes"
)

// Remember lets Read keep what it reads in a cache, and take from there what did not change: a document whose bytes are as they
// were is not parsed, and one whose file was not touched is not even opened. Sources then come as heads; see edition.Source. It is
// called before Read.
func (a *Archive) Remember(c *cache.Cache) {
	if c != nil {
		a.shelf = edition.NewShelf(c, a.Settings)
	}
}

// Err says that a document was changed while it was still to be read again. What was made of the sources is then not to be used.
func (a *Archive) Err() error { return a.shelf.Err() }

// Tidy takes from the cache the texts that the editions made since Read do not need. It is for runs that made those of all sites.
func (a *Archive) Tidy() error { return a.shelf.Tidy() }

// reader reads documents, one at a call, and keep ends that.
func (a *Archive) reader() (read func(name string) (*edition.Source, *finding.Finding), keep func()) {
	if a.shelf == nil {
		return a.parse, func() {}
	}
	k := keptReader{a, a.shelf.Ledger("files", ""), a.again}
	return k.read, func() { _ = k.ledger.Keep() } // else the next build reads again
}

// keptReader reads what it has not kept.
type keptReader struct {
	*Archive
	ledger *ledger.Ledger
	again  func(name string) ([]byte, *minutes.Minutes, error) // one for all documents, which hold it
}

func (k keptReader) read(name string) (*edition.Source, *finding.Finding) {
	was, known := k.recall(name)
	now := k.state(name)
	if known && now.untouched(was.state) {
		k.shelf.Uses(name, was.sum)
		return k.source(was), nil
	}
	text, err := k.readFile(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	sum := sha256.Sum256(text)
	if known && was.sum == sum {
		if now.settled() || !slices.Equal(now[:lookedAt], was.state[:lookedAt]) {
			was.state = now
			k.ledger.Put(name, was.text())
		}
		return k.source(was), nil
	}
	s, fault := k.parseText(name, text)
	if s == nil || s.Minutes == nil || !k.shelf.Put(s.Minutes, text, sum) {
		return s, fault
	}
	k.ledger.Put(name, document{now, sum, s.Minutes.Head()}.text())
	if read, ok := k.recall(name); ok { // which holds nothing of the text
		return k.source(read), nil
	}
	return s, fault
}

// source is a document of which no more than the head is held.
func (k keptReader) source(d document) *edition.Source {
	s := edition.Kept(d.head, k.shelf, d.sum, k.again)
	return &s
}

// again reads a document anew.
func (a *Archive) again(name string) ([]byte, *minutes.Minutes, error) {
	text, err := a.readFile(name)
	if err != nil {
		return nil, nil, err
	}
	return text, minutes.Parse(name, text, a.Rules), nil
}

// document is what is kept of a document.
type document struct {
	state state
	sum   [sha256.Size]byte
	head  *minutes.Minutes
}

func (k keptReader) recall(name string) (d document, ok bool) {
	text, ok := k.ledger.Get(name)
	if !ok || len(text) < stateSize+sha256.Size {
		return d, false
	}
	for i := range d.state {
		d.state[i] = int64(binary.LittleEndian.Uint64([]byte(text[8*i : 8*i+8])))
	}
	d.sum = [sha256.Size]byte([]byte(text[stateSize : stateSize+sha256.Size]))
	head, err := minutes.Decode(text[stateSize+sha256.Size:])
	if err != nil || head.File != name || !head.IsOutline() {
		return d, false
	}
	d.head = head
	return d, true
}

func (d document) text() string {
	var s []byte
	for _, n := range d.state {
		s = binary.LittleEndian.AppendUint64(s, uint64(n))
	}
	return string(d.head.AppendTo(append(s, d.sum[:]...)))
}

// state tells whether a file was touched: its size, its number, when its bytes and when it itself were changed last, and when that
// was looked at. That of what cannot be told is empty.
type state [5]int64

const stateSize = 8 * len(state{})

const (
	bytesOf = iota
	fileNumber
	modified
	changed
	lookedAt
)

// settles is how long after a change a file system may still give another the same time.
const settles = int64(2 * time.Second)

// untouched says whether the bytes of a file must be those that they were.
func (now state) untouched(was state) bool {
	return was != state{} && slices.Equal(now[:lookedAt], was[:lookedAt]) && was.settled()
}

func (s state) settled() bool { return max(s[modified], s[changed])+settles < s[lookedAt] }

// state looks at a file. A document that a link leads to is read each time.
func (a *Archive) state(name string) state {
	looked := time.Now().UnixNano()
	info, err := a.root.Lstat(strings.TrimPrefix(name, "./"))
	if err != nil || !info.Mode().IsRegular() {
		return state{}
	}
	number, change, ok := stat(info)
	if !ok {
		return state{}
	}
	return state{info.Size(), number, info.ModTime().UnixNano(), change, looked}
}
