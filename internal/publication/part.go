package publication

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// File is a file of a generation.
type File struct {
	Sum  string // sha256
	Size int64
	ID   string // the publishing that brought it
}

// sumLength is that of a sha256 in hexadecimal digits.
const sumLength = 2 * sha256.Size

// object is where the bytes of a file of that name are. Each name has an object of its own.
func (f File) object(name string) string {
	sum := sha256.Sum256([]byte(f.Sum + " " + name))
	return objects + f.ID + "/" + hex.EncodeToString(sum[:])
}

// Parts of a generation have about so many files, where there are not too few or too many.
const (
	usualPart = 128
	mostParts = 1024
)

// partsFor is how many parts so many files are cut into, given how many the generation before has, 0 for none.
func partsFor(files, before, perPart int) int {
	n := 1
	for n < mostParts && n*perPart < files {
		n *= 2
	}
	if before > 0 && before <= mostParts && n <= 4*before && before <= 4*n {
		return before // else all parts change
	}
	return n
}

// partOf is the number of the part that has a file, of n.
func partOf(name string, n int) int {
	sum := sha256.Sum256([]byte(name))
	return int(binary.BigEndian.Uint32(sum[:]) % uint32(n))
}

// writePart is a list of files: a line each, with hash, size, publishing and name.
func writePart(files map[string]File) []byte {
	var text bytes.Buffer
	z, _ := gzip.NewWriterLevel(&text, gzip.BestCompression)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := files[name]
		fmt.Fprintf(z, "%s %d %s %s\n", f.Sum, f.Size, f.ID, name) // a buffer takes everything
	}
	z.Close()
	return text.Bytes()
}

// mostPart bounds what a part may unpack to.
const mostPart = 256 << 20

var errPart = errors.New("it is no list of files")

// readPart adds the files of a part.
func readPart(data []byte, files map[string]File) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return errPart
	}
	text, err := io.ReadAll(io.LimitReader(z, mostPart))
	if err != nil || len(text) == mostPart || len(text) > 0 && text[len(text)-1] != '\n' {
		return errPart
	}
	for line := range strings.Lines(string(text)) {
		name, f, err := readLine(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return err
		}
		if _, twice := files[name]; twice {
			return errPart
		}
		files[name] = f
	}
	return nil
}

func readLine(line string) (name string, f File, err error) {
	fields := strings.SplitN(line, " ", 4)
	if len(fields) != 4 {
		return "", f, errPart
	}
	f.Sum, f.ID, name = fields[0], fields[2], fields[3]
	f.Size, err = strconv.ParseInt(fields[1], 10, 64)
	if err != nil || f.Size < 0 || len(f.Sum) != sumLength || !isHex(f.Sum) || !isID(f.ID) || !validName(name) {
		return "", f, errPart
	}
	return strings.Clone(name), f, nil
}

// validName says whether a file may have a name: what a store says is written to disk under it.
func validName(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\x00\n\r\\:")
}
