package exposure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"minutebook/internal/edition"
	"minutebook/internal/policy"
)

// File is the name, in a site's folder, of what the site was cleared for and the documents that it shows. Their passages are in files
// beside it, each named by the bits that their documents' hashes begin with.
const File = "levels.json"

func fileOf(n int) string { return fmt.Sprintf("levels/%02x.json", n) }

// format is the version of the layout of all files of this package. The first had everything in one file each.
const (
	format      = 2
	firstFormat = 1
)

// Own are the words of File that are this package's.
const Own = "format clearance levels documents files"

// head is File.
type head struct {
	Format    int               `json:"format"`
	Clearance string            `json:"clearance"`
	Levels    []string          `json:"levels"`              // most public first
	Documents map[string]string `json:"documents,omitempty"` // by hash, with what names all that is said in each
	Files     map[string]string `json:"files,omitempty"`     // with their sha256
	Passages  hashed            `json:"passages,omitempty"`  // of the first format
}

// Shown is what a site shows: every passage of its edition with its strictest level, and what its clearance is.
type Shown struct {
	site      string
	clearance string
	levels    []string // most public first
	units     *units
}

// Of is what a site shows of its edition and of the notices of its archive.
func Of(e edition.Edition, p policy.Policy, notices ...Notice) Shown {
	return (*Known)(nil).Of(e, p, notices...)
}

// Of is Of where some passages are known.
func (k *Known) Of(e edition.Edition, p policy.Policy, notices ...Notice) Shown {
	s := Shown{site: e.Site().Name, clearance: p.Name(e.Site().Clearance.Level()), units: unitsOf(e, p, k, notices)}
	for _, l := range p.Levels() {
		s.levels = append(s.levels, p.Name(l))
	}
	return s
}

// nameOf is a level's name, "" for one that cannot be told.
func nameOf(p policy.Policy, l policy.Level) string {
	r, _ := p.Rung(l)
	return r.Name
}

// Folder is where a site is written: a generation.Tree.
type Folder interface {
	Write(name string, data []byte) error
	Keep(name string) (bool, error)
}

// Write puts what the site shows into its folder. Of before, which is what it replaces, it takes over what is known to be the same.
func (s Shown) Write(to Folder, before Before) error {
	h := head{Format: format, Clearance: s.clearance, Levels: s.levels, Documents: map[string]string{}, Files: map[string]string{}}
	for n, list := range s.units.buckets() {
		if len(list) == 0 {
			continue
		}
		for _, u := range list {
			h.Documents[code(u.document)] = u.is
		}
		sum, err := s.writeBucket(to, before, n, list)
		if err != nil {
			return err
		}
		h.Files[fileOf(n)] = sum
	}
	data, err := json.MarshalIndent(h, "", " ")
	if err != nil {
		return err
	}
	return to.Write(File, append(data, '\n'))
}

func (s Shown) writeBucket(to Folder, before Before, n int, list []*unit) (sum string, err error) {
	other := slices.DeleteFunc(slices.Clone(list), before.same)
	if sum, ok := before.head.Files[fileOf(n)]; ok && before.trusted && len(other) == 0 && len(list) == before.inBucket(n) {
		if kept, err := to.Keep(fileOf(n)); kept || err != nil {
			return sum, err
		}
	}
	b := bucket{}
	var former bucket
	if len(other) < len(list) {
		if former, err = before.whole(n); err != nil {
			former, other = nil, list // is not what it was
		}
	}
	s.units.look(other)
	for _, u := range list {
		if c := former[code(u.document)]; c != nil && before.same(u) {
			b[code(u.document)] = c
			continue
		}
		s.units.look([]*unit{u})
		b[code(u.document)] = chunkOf(u.said, s.units.policy)
	}
	data, err := b.marshal()
	if err != nil {
		return "", err
	}
	of := sha256.Sum256(data)
	return hex.EncodeToString(of[:]), to.Write(fileOf(n), data)
}
