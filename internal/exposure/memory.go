package exposure

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"minutebook/internal/cache"
	"minutebook/internal/policy"
)

// memoryFile is what an archive remembers of one output folder.
type memoryFile struct {
	Format   int               `json:"format"`
	Out      string            `json:"out"` // the folder, as seen from the archive
	Withheld map[string]hashed `json:"withheld"`
}

// Memory gathers what is withheld from the sites of a build.
type Memory struct{ withheld map[string]hashed }

// Note takes what the site does not show of the sources.
func (m *Memory) Note(site policy.Site, shown Shown, sources Sources) {
	if m.withheld == nil {
		m.withheld = map[string]hashed{}
	}
	m.withheld[site.Name] = pack(sources.withheldFrom(site, shown))
}

// Keep writes the memory into the archive in dir, for the sites in the folder out. What it has of sites that were not
// noted stays; what it has of folders that are gone is removed. The file holds hashes of what nobody may see, so its
// folder is open to its owner alone.
func (m *Memory) Keep(dir, out string) error {
	at, name, err := memoryAt(dir, out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return err
	}
	if err := cache.Unversioned(filepath.Join(dir, ".minutebook")); err != nil {
		return err
	}
	before, err := readMemory(at)
	if err != nil {
		return err
	}
	for site, h := range before.Withheld {
		if _, noted := m.withheld[site]; !noted {
			m.withheld[site] = h
		}
	}
	data, err := json.Marshal(memoryFile{format, name, m.withheld})
	if err != nil {
		return err
	}
	if err := replace(at, data); err != nil {
		return err
	}
	return forget(dir, filepath.Dir(at))
}

// recall is what the archive in dir remembers of the sites in the folder out.
func recall(dir, out string) (map[string]map[key]string, error) {
	at, _, err := memoryAt(dir, out)
	if err != nil {
		return nil, err
	}
	f, err := readMemory(at)
	if err != nil {
		return nil, err
	}
	all := map[string]map[key]string{}
	for site, h := range f.Withheld {
		if all[site], err = h.unpack(); err != nil {
			return nil, fmt.Errorf("%w: %s: %w; remove it to begin anew", ErrFormer, at, err)
		}
	}
	return all, nil
}

// memoryAt is the file that remembers the folder out, and that folder's name as seen from the archive in dir.
func memoryAt(dir, out string) (file, name string, err error) {
	top, err := filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	name, err = filepath.Abs(out)
	if err != nil {
		return "", "", err
	}
	if rel, err := filepath.Rel(top, name); err == nil {
		name = rel
	}
	name = filepath.ToSlash(name)
	return filepath.Join(dir, ".minutebook", "withheld", code(hash(name))+".json"), name, nil
}

func readMemory(at string) (f memoryFile, err error) {
	data, err := os.ReadFile(at)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &f)
	}
	if err == nil && f.Format != format {
		err = fmt.Errorf("format %d, this program knows %d", f.Format, format)
	}
	if err != nil {
		return f, fmt.Errorf("%w: %s: %w; remove it to begin anew", ErrFormer, at, err)
	}
	return f, nil
}

// forget removes the memories of output folders that are gone.
func forget(dir, memories string) error {
	files, err := filepath.Glob(filepath.Join(memories, "*.json"))
	if err != nil {
		return err
	}
	for _, at := range files {
		f, err := readMemory(at)
		if err != nil {
			continue // of another version of this program, perhaps
		}
		out := filepath.FromSlash(f.Out)
		if !filepath.IsAbs(out) {
			out = filepath.Join(dir, out)
		}
		if _, err := os.Stat(out); errors.Is(err, fs.ErrNotExist) {
			if err := os.Remove(at); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// replace writes a file whole or not at all, for its owner alone.
func replace(at string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(at), ".new-*") // of mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), at)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
