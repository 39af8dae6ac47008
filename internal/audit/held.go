package audit

import (
	"encoding/binary"
	"slices"
	"sort"
)

// held is which words, rows of two, three, four and eight words, and keys a site's files hold, by hashes, so that what is withheld anew can
// be looked for in all of them without reading one. Of each hash 40 bits are kept: where it has fifty million, one of 20,000 that it
// does not have is taken for held, which costs a search of everything. What files no longer say stays in it.
type held struct {
	shards [heldShards][]byte  // sorted, three bytes each
	young  *[heldShards][]byte // alike, of what is not in shards yet; nil for nothing
	recent []uint64            // in neither yet
	spare  []uint64
	sizes  [2]int // hashes in shards and in young, while there is a young
}

const (
	heldShards = 1 << 16
	heldRecent = 1 << 22
)

// rest is what is kept of a hash within its shard.
func rest(hash uint64) uint32 { return uint32(hash >> 24 & 0xFFFFFF) }

func restAt(shard []byte, i int) uint32 {
	return uint32(shard[3*i])<<16 | uint32(shard[3*i+1])<<8 | uint32(shard[3*i+2])
}

// note takes hashes in; it is for one goroutine.
func (h *held) note(hashes []uint64) {
	for len(hashes) > 0 {
		n := min(len(hashes), heldRecent-len(h.recent))
		h.recent = append(h.recent, hashes[:n]...)
		if hashes = hashes[n:]; len(h.recent) == heldRecent {
			h.merge()
		}
	}
}

// has says whether a hash was noted, before the last settling.
func (h *held) has(hash uint64) bool {
	shard, want := h.shards[hash>>48], rest(hash)
	i := sort.Search(len(shard)/3, func(i int) bool { return restAt(shard, i) >= want })
	return i < len(shard)/3 && restAt(shard, i) == want
}

// merge puts what was noted among the young, and these in their place once they are half as many as all others: so each hash is moved
// a few times, however many there are.
func (h *held) merge() {
	if len(h.recent) == 0 {
		return
	}
	if h.young == nil {
		h.young, h.sizes = &[heldShards][]byte{}, [2]int{h.len(), 0}
	}
	if len(h.spare) < len(h.recent) {
		h.spare = make([]uint64, cap(h.recent))
	}
	for shift := 24; shift < 64; shift += keyBits { // the lowest bits are not kept
		sortByBits(h.spare[:len(h.recent)], h.recent, shift)
		h.recent, h.spare = h.spare[:len(h.recent)], h.recent[:cap(h.recent)]
	}
	for from := 0; from < len(h.recent); {
		top := h.recent[from] >> 48
		to := from
		for to < len(h.recent) && h.recent[to]>>48 == top {
			to++
		}
		before := len(h.young[top])
		h.young[top] = merged(h.young[top], h.recent[from:to])
		h.sizes[1] += (len(h.young[top]) - before) / 3
		from = to
	}
	h.recent = h.recent[:0]
	if 2*h.sizes[1] >= h.sizes[0] {
		h.age()
	}
}

// age puts the young in their place.
func (h *held) age() {
	if h.young == nil {
		return
	}
	for i, shard := range h.young {
		h.shards[i], h.young[i] = both(h.shards[i], shard), nil
	}
	h.young = nil
}

// settle puts all that was noted in its place.
func (h *held) settle() {
	h.merge()
	h.age()
}

const keyBits = 10

// sortByBits sorts hashes by some of their bits, and leaves those that agree in them in their order.
func sortByBits(to, from []uint64, shift int) {
	var at [1 << keyBits]int
	for _, h := range from {
		at[h>>shift&(1<<keyBits-1)]++
	}
	sum := 0
	for i, n := range at {
		at[i] = sum
		sum += n
	}
	for _, h := range from {
		bits := h >> shift & (1<<keyBits - 1)
		to[at[bits]] = h
		at[bits]++
	}
}

