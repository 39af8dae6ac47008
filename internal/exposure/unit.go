package exposure

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/edition"
	"minutebook/internal/policy"
)

// unit is a document: a meeting with all its versions, a page or a withdrawal.
type unit struct {
	document uint64
	parts    []*part
	is       string // names all that is said in it, under the same settings
	said     []saying
	looked   bool
}

// part is one source of a unit. Its text is read when it is asked for.
type part struct {
	file   string
	sum    [sha256.Size]byte
	gather func(g *gatherer)
}

// saying is a passage of a unit: its words, and the strictest of its levels.
type saying struct {
	words uint64
	level policy.Level
}

// units are documents, and their parts in the order of the archive.
type units struct {
	policy policy.Policy
	levels levelWords
	known  *Known
	parts  []*part
	of     []*unit // of each part
	by     map[uint64]*unit
}

// Known are passages that were looked at for one site, or for the sources, and may be asked for again. A nil Known knows none. It is for
// several goroutines.
type Known struct {
	mu   sync.Mutex
	said map[[sha256.Size]byte][]saying
}

func newUnits(p policy.Policy, k *Known) *units {
	return &units{policy: p, levels: wordsOfLevels(p), known: k, by: map[uint64]*unit{}}
}

func (all *units) add(document uint64, file string, sum [sha256.Size]byte, gather func(g *gatherer)) {
	u := all.by[document]
	if u == nil {
		u = &unit{document: document}
		all.by[document] = u
	}
	p := &part{file, sum, gather}
	u.parts = append(u.parts, p)
	all.parts, all.of = append(all.parts, p), append(all.of, u)
}

// small adds what has no hash of its own.
func (all *units) small(gather func(g *gatherer)) {
	g := gatherer{levels: all.levels}
	gather(&g)
	h := sha256.New()
	for _, p := range g.found {
		_ = binary.Write(h, binary.LittleEndian, []uint64{p.key.words, uint64(p.level)}) // never fails
	}
	all.add(g.found[0].key.document, g.file, [sha256.Size]byte(h.Sum(nil)), gather)
}

// finish names the units, once all is added.
func (all *units) finish() *units {
	for _, u := range all.by {
		h := sha256.New()
		for _, p := range u.parts {
			h.Write(p.sum[:])
		}
		u.is = hex.EncodeToString(h.Sum(nil)[:16])
	}
	return all
}

// buckets are the units by the files in which they stand, sorted by document.
func (all *units) buckets() (in [buckets][]*unit) {
	for _, u := range all.by {
		in[bucketOf(u.document)] = append(in[bucketOf(u.document)], u)
	}
	for _, list := range in {
		slices.SortFunc(list, func(a, b *unit) int { return cmp.Compare(a.document, b.document) })
	}
	return in
}

// passages are those of a part, in its order; under counts within them.
func (all *units) passages(p *part) []passage {
	g := gatherer{levels: all.levels}
	p.gather(&g)
	return g.found
}

// look finds out what units say, on all cores.
func (all *units) look(these []*unit) {
	var working errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(these); i = int(next.Add(1)) - 1 {
				if u := these[i]; !u.looked {
					u.said, u.looked = all.sayings(u), true
				}
			}
			return nil
		})
	}
	_ = working.Wait() // none fails
}

func (all *units) sayings(u *unit) []saying {
	var said []saying
	for _, p := range u.parts {
		said = append(said, all.known.sayings(u.document, p.sum, func() []saying { return strictest(sayingsOf(all.passages(p))) })...)
	}
	return strictest(said)
}

func sayingsOf(found []passage) []saying {
	all := make([]saying, len(found))
	for i, p := range found {
		all[i] = saying{p.key.words, p.level}
	}
	return all
}

// strictest sorts sayings, and has each of the same words once.
func strictest(all []saying) []saying {
	slices.SortFunc(all, func(a, b saying) int { return cmp.Compare(a.words, b.words) })
	n := 0
	for _, s := range all {
		if n > 0 && all[n-1].words == s.words {
			all[n-1].level = policy.Stricter(all[n-1].level, s.level)
			continue
		}
		all[n] = s
		n++
	}
	return all[:n:n]
}

func (k *Known) sayings(document uint64, text [sha256.Size]byte, gather func() []saying) []saying {
	if k == nil {
		return gather()
	}
	sum := sha256.Sum256(binary.LittleEndian.AppendUint64(text[:], document))
	k.mu.Lock()
	said, ok := k.said[sum]
	k.mu.Unlock()
	if ok {
		return said
	}
	said = gather()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.said == nil {
		k.said = map[[sha256.Size]byte][]saying{}
	}
	k.said[sum] = said
	return said
}

// level is that of words in a unit that was looked at.
func (u *unit) level(words uint64) (policy.Level, bool) {
	if u == nil {
		return policy.Level(0), false
	}
	i, ok := slices.BinarySearchFunc(u.said, words, func(s saying, words uint64) int { return cmp.Compare(s.words, words) })
	if !ok {
		return policy.Level(0), false
	}
	return u.said[i].level, true
}

// unitsOf are those of an edition, and the notices that its readers may read.
func unitsOf(e edition.Edition, p policy.Policy, k *Known, notices []Notice) *units {
	all := newUnits(p, k)
	for _, d := range e.Documents() {
		id := d.Minutes.Meeting.ID
		if id == "" { // of a lean edition
			id = d.Full().Meeting.ID
		}
		if d.Minutes.IsOutline() {
			d.Minutes = d.Minutes.Named() // for nobody else may hold it any more
		}
		all.add(hash("meeting "+id), d.Minutes.File, d.Hash(), func(g *gatherer) { g.minutes(d.Full()) })
	}
	for _, page := range e.Pages() {
		all.small(func(g *gatherer) { g.page(page) })
	}
	for _, n := range notices {
		if e.Site().Clearance.Permits(n.Level) {
			all.small(func(g *gatherer) { g.notice(n) })
		}
	}
	return all.finish()
}
