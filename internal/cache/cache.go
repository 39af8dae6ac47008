// Package cache keeps what a build worked out for the next one, below the archive:
//
//	ARCHIVE/.minutebook/cache/NAME   a head (format, program, hash of the rest) and what was stored
//
// It spares work and decides nothing: whatever it holds can be worked out again, and what is damaged, of another program or
// of another format is as if it were not there. It holds words of every level, so the folder is its owner's alone (mode
// 0700), stands beside no site, and is kept out of the archive's history.
package cache

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// format is the version of the head.
const format = "minutebook cache 1\n"

const headSize = len(format) + 2*sha256.Size

// Cache is the cache of one archive, for one program. A nil Cache keeps nothing. It is for several goroutines.
type Cache struct {
	dir     string
	program [sha256.Size]byte
}

// Folder is where an archive's cache stands.
func Folder(archive string) string { return filepath.Join(archive, ".minutebook", "cache") }

// Open opens the cache of the archive in dir and makes it if need be. program tells programs apart whose results may differ; see
// Program.
func Open(archive string, program [sha256.Size]byte) (*Cache, error) {
	c := &Cache{Folder(archive), program}
	top := filepath.Dir(c.dir)
	if err := os.MkdirAll(top, 0o700); err != nil {
		return nil, fmt.Errorf("make the cache: %w", err)
	}
	if err := Unversioned(top); err != nil {
		return nil, fmt.Errorf("make the cache: %w", err)
	}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the cache: %w", err)
	}
	if err := os.Chmod(c.dir, 0o700); err != nil { // of another umask, or from a copy
		return nil, fmt.Errorf("make the cache: %w", err)
	}
	return c, nil
}

// Unversioned keeps a folder out of the archive's history, where that is kept by git.
func Unversioned(dir string) error {
	at := filepath.Join(dir, ".gitignore")
	if _, err := os.Lstat(at); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(at, []byte("*\n"), 0o600)
}

// Load is what was stored under a name, a path with slashes; ok is false where there is nothing to be trusted.
func (c *Cache) Load(name string) (data []byte, ok bool) {
	if c == nil {
		return nil, false
	}
	data, err := os.ReadFile(c.at(name))
	if err != nil || len(data) < headSize {
		return nil, false
	}
	body := data[headSize:]
	if !bytes.Equal(data[:headSize], c.head(body)) {
		return nil, false
	}
	return body, true
}

// Store puts data under a name, whole or not at all. An error means that it is not kept, which does no harm.
func (c *Cache) Store(name string, data []byte) error {
	if c == nil {
		return nil
	}
	at := c.at(name)
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(at), ".new-*") // of mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(c.head(data))
	if err == nil {
		_, err = f.Write(data)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), at)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// Forget removes what is stored under a name, and below it.
func (c *Cache) Forget(name string) error {
	if c == nil {
		return nil
	}
	return errors.Join(os.RemoveAll(c.at(name)), os.RemoveAll(c.at(name)+"_"))
}

// Folders are the first parts of the names that have several, sorted.
func (c *Cache) Folders() []string {
	if c == nil {
		return nil
	}
	var all []string
	entries, _ := os.ReadDir(c.dir) // none: nothing is stored
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), "_"); ok && e.IsDir() {
			all = append(all, name)
		}
	}
	return all
}

func (c *Cache) at(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = strings.TrimLeft(p, ".") + "_" // neither hidden, nor up, nor a folder where a file is to be
	}
	parts[len(parts)-1] = strings.TrimSuffix(parts[len(parts)-1], "_")
	return filepath.Join(append([]string{c.dir}, parts...)...)
}

func (c *Cache) head(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(append([]byte(format), c.program[:]...), sum[:]...)
}

// Program is the hash of the program that runs: one that was built of other sources, for another machine or by another
// compiler may come to other results.
var Program = sync.OnceValues(func() (sum [sha256.Size]byte, err error) {
	at, err := os.Executable()
	if err != nil {
		return sum, err
	}
	f, err := os.Open(at)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
})

// Names are what is stored in the folders of a folder, "3f/1a...", in no order.
func (c *Cache) Names(folder string) []string {
	if c == nil {
		return nil
	}
	var all []string
	top := c.at(folder) + "_"
	folders, _ := os.ReadDir(top) // none: nothing is stored
	for _, in := range folders {
		files, _ := os.ReadDir(filepath.Join(top, in.Name()))
		for _, f := range files {
			all = append(all, strings.TrimSuffix(in.Name(), "_")+"/"+f.Name())
		}
	}
	return all
}