// merged is a shard with hashes that are sorted by the bits that are kept.
func merged(shard []byte, hashes []uint64) []byte {
	out := make([]byte, 0, len(shard)+3*len(hashes))
	last := uint32(1 << 24) // none
	put := func(v uint32) {
		if v != last {
			out = append(out, byte(v>>16), byte(v>>8), byte(v))
			last = v
		}
	}
	for ; len(shard) > 0; shard = shard[3:] {
		v := restAt(shard, 0)
		for len(hashes) > 0 && rest(hashes[0]) < v {
			put(rest(hashes[0]))
			hashes = hashes[1:]
		}
		put(v)
	}
	for _, h := range hashes {
		put(rest(h))
	}
	return slices.Clip(out)
}

// both are two shards as one.
func both(shard, other []byte) []byte {
	switch {
	case len(other) == 0:
		return shard
	case len(shard) == 0:
		return other
	}
	hashes := make([]uint64, len(other)/3)
	for i := range hashes {
		hashes[i] = uint64(restAt(other, i)) << 24
	}
	return merged(shard, hashes)
}

func (h *held) len() (n int) {
	for _, shard := range h.shards {
		n += len(shard) / 3
	}
	return n
}

// A held is stored in parts, so that neither who stores it nor who asks for some hashes has all of it twice.
const (
	heldParts     = 64
	shardsOfParts = heldShards / heldParts
)

func partOf(hash uint64) int { return int(hash >> 48 / shardsOfParts) }

// done gives up what noting needs.
func (h *held) done() {
	h.settle()
	h.recent, h.spare = nil, nil
}

// marshalPart is what was noted of a part; it is forgotten.
func (h *held) marshalPart(n int) []byte {
	shards := h.shards[n*shardsOfParts : (n+1)*shardsOfParts]
	size := 0
	for _, shard := range shards {
		size += 4 + len(shard)
	}
	data := make([]byte, 0, size)
	for i, shard := range shards {
		data = binary.LittleEndian.AppendUint32(data, uint32(len(shard)))
		data = append(data, shard...)
		shards[i] = nil
	}
	return data
}

// readPart reads what marshalPart gave, in place of what is held of the part; ok is false where it is something else. data must stay as
// it is.
func (h *held) readPart(n int, data []byte) (ok bool) {
	for i := n * shardsOfParts; i < (n+1)*shardsOfParts; i++ {
		if len(data) < 4 {
			return false
		}
		n := binary.LittleEndian.Uint32(data)
		if data = data[4:]; n%3 != 0 || uint64(n) > uint64(len(data)) {
			return false
		}
		h.shards[i], data = data[:n:n], data[n:]
	}
	return len(data) == 0
}

// marshal is all that was noted; it is forgotten.
func (h *held) marshal() []byte {
	h.settle()
	data := make([]byte, 0, 4*heldShards+3*h.len())
	for n := range heldParts {
		data = append(data, h.marshalPart(n)...)
	}
	return data
}

// readHeld reads what marshal gave; ok is false where it is something else. data must stay as it is.
func readHeld(data []byte) (h *held, ok bool) {
	h = &held{}
	for i := range h.shards {
		if len(data) < 4 {
			return nil, false
		}
		n := binary.LittleEndian.Uint32(data)
		if data = data[4:]; n%3 != 0 || uint64(n) > uint64(len(data)) {
			return nil, false
		}
		h.shards[i], data = data[:n:n], data[n:]
	}
	return h, len(data) == 0
}

// add takes in what another one holds.
func (h *held) add(other *held) {
	other.settle()
	h.settle()
	for n := range heldParts {
		h.addPart(n, other)
	}
}

func (h *held) addPart(n int, other *held) {
	for i := n * shardsOfParts; i < (n+1)*shardsOfParts; i++ {
		h.shards[i] = both(h.shards[i], other.shards[i])
	}
}
