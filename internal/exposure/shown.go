package exposure

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/policy"
)

// File is the name, in a site's folder, of the passages that it shows.
const File = "levels.json"

// format is the version of the layout of all files of this package.
const format = 1

// Shown is what a site shows: every passage of its edition with its strictest level, and what its clearance was.
type Shown struct {
	site      string
	clearance string
	levels    []string // most public first, as the policy was
	at        map[key]string
	found     []passage // of the edition, in its order; none of what was read from a file
}

// Of is what a site shows of its edition and of the notices of its archive.
func Of(e edition.Edition, p policy.Policy, notices ...Notice) Shown {
	return (*Known)(nil).Of(e, p, notices...)
}

// Of is Of where some documents are known.
func (k *Known) Of(e edition.Edition, p policy.Policy, notices ...Notice) Shown {
	s := Shown{site: e.Site().Name, clearance: p.Name(e.Site().Clearance.Level()), at: map[key]string{}}
	for _, l := range p.Levels() {
		s.levels = append(s.levels, p.Name(l))
	}
	s.found = k.ofEdition(e, p, notices)
	strictest := map[key]policy.Level{}
	for _, found := range s.found {
		if l, ok := strictest[found.key]; ok && policy.Stricter(l, found.level) == l {
			continue
		}
		strictest[found.key] = found.level
		s.at[found.key] = nameOf(p, found.level)
	}
	return s
}

// nameOf is a level's name, "" for one that cannot be told.
func nameOf(p policy.Policy, l policy.Level) string {
	r, _ := p.Rung(l)
	return r.Name
}

// permits says whether the site's readers might read what is marked with a level, as its policy was. They might not read
// a level that it did not have.
func (s Shown) permits(level string) bool {
	return s.strictness(level) <= slices.Index(s.levels, s.clearance)
}

// strictness grows with it; a level that the policy did not have is the strictest.
func (s Shown) strictness(level string) int {
	if i := slices.Index(s.levels, level); i >= 0 {
		return i
	}
	return len(s.levels)
}

// Gone is how many passages a site showed that its next build does not show.
func (f Former) Gone(next Shown) int {
	n := 0
	for k := range f.sites[next.site].at {
		if _, shown := next.at[k]; !shown {
			n++
		}
	}
	return n
}

// hashed are passages in a file: by document and level the hashes of their words, in order. The document itself is ".".
type hashed map[string]map[string]string

type shownFile struct {
	Format    int      `json:"format"`
	Clearance string   `json:"clearance"`
	Levels    []string `json:"levels"`
	Passages  hashed   `json:"passages"`
}

// Write puts what the site shows into its folder.
func (s Shown) Write(dir string) error {
	data, err := json.MarshalIndent(shownFile{format, s.clearance, s.levels, pack(s.at)}, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, File), append(data, '\n'), 0o644)
}

// readShown reads what the site in dir shows; ok is false where its folder does not say, as those of older builds.
func readShown(dir string) (s Shown, ok bool, err error) {
	data, err := os.ReadFile(filepath.Join(dir, File))
	if errors.Is(err, fs.ErrNotExist) {
		return s, false, nil
	}
	var f shownFile
	if err == nil {
		err = json.Unmarshal(data, &f)
	}
	if err == nil && f.Format != format {
		err = fmt.Errorf("format %d, this program knows %d", f.Format, format)
	}
	if err == nil {
		s = Shown{site: filepath.Base(dir), clearance: f.Clearance, levels: f.Levels}
		s.at, err = f.Passages.unpack()
	}
	if err != nil {
		return s, false, fmt.Errorf("%w: %s: %w; remove %s to begin anew", ErrFormer, filepath.Join(dir, File), err, dir)
	}
	return s, true, nil
}

var coded = base64.RawURLEncoding

func pack(all map[key]string) hashed {
	lists := map[string]map[string][]string{}
	for k, level := range all {
		document := code(k.document)
		if lists[document] == nil {
			lists[document] = map[string][]string{}
		}
		words := "."
		if k.words != 0 {
			words = code(k.words)
		}
		lists[document][level] = append(lists[document][level], words)
	}
	packed := hashed{}
	for document, levels := range lists {
		packed[document] = map[string]string{}
		for level, list := range levels {
			slices.Sort(list)
			packed[document][level] = strings.Join(list, " ")
		}
	}
	return packed
}

func (h hashed) unpack() (map[key]string, error) {
	all := map[key]string{}
	for document, levels := range h {
		d, err := decode(document)
		if err != nil {
			return nil, err
		}
		for level, list := range levels {
			for _, one := range strings.Fields(list) {
				k := key{document: d}
				if one != "." {
					if k.words, err = decode(one); err != nil {
						return nil, err
					}
				}
				all[k] = level
			}
		}
	}
	return all, nil
}

func code(n uint64) string { return coded.EncodeToString(binary.BigEndian.AppendUint64(nil, n)) }

func decode(text string) (uint64, error) {
	b, err := coded.DecodeString(text)
	if err != nil || len(b) != 8 {
		return 0, fmt.Errorf("%q is no hash", text)
	}
	return binary.BigEndian.Uint64(b), nil
}
