package audit

import (
	"encoding/binary"
	"slices"
)

// held is which words, rows of two, three and eight words, and keys a site's files hold, by hashes, so that what is withheld anew can be looked
// for in all of them without reading one. Of each hash 44 bits are kept: where it has a hundred million, one of 170,000 that it does not have is
// taken for held, which costs a search of everything. What files no longer say stays in it.
type held struct {
	shards [heldShards][]byte // sorted, four bytes each
	recent []uint64           // not in shards yet
	spare  []uint64
}

const (
	heldShards = 1 << 12
	heldRecent = 1 << 22
)

// note takes hashes in; it is for one goroutine.
func (h *held) note(hashes []uint64) {
	for len(hashes) > 0 {
		if h.recent == nil {
			h.recent = make([]uint64, 0, heldRecent)
		}
		n := min(len(hashes), heldRecent-len(h.recent))
		h.recent = append(h.recent, hashes[:n]...)
		if hashes = hashes[n:]; len(h.recent) == heldRecent {
			h.merge()
		}
	}
}

// has says whether a hash was noted, before the last merge.
func (h *held) has(hash uint64) bool {
	shard := h.shards[hash>>52]
	want := uint32(hash >> 20)
	low, high := 0, len(shard)/4
	for low < high {
		middle := int(uint(low+high) / 2)
		if binary.LittleEndian.Uint32(shard[middle*4:]) < want {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low < len(shard)/4 && binary.LittleEndian.Uint32(shard[low*4:]) == want
}

// merge puts what was noted in its place.
func (h *held) merge() {
	if len(h.recent) == 0 {
		return
	}
	if h.spare == nil {
		h.spare = make([]uint64, heldRecent)
	}
	for shift := 20; shift < 64; shift += 11 { // the lowest bits are not kept
		sortByBits(h.spare[:len(h.recent)], h.recent, shift)
		h.recent, h.spare = h.spare[:len(h.recent)], h.recent[:cap(h.recent)]
	}
	for from := 0; from < len(h.recent); {
		top := h.recent[from] >> 52
		to := from
		for to < len(h.recent) && h.recent[to]>>52 == top {
			to++
		}
		h.shards[top] = merged(h.shards[top], h.recent[from:to])
		from = to
	}
	h.recent = h.recent[:0]
}

// sortByBits sorts hashes by 11 of their bits, and leaves those that agree in them in their order.
func sortByBits(to, from []uint64, shift int) {
	var at [1 << 11]int
	for _, h := range from {
		at[h>>shift&(1<<11-1)]++
	}
	sum := 0
	for i, n := range at {
		at[i] = sum
		sum += n
	}
	for _, h := range from {
		bits := h >> shift & (1<<11 - 1)
		to[at[bits]] = h
		at[bits]++
	}
}

// merged is a shard with hashes that are sorted by the bits that are kept.
func merged(shard []byte, hashes []uint64) []byte {
	out := make([]byte, 0, len(shard)+4*len(hashes))
	last, any := uint32(0), false
	put := func(v uint32) {
		if !any || v != last {
			out = binary.LittleEndian.AppendUint32(out, v)
			last, any = v, true
		}
	}
	for len(shard) > 0 {
		v := binary.LittleEndian.Uint32(shard)
		for len(hashes) > 0 && uint32(hashes[0]>>20) < v {
			put(uint32(hashes[0] >> 20))
			hashes = hashes[1:]
		}
		put(v)
		shard = shard[4:]
	}
	for _, h := range hashes {
		put(uint32(h >> 20))
	}
	return slices.Clip(out)
}

func (h *held) len() (n int) {
	for _, shard := range h.shards {
		n += len(shard) / 4
	}
	return n
}

// marshal is all that was noted.
func (h *held) marshal() []byte {
	h.merge()
	data := make([]byte, 0, 4*(heldShards+h.len()))
	for _, shard := range h.shards {
		data = binary.LittleEndian.AppendUint32(data, uint32(len(shard)))
		data = append(data, shard...)
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
		if data = data[4:]; n%4 != 0 || uint64(n) > uint64(len(data)) {
			return nil, false
		}
		h.shards[i], data = data[:n:n], data[n:]
	}
	return h, len(data) == 0
}

// add takes in what another one holds.
func (h *held) add(other *held) {
	other.merge()
	h.merge()
	for i, shard := range other.shards {
		hashes := make([]uint64, len(shard)/4)
		for j := range hashes {
			hashes[j] = uint64(binary.LittleEndian.Uint32(shard[4*j:])) << 20
		}
		h.shards[i] = merged(h.shards[i], hashes)
	}
}
