package audit

import (
	"strings"
	"sync"
)

// notes note what texts hold, for one goroutine. Nil notes nothing.
type notes struct {
	to     *noted
	hashes []uint64
	lately [1 << 13]uint64 // words and pairs, which come again and again
	longer [1 << 15]uint64 // rows of more words
}

// noted is where several goroutines note what they found.
type noted struct {
	mu sync.Mutex
	held
}

// newNotes are nil where the secrets are not to be remembered.
func (s *Secrets) newNotes() *notes {
	if s.noted == nil {
		return nil
	}
	return &notes{to: s.noted}
}

// word notes what ends with the last word of a row: run is the hash of the last eight.
func (n *notes) word(row []word, run uint64) {
	last := len(row) - 1
	h := row[last].hash
	n.often(h)
	if last >= 1 {
		two := row[last-1].hash*factor + h
		n.often(two)
		if last >= 2 {
			three := row[last-2].hash*squared + two
			n.row(three)
			if last >= 3 {
				n.row(row[last-3].hash*cubed + three)
			}
		}
	}
	if last >= runLength-1 {
		n.row(run)
	}
	if len(n.hashes) > 1<<14 {
		n.flush()
	}
}

// squared and cubed are what the first of three and of four words is multiplied with in their hash.
var squared, cubed = func() (uint64, uint64) {
	f := uint64(factor)
	return f * f, f * f * f
}()

func (n *notes) often(h uint64) {
	if at := &n.lately[h>>51]; *at != h {
		*at = h
		n.hashes = append(n.hashes, h)
	}
}

// row notes the hash of three words or more.
func (n *notes) row(h uint64) {
	if at := &n.longer[h>>49]; *at != h {
		*at = h
		n.hashes = append(n.hashes, h)
	}
}

// What a text is, beside words.
const (
	ofKey  = 0xA24BAED4963EE407
	ofStem = 0x9FB21C651E98DF25
)

// text notes a text as a whole.
func (n *notes) text(text string, what uint64) {
	if n != nil {
		n.hashes = append(n.hashes, hashOfText(text, what))
	}
}

func hashOfText(text string, what uint64) uint64 { return hashed(hashOf([]byte(text)) ^ what) }

// key notes a piece that may be an id as an index has it.
func (n *notes) key(piece string) {
	if n != nil && len(piece) <= 64 && strings.IndexAny(piece, "0123456789") >= 0 {
		n.text(piece, ofKey)
	}
}

func (n *notes) flush() {
	if n == nil || len(n.hashes) == 0 {
		return
	}
	n.to.mu.Lock()
	defer n.to.mu.Unlock()
	n.to.note(n.hashes)
	n.hashes = n.hashes[:0]
}
