package exposure

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"minutebook/internal/policy"
)

// buckets is in how many files the passages of a site stand, by the first bits of the hash of their document.
const buckets = 64

func bucketOf(document uint64) int { return int(document >> 58) }

// chunk is what is said in one document, as a file has it: by level the hashes of words, one after the other without anything between, so that
// nobody takes a part of one for a word.
type chunk = json.RawMessage

// bucket is what stands in a file: chunks by document.
type bucket map[string]chunk

func code(n uint64) string { return fmt.Sprintf("%016x", n) }

func decode(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 16, 64)
	if err != nil || len(text) != 16 {
		return 0, fmt.Errorf("%q is no hash", text)
	}
	return n, nil
}

// chunkOf has sayings that are sorted.
func chunkOf(said []saying, p policy.Policy) chunk {
	levels := map[string][]byte{}
	for _, s := range said {
		name := nameOf(p, s.level)
		levels[name] = fmt.Appendf(levels[name], "%016x", s.words)
	}
	named := map[string]string{}
	for name, hashes := range levels {
		named[name] = string(hashes)
	}
	data, err := json.Marshal(named)
	if err != nil {
		panic(err) // texts
	}
	return data
}

// wordsIn are the words of a chunk with the names of their levels; none for no chunk.
func wordsIn(c chunk) (map[uint64]string, error) {
	all := map[uint64]string{}
	if c == nil {
		return all, nil
	}
	var levels map[string]string
	if err := json.Unmarshal(c, &levels); err != nil {
		return nil, err
	}
	for name, hashes := range levels {
		raw, err := hex.DecodeString(hashes)
		if err != nil || len(raw)%8 != 0 {
			return nil, fmt.Errorf("not a row of hashes")
		}
		for i := 0; i < len(hashes); i += 16 {
			words, _ := decode(hashes[i : i+16]) // as was seen
			all[words] = name
		}
	}
	return all, nil
}

// marshal is a bucket as a file, a document a line.
func (b bucket) marshal() ([]byte, error) {
	data, err := json.MarshalIndent(b, "", "")
	return append(data, '\n'), err
}
