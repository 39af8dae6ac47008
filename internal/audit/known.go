package audit

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
)

// What a build remembers of an audit that found nothing, for the next one:
//
//	audit           of which documents and files it was, and which of the others belong to it
//	audit-secrets   what must not be found
//	audit-says-NN   what would be among it, did documents of the edition not say it
//	audit-held-NN   what the files hold; audit-more: what was added to that since
//
// Each but the first begins with a name of its own, which the first has too: what is of another build is not used.
const (
	nameRoot    = "audit"
	nameSecrets = "audit-secrets"
	nameMore    = "audit-more"
	buckets     = 64
)

func nameSays(bucket int) string { return fmt.Sprintf("audit-says-%02d", bucket) }

func nameHeld(part int) string { return fmt.Sprintf("audit-held-%02d", part) }

func bucketOf(file string) int {
	h := fnv.New32a()
	h.Write([]byte(file))
	return int(h.Sum32() % buckets)
}

// Memory is where a build remembers: Load gives what was stored under a name, nil for nothing; Store is to take place once the site is
// published. The names of both are those of this package.
type Memory interface {
	Load(name string) []byte
	Store(name string, data func() []byte)
}

// root is what everything else hangs on.
type root struct {
	Shared    [sha256.Size]byte // Options.shared
	Site      [sha256.Size]byte // the generation that was searched
	Documents map[string][sha256.Size]byte
	Papers    []string
	Held      int // hashes, but for nameMore
	Parts     map[string][partName]byte
}

const partName = 16

// savedSecrets are Secrets without what can be made anew.
type savedSecrets struct {
	Sources []string
	Runs    []byte // eight bytes each, sorted
	Blocks  [runLength]map[uint64]block
	IDs     map[uint64]idEntry
	Keys    map[string][]uint64
	Stems   map[string]spot
}

func (s *Secrets) saved() savedSecrets {
	runs := make([]byte, 0, 8*s.runs.len())
	s.runs.each(func(h uint64) { runs = binary.LittleEndian.AppendUint64(runs, h) })
	return savedSecrets{s.sources, runs, s.blocks, s.ids, s.keys, s.stems}
}

// restored are secrets as they were, without their runs, which come beside them.
func (saved savedSecrets) restored(o Options) (s *Secrets, runs []uint64) {
	s = newSecrets(o)
	s.sources = saved.Sources
	for n, all := range saved.Blocks {
		maps.Copy(s.blocks[n], all)
	}
	maps.Copy(s.ids, saved.IDs)
	maps.Copy(s.keys, saved.Keys)
	maps.Copy(s.stems, saved.Stems)
	for _, f := range o.Files {
		s.noteFile(f)
	}
	runs = make([]uint64, len(saved.Runs)/8)
	for i := range runs {
		runs[i] = binary.LittleEndian.Uint64(saved.Runs[8*i:])
	}
	return s, runs
}

// keeper stores parts and names them in a root.
type keeper struct {
	memory Memory
	root   root
}

func (k *keeper) part(name string, data func() []byte) {
	var id [partName]byte
	_, _ = rand.Read(id[:]) // never fails
	k.root.Parts[name] = id
	k.memory.Store(name, func() []byte { return append(id[:], data()...) })
}

func (k *keeper) values(name string, v any) {
	k.part(name, func() []byte { return encoded(v) })
}

// done stores the root; site is asked for once the site is finished.
func (k *keeper) done(site func() [sha256.Size]byte) {
	k.memory.Store(nameRoot, func() []byte {
		k.root.Site = site()
		return encoded(k.root)
	})
}

func encoded(v any) []byte {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(v); err != nil {
		panic(err) // plain values into memory
	}
	return b.Bytes()
}

func decoded(data []byte, v any) bool {
	return data != nil && gob.NewDecoder(bytes.NewReader(data)).Decode(v) == nil
}

// load is a part as the root knows it; nil where there is none.
func (r *root) load(m Memory, name string) []byte {
	data, id := m.Load(name), r.Parts[name]
	if len(data) < partName || !bytes.Equal(data[:partName], id[:]) || id == [partName]byte{} {
		return nil
	}
	return data[partName:]
}

// Keep remembers secrets of which nothing was found in a whole site, which site names once it is finished. They are not to be used any more.
func (s *Secrets) Keep(m Memory, site func() [sha256.Size]byte) {
	if s.noted == nil {
		return
	}
	k := &keeper{m, rootOf(&s.options, s.options.documents())}
	k.values(nameSecrets, s.saved())
	says := make([]map[string]witnessed, buckets)
	for file, w := range s.witness {
		n := bucketOf(file)
		if says[n] == nil {
			says[n] = map[string]witnessed{}
		}
		says[n][file] = w
	}
	for n, all := range says {
		k.values(nameSays(n), all)
	}
	s.noted.done()
	k.root.Held = s.noted.len()
	for n := range heldParts {
		k.part(nameHeld(n), func() []byte { return s.noted.marshalPart(n) })
	}
	k.part(nameMore, (&held{}).marshal)
	k.done(site)
}

func rootOf(o *Options, documents []*document) root {
	r := root{Shared: o.shared(), Documents: map[string][sha256.Size]byte{}, Parts: map[string][partName]byte{}}
	for _, d := range documents {
		r.Documents[d.file()] = d.key()
		for _, f := range d.papers {
			r.Papers = append(r.Papers, "www"+f.Path)
		}
	}
	slices.Sort(r.Papers)
	r.Papers = slices.Compact(r.Papers)
	return r
}
