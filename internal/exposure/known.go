package exposure

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"

	"minutebook/internal/policy"
)

// Known are the passages of documents that an earlier build has looked at, by file and text. A nil Known knows none. It is for several
// goroutines.
type Known struct {
	rules  [sha256.Size]byte
	before map[[sha256.Size]byte][]byte

	mu   sync.Mutex
	used map[[sha256.Size]byte][]byte
	more bool // than before
}

// ReadKnown reads what Marshal gave, as far as it is of the same rules: two builds have the same only if they read and rank every
// document alike. Of what is something else nothing is known.
func ReadKnown(data []byte, rules [sha256.Size]byte) *Known {
	k := &Known{rules: rules, used: map[[sha256.Size]byte][]byte{}}
	rest, ok := bytes.CutPrefix(data, rules[:])
	if !ok {
		return k
	}
	before := map[[sha256.Size]byte][]byte{}
	for len(rest) > 0 {
		if len(rest) < sha256.Size+4 {
			return k
		}
		sum, n := [sha256.Size]byte(rest), uint64(binary.LittleEndian.Uint32(rest[sha256.Size:]))
		if rest = rest[sha256.Size+4:]; n > uint64(len(rest)) {
			return k
		}
		before[sum], rest = rest[:n:n], rest[n:]
	}
	k.before = before
	return k
}

// Marshal is what the next build may know: what this one asked for. ok is false where that is what this one knew already.
func (k *Known) Marshal() (data []byte, ok bool) {
	if k == nil || !k.more && len(k.used) == len(k.before) {
		return nil, false
	}
	sums := make([][sha256.Size]byte, 0, len(k.used))
	for sum := range k.used {
		sums = append(sums, sum)
	}
	slices.SortFunc(sums, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	data = slices.Clone(k.rules[:])
	for _, sum := range sums {
		data = append(data, sum[:]...)
		data = binary.LittleEndian.AppendUint32(data, uint32(len(k.used[sum])))
		data = append(data, k.used[sum]...)
	}
	return data, true
}

// passages are those of a document; gather is asked where they are not known.
func (k *Known) passages(file string, text [sha256.Size]byte, gather func() []passage) []passage {
	if k == nil {
		return gather()
	}
	sum := sha256.Sum256(append([]byte(file+"\x00"), text[:]...))
	coded, ok := k.before[sum]
	if !ok {
		k.mu.Lock()
		coded, ok = k.used[sum]
		k.mu.Unlock()
	}
	if ok {
		if found, ok := readPassages(coded, file); ok {
			k.note(sum, coded, false)
			return found
		}
	}
	found := gather()
	k.note(sum, writePassages(found), true)
	return found
}

func (k *Known) note(sum [sha256.Size]byte, coded []byte, more bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.used[sum] = coded
	k.more = k.more || more
}

// whats are the values of passage.what.
var whats = []string{"document", "page", "item", "action", "decision", "passage", "reason"}

func writePassages(all []passage) (data []byte) {
	for _, p := range all {
		data = binary.LittleEndian.AppendUint64(data, p.key.document)
		data = binary.LittleEndian.AppendUint64(data, p.key.words)
		data = append(data, byte(slices.Index(whats, p.what)), byte(p.level))
		data = binary.LittleEndian.AppendUint32(data, uint32(p.line))
		data = binary.LittleEndian.AppendUint32(data, uint32(p.under))
	}
	return data
}

const passageSize = 8 + 8 + 1 + 1 + 4 + 4

func readPassages(data []byte, file string) (all []passage, ok bool) {
	if len(data)%passageSize != 0 {
		return nil, false
	}
	all = make([]passage, 0, len(data)/passageSize)
	for ; len(data) > 0; data = data[passageSize:] {
		what, under := int(data[16]), int(int32(binary.LittleEndian.Uint32(data[22:])))
		if what >= len(whats) || under < -1 || under >= len(all) {
			return nil, false
		}
		all = append(all, passage{
			key:  key{binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[8:])},
			what: whats[what], file: file, line: int(binary.LittleEndian.Uint32(data[18:])),
			level: policy.Level(data[17]), under: under,
		})
	}
	return all, true
}
