package build

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/publish"
)

// Proof is a finished site held against a build from the permitted sources alone: if it is the same, nothing withheld can
// have had a part in it, not even in a count or an order.
type Proof struct {
	Documents   int      // files of the edition
	Files       int      // that are the same
	Found       int      // things to find in the index
	Terms       int      // of its dictionaries
	Differences []string // paths, and parts of the index; sorted
}

// compare holds the site in dir against another. Files must be the same bytes, but for those that bleve writes, which differ
// from build to build: of the index all that it holds must be the same, and the manifest must have their hashes.
func compare(dir, alone string) (Proof, error) {
	var p Proof
	have, err := filesOf(dir)
	if err != nil {
		return p, err
	}
	want, err := filesOf(alone)
	if err != nil {
		return p, err
	}
	both := maps.Clone(have)
	maps.Copy(both, want)
	for name := range both {
		if below(name) {
			continue
		}
		same, err := sameFile(dir, alone, name, have[name], want[name])
		if err != nil {
			return p, err
		}
		p.count(name, same)
	}
	if err := p.compareIndex(dir, alone, have); err != nil {
		return p, err
	}
	slices.Sort(p.Differences)
	return p, nil
}

func (p *Proof) count(name string, same bool) {
	if same {
		p.Files++
	} else {
		p.Differences = append(p.Differences, name)
	}
}

// below says whether a file's bytes depend on how bleve numbered the documents.
func below(name string) bool {
	return strings.HasPrefix(name, "index/shards/") && strings.Contains(name, "/store/") || name == "index/tables.bin"
}

// filesOf are the files of a folder, and its empty folders with a slash at their end; whether they are regular.
func filesOf(dir string) (map[string]bool, error) {
	all := map[string]bool{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() {
			all[name] = d.Type().IsRegular()
			return nil
		}
		if entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(name))); err == nil && len(entries) == 0 {
			all[name+"/"] = false
		}
		return nil
	})
	return all, err
}

// sameFile says whether both folders have a file, and the same one.
func sameFile(dir, alone, name string, have, want bool) (bool, error) {
	if !have || !want {
		return false, nil
	}
	a, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return false, err
	}
	b, err := os.ReadFile(filepath.Join(alone, filepath.FromSlash(name)))
	if err == nil && name == publish.ManifestFile {
		b, err = manifestWith(dir, alone)
	}
	return bytes.Equal(a, b), err
}

// manifestWith is the manifest of a build with bleve's files of another.
func manifestWith(dir, alone string) ([]byte, error) {
	m, err := publish.ReadManifest(alone)
	if err != nil {
		return nil, err
	}
	files, err := publish.Hashes(dir, below)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(m.Files, func(name, _ string) bool { return below(name) })
	maps.Copy(m.Files, files)
	return m.Marshal()
}

// compareIndex compares what two indexes hold. A file that lies in the store and is none of the index is a difference.
func (p *Proof) compareIndex(dir, alone string, have map[string]bool) error {
	want, err := sumsOf(alone)
	if err != nil {
		return err
	}
	got, err := sumsOf(dir)
	if err != nil {
		p.Differences = append(p.Differences, "index: cannot be opened")
		return nil
	}
	p.Found, p.Terms = got.documents, got.Terms
	parts := maps.Clone(got.Parts)
	maps.Copy(parts, want.Parts)
	for part := range parts {
		if got.Parts[part] != want.Parts[part] {
			p.Differences = append(p.Differences, "index: "+part)
		}
	}
	for name := range have {
		if below(name) && !slices.Contains(got.files, strings.TrimPrefix(name, indexFolder+"/")) {
			p.Differences = append(p.Differences, name)
		}
	}
	return nil
}

// summed is what an index holds, and in which files.
type summed struct {
	index.Sums
	files     []string
	documents int
}

func sumsOf(dir string) (summed, error) {
	x, err := index.Open(filepath.Join(dir, indexFolder))
	if err != nil {
		return summed{}, err
	}
	defer x.Close()
	sums, err := x.Sums()
	return summed{sums, append(x.Segments(), x.Roots()...), x.Info().Documents}, err
}
