package depot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Folder is a depot in a folder: a file for each object. What is being written stands aside in .depot, below the folder, until it is whole.
type Folder struct {
	dir   string
	brief bool
}

// asideFolder is where a folder's own files are: no name of an object begins with a dot.
const asideFolder = ".depot"

// OpenFolder is the depot in a folder, which is made with the first object.
func OpenFolder(dir string) *Folder { return &Folder{dir: dir} }

// Brief is the same depot for which objects need not outlast a machine that loses power.
func (f *Folder) Brief() *Folder { return &Folder{f.dir, true} }

func (f *Folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *Folder) Get(ctx context.Context, name string) (io.ReadCloser, Tag, error) {
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	file, err := os.Open(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", ErrAbsent
	}
	if err != nil {
		return nil, "", f.error("read", err)
	}
	tag, err := tagOf(file)
	if err != nil {
		_ = file.Close()
		return nil, "", f.error("read", err)
	}
	return file, tag, nil
}

// smallest is the size from which on a file is not read twice for a tag that nobody asks for: only small objects are ever changed.
const smallest = 1 << 20

// tagOf leaves the file at its beginning.
func tagOf(file *os.File) (Tag, error) {
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		return "", errors.Join(err, wrongIf(err == nil, ErrAbsent))
	}
	if info.Size() > smallest {
		return Tag(fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())), nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	_, err = file.Seek(0, io.SeekStart)
	return Tag(hex.EncodeToString(h.Sum(nil))), err
}

func wrongIf(wrong bool, err error) error {
	if wrong {
		return err
	}
	return nil
}

func (f *Folder) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o Put) (Tag, error) {
	aside, tag, err := f.writeAside(ctx, body, size)
	if err != nil {
		return "", f.error("write to", err)
	}
	defer os.Remove(aside)
	if err := os.MkdirAll(filepath.Dir(f.path(name)), 0o755); err != nil {
		return "", f.error("write to", err)
	}
	if o.If == "" && !o.Absent {
		err = os.Rename(aside, f.path(name))
	} else {
		err = f.replace(ctx, aside, name, o)
	}
	return tag, f.error("write to", err)
}

// error names the folder, and no object.
func (f *Folder) error(do string, err error) error {
	if bare := Nameless(err); bare != err {
		return fmt.Errorf("%s %s: %w", do, f.dir, bare)
	}
	return err
}

// replace puts a file in place if the condition holds, once all that was written before is on disk: it may be what makes that known.
func (f *Folder) replace(ctx context.Context, aside, name string, o Put) error {
	unlock, err := f.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	switch body, tag, err := f.Get(ctx, name); {
	case errors.Is(err, ErrAbsent) && o.If != "":
		return ErrChanged
	case errors.Is(err, ErrAbsent):
	case err != nil:
		return err
	default:
		body.Close()
		if o.Absent || tag != o.If {
			return ErrChanged
		}
	}
	if !f.brief {
		if err := flush(f.dir); err != nil {
			return err
		}
	}
	return os.Rename(aside, f.path(name))
}

func (f *Folder) writeAside(ctx context.Context, body io.Reader, size int64) (at string, tag Tag, err error) {
	if err := ctx.Err(); err != nil {
		return "", "", err
	}
	if err := os.MkdirAll(filepath.Join(f.dir, asideFolder), 0o755); err != nil {
		return "", "", err
	}
	file, err := os.CreateTemp(filepath.Join(f.dir, asideFolder), "put-")
	if err != nil {
		return "", "", err
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(file, h), body)
	err = errors.Join(err, file.Chmod(0o644), file.Close(), wrongIf(err == nil && n != size, io.ErrUnexpectedEOF))
	if err != nil {
		return "", "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), Tag(hex.EncodeToString(h.Sum(nil))), nil
}

func (f *Folder) List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		top := f.path(prefix)
		err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // somebody removes what is gone
			case err != nil:
				return err
			case path == top:
				return ctx.Err()
			case strings.HasPrefix(d.Name(), "."):
				return skip(d)
			}
			rel, err := filepath.Rel(f.dir, path)
			if err != nil {
				return err
			}
			name := filepath.ToSlash(rel)
			if d.IsDir() && !shallow {
				return ctx.Err()
			}
			if d.IsDir() {
				name += "/"
			}
			if !yield(name, nil) {
				return fs.SkipAll
			}
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		})
		if err != nil {
			yield("", f.error("list", err))
		}
	}
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// Delete removes the folders that become empty as well, and what writers that were killed left aside.
func (f *Folder) Delete(ctx context.Context, names ...string) error {
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := os.Remove(f.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return f.error("remove from", err)
		}
		for up := filepath.Dir(f.path(name)); len(up) > len(filepath.Clean(f.dir)); up = filepath.Dir(up) {
			if os.Remove(up) != nil {
				break
			}
		}
	}
	return f.tidy()
}

// leftAside is the age at which nobody writes to a file aside any more. Whoever did would begin again.
const leftAside = 24 * time.Hour

func (f *Folder) tidy() error {
	aside := filepath.Join(f.dir, asideFolder)
	entries, err := os.ReadDir(aside)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), "put-") && time.Since(info.ModTime()) > leftAside {
			_ = os.Remove(filepath.Join(aside, e.Name())) // another time, if not now
		}
	}
	return nil
}
