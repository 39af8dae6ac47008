package audit

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"minutebook/internal/packing"
)

// Packed is the file of the web root that a file of a site's folder is a packing of; ok is false where it lies elsewhere.
func Packed(rel string) (name string, ok bool) {
	rest, ok := strings.CutPrefix(rel, packing.Folder+"/")
	return path.Join("www", strings.TrimSuffix(rest, path.Ext(rest))), ok
}

// searchOrUnpack looks into a file below dir. A packing of a file of the web root that is nothing but that, is called as that, and
// so says what is searched there already. Any other is a leak, whatever it holds, and is searched as every file.
func (x *scanner) searchOrUnpack(dir, rel string, data []byte, dumped bool) (leaks []Leak, opaque bool, err error) {
	name, ok := Packed(rel)
	if !ok || data == nil { // a folder, or what cannot be read
		leaks, opaque = x.searchFile(rel, data, dumped)
		return leaks, opaque, nil
	}
	plain, err := regular(&x.plain, filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, false, err
	}
	if plain != nil && packing.Equal(rel, data, plain) == nil {
		return nil, false, nil
	}
	leaks, opaque = x.searchFile(rel, data, dumped)
	about := Leak{Path: rel, Source: name, What: otherThan}
	if len(x.searchName(rel)) > 0 {
		about.Path, about.Source = packing.Folder+"/*", "www/*"
	}
	return append(leaks, about), opaque, nil
}

// regular is what a regular file holds, in room; nil where there is none.
func regular(room *bytes.Buffer, file string) ([]byte, error) {
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	err = readInto(room, file)
	return room.Bytes(), err
}
