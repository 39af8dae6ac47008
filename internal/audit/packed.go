package audit

import (
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"compress/zlib"
	"io"
	"path"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const (
	maxUnpacked = 256 << 20 // bytes that are unpacked of one file: more than a document may have
	maxDepth    = 4         // packages in packages
)

// unpacker gathers the readings of one file.
type unpacker struct {
	found  []reading
	opaque bool
	own    Days
	left   int64 // bytes that may still be unpacked
}

// read reads a file of which name may say how it is packed. What is packed in no way that is known is read as it is.
func (u *unpacker) read(name string, data []byte, depth int) {
	ext := strings.ToLower(path.Ext(name))
	for _, p := range packings {
		if p.ext != "" && ext != p.ext || !strings.HasPrefix(string(data[:min(len(data), len(p.magic))]), p.magic) {
			continue
		}
		r, err := p.open(bytes.NewReader(data))
		if err != nil {
			continue
		}
		u.bytes(string(data), depth) // its head may hold a name and a remark
		if !u.unpack(strings.TrimSuffix(name, path.Ext(name)), r, depth) {
			u.plainText(name, data, depth)
		}
		return
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		u.zipped(data, depth)
	case sealed(data):
		u.bytes(string(data), depth)
		u.opaque = true
	default:
		u.plainText(name, data, depth)
	}
}

// packings are told by their first bytes; brotli has none and is told by the name.
var packings = []struct {
	ext, magic string
	open       func(io.Reader) (io.Reader, error)
}{
	{"", "\x1f\x8b", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{"", "\x28\xb5\x2f\xfd", func(r io.Reader) (io.Reader, error) {
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}},
	{"", "BZh", func(r io.Reader) (io.Reader, error) { return bzip2.NewReader(r), nil }},
	{"", "\x78\x01", inflated},
	{"", "\x78\x9c", inflated},
	{"", "\x78\xda", inflated},
	{".br", "", func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
}

func inflated(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) }

// sealed says that a file is packed in a way that is known and cannot be undone, or is a picture.
func sealed(data []byte) bool {
	for _, magic := range []string{"\xfd7zXZ", "7z\xbc\xaf", "Rar!", "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "BM"} {
		if bytes.HasPrefix(data, []byte(magic)) && !isASCII(data) {
			return true
		}
	}
	return false
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b == 0 || b >= 0x80 {
			return false
		}
	}
	return true
}

// unpack reads what a reader yields, as far as the budget goes. What cannot be unpacked to its end is opaque, and read as
// far as it came; whole says that it came to its end.
func (u *unpacker) unpack(name string, r io.Reader, depth int) (whole bool) {
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	data, err := io.ReadAll(io.LimitReader(r, u.left+1))
	whole = err == nil && int64(len(data)) <= u.left
	u.opaque = u.opaque || !whole
	u.left = max(u.left-int64(len(data)), 0)
	u.inside(name, data, depth)
	return whole
}

// inside reads a file that was packed in another.
func (u *unpacker) inside(name string, data []byte, depth int) {
	if depth >= maxDepth {
		u.opaque = true
		u.bytes(string(data), depth)
		return
	}
	u.read(name, data, depth+1)
}

// zipped reads what a package holds, such as the text of a word processor's document, and the names in it.
func (u *unpacker) zipped(data []byte, depth int) {
	u.bytes(string(data), depth) // what lies between its files
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		u.opaque = true
		return
	}
	u.add(depth, reading{text: z.Comment})
	for _, f := range z.File {
		u.add(depth, reading{text: spacedOut(f.Name)})
		u.add(depth, reading{text: f.Comment})
		r, err := f.Open()
		if err != nil {
			u.opaque = true
			continue
		}
		u.unpack(f.Name, r, depth)
	}
}
