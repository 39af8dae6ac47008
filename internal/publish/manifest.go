package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"minutebook/internal/generation"
)

// ManifestFile says, in a site's folder, what was built.
const ManifestFile = "manifest.json"

// Format is the version of the manifest's layout.
const Format = 1

// Manifest says what a site's folder holds. It is made from the edition alone and names no source.
type Manifest struct {
	Format    int               `json:"format"`
	Site      string            `json:"site"`
	Title     string            `json:"title"` // of the archive
	URL       string            `json:"url"`   // "https://host/book", where everybody finds it; "" where that is not known
	Clearance string            `json:"clearance"`
	Online    bool              `json:"online"`  // may be served without access control; what does not say so may not
	Base      string            `json:"base"`    // path that its addresses start with: "/book", or "" at the root
	Edition   string            `json:"edition"` // hash of the edition
	Index     string            `json:"index"`   // hash of the index's documents
	Files     map[string]string `json:"files"`   // path below the site's folder, with slashes: sha256
}

// Restricted says whether the site is not to be served without access control.
func (m Manifest) Restricted() bool { return !m.Online }

// WriteManifest completes m with the hash of every file in dir and writes it there.
func WriteManifest(dir string, m Manifest) error {
	tree := generation.New(dir, nil)
	if err := errors.Join(remove(tree.Path(ManifestFile)), tree.AdoptBelow(".")); err != nil {
		return fmt.Errorf("hash the build: %w", err)
	}
	return Seal(tree, m)
}

func remove(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Seal completes m with the hash of every file of a tree and writes it there: nothing comes after it, and the tree knows its state.
func Seal(tree *generation.Tree, m Manifest) error {
	m.Format = Format
	names := slices.DeleteFunc(tree.Names(), func(name string) bool { return name == ManifestFile })
	data, err := m.withFiles(names, func(to []byte, name string) []byte {
		sum := tree.Sum(name)
		return hex.AppendEncode(to, sum[:])
	})
	if err != nil {
		return err
	}
	if err := tree.Write(ManifestFile, data); err != nil {
		return err
	}
	tree.State() // while the tree stands where its folders can be asked
	return nil
}

// Hashes are the files below dir that these says yes to, as a manifest names them.
func Hashes(dir string, these func(name string) bool) (map[string]string, error) {
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || !these(filepath.ToSlash(rel)) {
			return err
		}
		all[filepath.ToSlash(rel)], err = hashFile(path)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("hash the build: %w", err)
	}
	return all, nil
}

// Marshal is the manifest as it stands in a site's folder.
func (m Manifest) Marshal() ([]byte, error) {
	return m.withFiles(slices.Sorted(maps.Keys(m.Files)), func(to []byte, name string) []byte { return append(to, m.Files[name]...) })
}

// withFiles is the manifest with the named files, which may be very many, and their hashes: as json.MarshalIndent would write it.
func (m Manifest) withFiles(names []string, appendHash func(to []byte, name string) []byte) ([]byte, error) {
	m.Files = map[string]string{}
	head, err := json.MarshalIndent(m, "", " ")
	if err != nil || len(names) == 0 {
		return append(head, '\n'), err
	}
	size := len(head)
	for _, name := range names {
		size += len(name) + 2*sha256.Size + 10
	}
	data := append(make([]byte, 0, size), bytes.TrimSuffix(head, []byte("}\n}"))...)
	before := "\n  "
	for _, name := range names {
		quoted, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		data = append(append(append(data, before...), quoted...), `: "`...)
		data = append(appendHash(data, name), '"')
		before = ",\n  "
	}
	return append(data, "\n }\n}\n"...), nil
}

// ReadManifest reads the manifest of a site's folder. One of another format is an error.
func ReadManifest(dir string) (Manifest, error) {
	m, files, err := readPart(dir, true)
	m.Files = files
	return m, err
}

// ReadHead reads what a manifest says before its files, which may be many: whose site it is, and for whom.
func ReadHead(dir string) (Manifest, error) {
	m, _, err := readPart(dir, false)
	return m, err
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
