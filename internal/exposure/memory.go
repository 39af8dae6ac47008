package exposure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/cache"
	"minutebook/internal/policy"
)

// memoryFile is what an archive remembers of one output folder. What is withheld stands in files in a folder that is called as this file
// is, each called by its sha256.
type memoryFile struct {
	Format   int                   `json:"format"`
	Out      string                `json:"out"` // the folder, as seen from the archive
	Sites    map[string]siteMemory `json:"sites,omitempty"`
	Withheld map[string]hashed     `json:"withheld,omitempty"` // of the first format
}

// siteMemory is what was withheld from a site.
type siteMemory struct {
	Documents map[string]string `json:"documents"` // by hash, with what names all that is withheld in each
	Files     map[string]string `json:"files"`     // by number

	first map[string]bucket
	fresh map[string][]byte // files that are to be written, by their sha256
}

// remembered is a memory as it is read.
type remembered struct {
	folder string
	sites  map[string]siteMemory
}

// bucket are the documents of a number of which something was withheld from a site.
func (r remembered) bucket(site string, n int) (in bucket, err error) {
	m := r.sites[site]
	if m.first != nil {
		return m.first[fileOf(n)], nil
	}
	sum, ok := m.Files[code(uint64(n))]
	if !ok {
		return nil, nil
	}
	at := filepath.Join(r.folder, sum+".json")
	data, err := os.ReadFile(at)
	if err == nil && sumOf(data) != sum {
		err = errors.New("is not what was written")
	}
	if err == nil {
		err = json.Unmarshal(data, &in)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w; remove %s.json to begin anew", ErrFormer, at, err, r.folder)
	}
	return in, nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Memory gathers what is withheld from the sites of a build.
type Memory struct{ sites map[string]siteMemory }

// Note takes what the site does not show of the sources. former is what is known of the build before.
func (m *Memory) Note(site policy.Site, shown Shown, sources Sources, former Former) error {
	if m.sites == nil {
		m.sites = map[string]siteMemory{}
	}
	is := siteMemory{Documents: map[string]string{}, Files: map[string]string{}, fresh: map[string][]byte{}}
	was := former.withheld.sites[site.Name]
	trusted := former.sites[site.Name].trusted && was.first == nil
	sizes := [buckets]int{}
	for document := range was.Documents {
		if n, err := decode(document); err == nil {
			sizes[bucketOf(n)]++
		}
	}
	for n, list := range sources.units.buckets() {
		var other []*unit
		for _, u := range list {
			name := sources.nameFor(site, shown, u)
			is.Documents[code(u.document)] = name
			if !trusted || was.Documents[code(u.document)] != name {
				other = append(other, u)
			}
		}
		if sum, ok := was.Files[code(uint64(n))]; trusted && len(other) == 0 && len(list) == sizes[n] {
			if ok {
				is.Files[code(uint64(n))] = sum
			}
			continue
		}
		b, err := m.bucketOf(n, list, other, site, shown, sources, former)
		if err != nil {
			return err
		}
		if len(b) == 0 {
			continue
		}
		data, err := b.marshal()
		if err != nil {
			return err
		}
		sum := sumOf(data)
		is.Files[code(uint64(n))], is.fresh[sum] = sum, data
	}
	m.sites[site.Name] = is
	return nil
}

// bucketOf is what is withheld of the documents of a number, of which some are other than they were.
func (m *Memory) bucketOf(n int, list, other []*unit, site policy.Site, shown Shown, sources Sources, former Former) (b bucket, err error) {
	var kept bucket
	if len(other) < len(list) {
		if kept, err = former.withheld.bucket(site.Name, n); err != nil {
			return nil, err
		}
	}
	sources.units.look(other)
	var seen []*unit
	for _, u := range other {
		if one := shown.units.by[u.document]; one != nil {
			seen = append(seen, one)
		}
	}
	shown.units.look(seen)
	b = bucket{}
	for _, u := range list {
		document := code(u.document)
		if !slices.Contains(other, u) {
			if c, ok := kept[document]; ok {
				b[document] = c
			}
		} else if withheld := sources.withheldFrom(site, shown, u); len(withheld) > 0 {
			b[document] = chunkOf(withheld, sources.units.policy)
		}
	}
	return b, nil
}

// Keep writes the memory into the archive in dir, for the sites in the folder out. What it has of sites that were not
// noted stays; what it has of folders that are gone is removed. The files hold hashes of what nobody may see, so their
// folder is open to its owner alone.
func (m *Memory) Keep(dir, out string) error {
	at, name, err := memoryAt(dir, out)
	if err != nil {
		return err
	}
	folder := strings.TrimSuffix(at, ".json")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := cache.Unversioned(filepath.Join(dir, ".minutebook")); err != nil {
		return err
	}
	before, err := recall(dir, out)
	if err != nil {
		return err
	}
	f := memoryFile{Format: format, Out: name, Sites: map[string]siteMemory{}}
	maps.Copy(f.Sites, m.sites)
	for site, h := range before.sites {
		if _, noted := m.sites[site]; !noted {
			if f.Sites[site], err = h.today(); err != nil {
				return err
			}
		}
	}
	if err := f.write(at, folder); err != nil {
		return err
	}
	return forget(dir, filepath.Dir(at))
}

// today is a memory in today's format.
func (m siteMemory) today() (siteMemory, error) {
	if m.first == nil {
		return m, nil
	}
	is := siteMemory{Documents: map[string]string{}, Files: map[string]string{}, fresh: map[string][]byte{}}
	for n := range buckets {
		if b := m.first[fileOf(n)]; len(b) > 0 {
			data, err := b.marshal()
			if err != nil {
				return is, err
			}
			is.Files[code(uint64(n))] = sumOf(data)
			is.fresh[sumOf(data)] = data
		}
	}
	return is, nil
}

// write puts files into their folder, then what names them into its place, and removes those that nothing names any more.
func (f memoryFile) write(at, folder string) error {
	named := map[string]bool{}
	for _, site := range f.Sites {
		for _, sum := range site.Files {
			named[sum+".json"] = true
		}
		for sum, data := range site.fresh {
			place := filepath.Join(folder, sum+".json")
			if _, err := os.Stat(place); err == nil {
				continue
			}
			if err := replace(place, data); err != nil {
				return err
			}
		}
	}
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if err := replace(at, data); err != nil {
		return err
	}
	files, err := os.ReadDir(folder)
	for _, d := range files {
		if !named[d.Name()] {
			err = errors.Join(err, os.Remove(filepath.Join(folder, d.Name())))
		}
	}
	return err
}

// recall is what the archive in dir remembers of the sites in the folder out.
func recall(dir, out string) (r remembered, err error) {
	at, _, err := memoryAt(dir, out)
	if err != nil {
		return r, err
	}
	f, err := readMemory(at)
	if err != nil {
		return r, err
	}
	r = remembered{strings.TrimSuffix(at, ".json"), f.Sites}
	if f.Format == firstFormat {
		r.sites = map[string]siteMemory{}
		for site, h := range f.Withheld {
			first, _, err := h.buckets()
			if err != nil {
				return r, fmt.Errorf("%w: %s: %w; remove it to begin anew", ErrFormer, at, err)
			}
			r.sites[site] = siteMemory{first: first}
		}
	}
	return r, nil
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
	return filepath.Join(dir, ".minutebook", "withheld", codeFirst(hash(name))+".json"), name, nil
}

func readMemory(at string) (f memoryFile, err error) {
	data, err := os.ReadFile(at)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &f)
	}
	if err == nil && f.Format != format && f.Format != firstFormat {
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
			if err := errors.Join(os.RemoveAll(strings.TrimSuffix(at, ".json")), os.RemoveAll(at)); err != nil {
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
