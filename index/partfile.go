package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
)

// write puts a part beside its shard. Its numbers begin with their own hash, and say that of its words and of the segment.
func (p *part) write(dir string) error {
	w := &writer{}
	w.strings([]string{p.name})
	w.list(numbersIn(p.segment[:]))
	w.list(factsIn(p.facts))
	w.list(p.order)
	for _, c := range p.columns {
		w.column(c)
	}
	w.texts(p.keys)
	w.lists(p.owners)
	w.texts(p.titles.words)
	w.lists(p.of)
	w.list(p.classes)
	w.list(p.same)
	w.texts(p.vocabulary.words)
	w.list(p.counts)
	for _, numbers := range p.present {
		w.list(numbers)
	}
	words := sha256.Sum256(w.text)
	numbers := append(words[:], w.bytes()...)
	own := sha256.Sum256(numbers)
	return errors.Join(
		os.WriteFile(filepath.Join(dir, partWords), w.text, 0o600),
		os.WriteFile(filepath.Join(dir, filepath.FromSlash(partNumbers)), append(own[:], numbers...), 0o600))
}

// readPart reads the part of a shard in dir. What is not as it was written is an ErrNotIndex.
func readPart(dir string) (*part, error) {
	text, err := os.ReadFile(filepath.Join(dir, partWords))
	if err != nil {
		return nil, err
	}
	numbers, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(partNumbers)))
	if err != nil {
		return nil, err
	}
	words := sha256.Sum256(text)
	if len(numbers) < 2*sha256.Size || sha256.Sum256(numbers[sha256.Size:]) != [sha256.Size]byte(numbers) || !bytes.Equal(words[:], numbers[sha256.Size:2*sha256.Size]) {
		return nil, ErrNotIndex
	}
	return parsePart(text, numbers[2*sha256.Size:])
}

func parsePart(text, numbers []byte) (*part, error) {
	r := newReader(text, numbers)
	p := &part{}
	if names := r.strings(); names.len() == 1 {
		p.name = names.at(0)
	}
	copy(p.segment[:], bytesOf(r.list()))
	p.facts = factsOf(r.list())
	rows := len(p.facts)
	p.order = r.below(rows)
	for range len(Facets()) + 2 {
		p.columns = append(p.columns, r.column(rows))
	}
	p.keys = r.strings()
	p.owners = r.lists(p.keys.len(), rows<<exactBits)
	p.titles.words = r.strings()
	p.of = r.lists(rows, p.titles.words.len())
	p.classes = r.below(len(suggestedKinds) + 1)
	p.same = r.list()
	p.vocabulary = r.vocabulary()
	for range rareFields() {
		p.present = append(p.present, r.presence())
	}
	if len(p.order) != rows || len(p.classes) != rows || len(p.same) != 2*rows || len(r.numbers) > 0 || len(r.text) > 0 {
		r.damaged()
	}
	return p, r.err
}

// factNumbers is how many numbers the facts of a row are.
const factNumbers = 12

func factsIn(all []rowFacts) []uint32 {
	numbers := make([]uint32, 0, factNumbers*len(all))
	for i := range all {
		f := &all[i]
		numbers = append(append(append(numbers, numbersIn(f.stamp[:])...), numbersIn(f.sum[:])...), f.lengths[:]...)
	}
	return numbers
}

func factsOf(numbers []uint32) []rowFacts {
	all := make([]rowFacts, len(numbers)/factNumbers)
	for i := range all {
		some := numbers[factNumbers*i:]
		copy(all[i].stamp[:], bytesOf(some[:4]))
		copy(all[i].sum[:], bytesOf(some[4:8]))
		copy(all[i].lengths[:], some[8:12])
	}
	return all
}

func numbersIn(data []byte) []uint32 {
	all := make([]uint32, len(data)/4)
	for i := range all {
		all[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	return all
}

func bytesOf(numbers []uint32) []byte {
	all := make([]byte, 0, 4*len(numbers))
	for _, n := range numbers {
		all = binary.LittleEndian.AppendUint32(all, n)
	}
	return all
}
