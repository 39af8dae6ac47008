package site

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/record"
)

// key stands for all that a page's value depends on, but for what all pages share (shared): pages of the same address,
// layout and key have the same value. Two values may be the same under different keys.
//
// What a page tells of its own record is in its key whole; of others, their faces: what pages of other records show of them.
type key [16]byte

// keys makes the keys of pages. The faces of records are made before, each once, so that keys can be asked for by several goroutines.
type keys struct {
	*builder
	scratch  sync.Pool // of *facts
	meetings map[*record.Meeting]key
	doings   map[*record.Meeting]key
	actions  map[*record.Action]key
	decided  map[*record.Decision]key
	subjects map[*record.Subject]key
	meanings map[*record.Term]key
}

func newKeys(b *builder) *keys {
	k := &keys{builder: b, scratch: sync.Pool{New: func() any { return new(facts) }}}
	all := b.meetings()
	k.meetings = facesOf(k, all, k.meetingFacts)
	k.actions = facesOf(k, b.record.Actions, k.actionFacts)
	k.decided = facesOf(k, b.record.Decisions, k.decisionFacts)
	k.doings = facesOf(k, all, k.doneFacts)
	k.subjects = facesOf(k, b.record.Subjects(), k.subjectFacts)
	k.meanings = facesOf(k, b.record.Glossary, k.termFacts)
	return k
}

// sum is the key of what tell says.
func (k *keys) sum(tell func(f *facts)) key {
	f := k.scratch.Get().(*facts)
	defer k.scratch.Put(f)
	*f = (*f)[:0]
	tell(f)
	return f.sum()
}

// facesOf makes the faces of records, by as many at a time as there are processors.
func facesOf[T comparable](k *keys, of []T, tell func(f *facts, one T)) map[T]key {
	sums := make([]key, len(of))
	_ = inPieces(len(of), func(from, to int) error { // none fails
		for i := from; i < to; i++ {
			sums[i] = k.sum(func(f *facts) { tell(f, of[i]) })
		}
		return nil
	})
	faces := make(map[T]key, len(of))
	for i, one := range of {
		faces[one] = sums[i]
	}
	return faces
}

// face is that of a record, which was made before or, for one that the record does not list, is made now.
func face[T comparable](k *keys, made map[T]key, of T, tell func(f *facts, one T)) key {
	if known, ok := made[of]; ok {
		return known
	}
	return k.sum(func(f *facts) { tell(f, of) })
}

// piece is how many records are asked at once.
const piece = 256

// inPieces does all of n, in pieces, on all processors.
func inPieces(n int, do func(from, to int) error) error {
	var next atomic.Int64
	var all errgroup.Group
	for range min(runtime.GOMAXPROCS(0), (n+piece-1)/piece) {
		all.Go(func() error {
			for {
				from := int(next.Add(piece)) - piece
				if from >= n {
					return nil
				}
				if err := do(from, min(from+piece, n)); err != nil {
					return err
				}
			}
		})
	}
	return all.Wait()
}

// shared is what all pages of a site have in common, and what any may show of the record as a whole.
func (b *builder) shared(p *printer, settings [sha256.Size]byte) key {
	var f facts
	f.text(string(settings[:]))
	for _, l := range p.layouts {
		f.text(l.name, string(l.data))
	}
	f.json(p.config())
	f.json(b.feeds)
	f.json(b.wholeBand())
	f.text(b.commonestVerb(), fmt.Sprint(b.record.Site))
	for _, l := range b.policy.Levels() {
		f.json(b.band(l))
	}
	return f.sum()
}
