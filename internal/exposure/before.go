package exposure

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Before is what a site showed. The zero Before showed nothing.
type Before struct {
	dir     string
	site    string
	head    head
	sum     [sha256.Size]byte // of File
	trusted bool              // made by this program under the same settings, so that documents of the same name are the same
	first   map[string]bucket // of the first format, by file
	sizes   [buckets]int
}

// ReadBefore reads what the site in dir shows; ok is false where its folder does not say, as those of older builds.
func ReadBefore(dir string) (b Before, ok bool, err error) {
	at := filepath.Join(dir, File)
	data, err := os.ReadFile(at)
	if errors.Is(err, fs.ErrNotExist) {
		return b, false, nil
	}
	b = Before{dir: dir, site: filepath.Base(dir), sum: sha256.Sum256(data)}
	if err == nil {
		err = json.Unmarshal(data, &b.head)
	}
	if err == nil && b.head.Format != format && b.head.Format != firstFormat {
		err = fmt.Errorf("format %d, this program knows %d", b.head.Format, format)
	}
	if err == nil && b.head.Format == firstFormat {
		b.first, b.head.Documents, err = b.head.Passages.buckets()
	}
	for document := range b.head.Documents {
		n, more := decode(document)
		if err = errors.Join(err, more); more == nil {
			b.sizes[bucketOf(n)]++
		}
	}
	if err != nil {
		return Before{}, false, b.fault(at, err)
	}
	return b, true, nil
}

func (b Before) fault(at string, err error) error {
	return fmt.Errorf("%w: %s: %w; remove %s to begin anew", ErrFormer, at, err, b.dir)
}

// Trust says that the site was made by this program, under the same settings, if tag is that of its build.
func (b *Before) Trust(tag []byte, settings [sha256.Size]byte) {
	b.trusted = b.head.Format == format && bytes.Equal(tag, Tag(b.sum, settings))
}

// Tag is for the next build's Trust: sum is that of File.
func Tag(sum, settings [sha256.Size]byte) []byte { return slices.Concat(sum[:], settings[:]) }

// same says whether a document is known to be what it was.
func (b Before) same(u *unit) bool { return b.trusted && b.head.Documents[code(u.document)] == u.is }

// inBucket is how many documents stand in a file.
func (b Before) inBucket(n int) int { return b.sizes[n] }

// bucket are the documents in a file.
func (b Before) bucket(n int) (in bucket, err error) {
	if b.first != nil {
		return b.first[fileOf(n)], nil
	}
	if _, ok := b.head.Files[fileOf(n)]; !ok {
		return nil, nil
	}
	at := filepath.Join(b.dir, filepath.FromSlash(fileOf(n)))
	data, err := os.ReadFile(at)
	if err == nil {
		err = json.Unmarshal(data, &in)
	}
	if err != nil {
		return nil, b.fault(at, err)
	}
	return in, nil
}

// whole is bucket where the file is that of which the head has the hash.
func (b Before) whole(n int) (in bucket, err error) {
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(fileOf(n))))
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != b.head.Files[fileOf(n)] {
		return nil, fmt.Errorf("%s is another", fileOf(n))
	}
	return in, json.Unmarshal(data, &in)
}

// permits says whether the site's readers might read what is marked with a level, as its policy was. They might not read
// a level that it did not have.
func (b Before) permits(level string) bool {
	return b.strictness(level) <= slices.Index(b.head.Levels, b.head.Clearance)
}

// strictness grows with it; a level that the policy did not have is the strictest.
func (b Before) strictness(level string) int {
	if i := slices.Index(b.head.Levels, level); i >= 0 {
		return i
	}
	return len(b.head.Levels)
}
