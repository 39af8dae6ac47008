package audit

import "hash/maphash"

// recent remembers texts that were looked at a while ago, by their hashes; it forgets one where it notes another.
type recent struct{ hashes []uint64 }

// newRecent remembers so many, a power of two.
func newRecent(n int) recent { return recent{make([]uint64, n)} }

var recentSeed = maphash.MakeSeed()

// note says whether a text is remembered, and remembers it. Texts that are read in other ways have another way.
func (r *recent) note(text string, way uint64) (known bool) {
	h := maphash.String(recentSeed, text) + way*factor
	at := &r.hashes[h%uint64(len(r.hashes))]
	if *at == h {
		return true
	}
	*at = h
	return false
}

// forget takes a note back.
func (r *recent) forget(text string, way uint64) {
	h := maphash.String(recentSeed, text) + way*factor
	if at := &r.hashes[h%uint64(len(r.hashes))]; *at == h {
		*at = 0
	}
}
