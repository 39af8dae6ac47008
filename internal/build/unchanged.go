package build

import (
	"crypto/sha256"
	"encoding/json"
	"path/filepath"

	"minutebook/internal/finding"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
)

// last is what is remembered of a build as a whole: what went in, and what it said of it.
type last struct {
	Inputs   [sha256.Size]byte
	Findings []finding.Finding
}

const (
	lastName   = "last"
	inputsName = "inputs" // what went in, file by file
)

// unchanged says whether the sites in place are what a build would leave: the same program with the same options would read the
// same sources, and every file is as it was left.
func (b *builder) unchanged(in *inputs, sites []policy.Site) (Result, bool) {
	if b.earlier == nil || b.earlier.cache == nil || !b.remembers() {
		return Result{}, false
	}
	data, ok := b.earlier.cache.Load(b.earlier.folder + "/" + lastName)
	var l last
	if !ok || json.Unmarshal(data, &l) != nil || l.Inputs != in.hash {
		return Result{}, false
	}
	res := Result{Findings: l.Findings}
	for _, s := range sites {
		f, err := generation.OpenFormer(filepath.Join(b.Out, s.Name), b.earlier.load(s, "files"))
		if err != nil || !f.Intact() {
			return Result{}, false
		}
		res.Sites = append(res.Sites, Site{s.Name, filepath.Join(b.Out, s.Name)})
	}
	return res, true
}

// remembers says whether nothing is left to be tidied up, and what is withheld from the sites is still remembered.
func (b *builder) remembers() bool {
	unfinished, err := filepath.Glob(filepath.Join(b.Out, ".minutebook-staging-*"))
	if err != nil || len(unfinished) > 0 {
		return false
	}
	memories, err := filepath.Glob(filepath.Join(b.Archive, ".minutebook", "withheld", "*.json"))
	return err == nil && (b.AtRoot || len(memories) > 0)
}

// noteLast remembers a build that is in place.
func (b *builder) noteLast(in *inputs, found []finding.Finding) {
	if b.earlier == nil || b.earlier.cache == nil {
		return
	}
	data, err := json.Marshal(last{in.hash, found})
	if err == nil { // else the next build does it all again
		_ = b.earlier.cache.Store(b.earlier.folder+"/"+lastName, data)
		_ = b.earlier.cache.Store(b.earlier.folder+"/"+inputsName, in.marshal())
	}
}
