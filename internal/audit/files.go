package audit

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// fileReader is told of a file by its path below a folder, and what it holds, which is valid until it returns; read is false where that is
// not known.
type fileReader func(rel string, data []byte, read bool) error

// eachFile calls f for every file below dir, several at a time, and counts them; and for folders without any, whose names may tell
// something. What is neither a file nor leads to one (a device, a pipe, a link to a folder) is not read.
func eachFile(dir string, f fileReader) (files int, err error) {
	w := walker{dir: dir, f: f}
	w.group.SetLimit(runtime.GOMAXPROCS(0))
	err = w.folder("")
	if waited := w.group.Wait(); err == nil {
		err = waited
	}
	return w.files, err
}

// eachNamed is eachFile for the files of these names that are there.
func eachNamed(dir string, names []string, f fileReader) (files int, err error) {
	w := walker{dir: dir, f: f}
	w.group.SetLimit(runtime.GOMAXPROCS(0))
	for _, rel := range names {
		if _, err := os.Stat(w.at(rel)); !errors.Is(err, fs.ErrNotExist) {
			w.file(rel, false)
		}
	}
	return w.files, w.group.Wait()
}

type walker struct {
	dir   string
	f     fileReader
	files int
	group errgroup.Group
	room  sync.Pool // of buffers for files
}

func (w *walker) at(rel string) string { return filepath.Join(w.dir, filepath.FromSlash(rel)) }

func (w *walker) folder(rel string) error {
	entries, err := os.ReadDir(w.at(rel))
	if err != nil {
		return err
	}
	for _, e := range entries {
		below := path.Join(rel, e.Name())
		if !e.IsDir() {
			w.file(below, e.Type().IsRegular())
		} else if err := w.folder(below); err != nil {
			return err
		}
	}
	if len(entries) > 0 {
		return nil
	}
	return w.f(path.Join(rel, "."), nil, true)
}

// file reads a file as soon as a core is free.
func (w *walker) file(rel string, regular bool) {
	w.files++
	w.group.Go(func() error {
		name := w.at(rel)
		if !regular {
			if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
				return w.f(rel, nil, false)
			}
		}
		room, ok := w.room.Get().(*bytes.Buffer)
		if !ok {
			room = new(bytes.Buffer)
		}
		defer w.room.Put(room)
		if err := readInto(room, name); err != nil {
			return err
		}
		return w.f(rel, room.Bytes(), true)
	})
}

// readInto reads a file in place of what a buffer holds.
func readInto(room *bytes.Buffer, name string) error {
	room.Reset()
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil {
		room.Grow(int(min(info.Size(), maxUnpacked)) + bytes.MinRead)
	}
	_, err = room.ReadFrom(file)
	return err
}
