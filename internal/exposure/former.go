package exposure

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"minutebook/internal/publish"
)

// Former is what stood in an output folder before a build. The zero Former had no site.
type Former struct {
	sites    map[string]Before // by the name of their folder
	withheld remembered        // what the archive remembers
}

// ErrFormer is the cause when it cannot be told what a site showed, and so what the next build would expose.
var ErrFormer = errors.New("what was built before cannot be compared")

// ReadFormer reads what each site below the folder out showed, and what the archive in dir remembers of them. A folder
// that says nothing of it is not compared, unless its manifest promises that it does.
func ReadFormer(dir, out string) (Former, error) {
	f := Former{sites: map[string]Before{}}
	manifests, err := filepath.Glob(filepath.Join(out, "*", publish.ManifestFile))
	if err != nil {
		return f, err
	}
	for _, file := range manifests {
		site := filepath.Dir(file)
		if _, err := publish.ReadHead(site); err != nil {
			continue // not ours, as whoever replaces it will say
		}
		b, ok, err := ReadBefore(site)
		if err == nil && !ok && promised(site) {
			err = fmt.Errorf("%w: %s is gone; remove %s to begin anew", ErrFormer, filepath.Join(site, File), site)
		}
		if err != nil {
			return f, err
		}
		if ok {
			f.sites[b.site] = b
		}
	}
	f.withheld, err = recall(dir, out)
	return f, err
}

// promised says whether a site's manifest has the file.
func promised(site string) bool {
	m, err := publish.ReadManifest(site)
	_, ok := m.Files[File]
	return ok && err == nil
}

// Before is what a site showed; it showed nothing if it was not there.
func (f Former) Before(site string) Before { return f.sites[site] }

// Trust is Before.Trust for a site.
func (f Former) Trust(site string, tag []byte, settings [sha256.Size]byte) {
	if b, ok := f.sites[site]; ok {
		b.Trust(tag, settings)
		f.sites[site] = b
	}
}

// look reads what was said and what was withheld, file by file.
type look struct {
	former Former
	before Before
	n      int
	shown  bucket
	others map[string]bucket
	kept   bucket
}

// into reads the files of a number.
func (l *look) into(n int) (err error) {
	l.n, l.others = n, map[string]bucket{}
	if l.shown, err = l.before.bucket(n); err != nil {
		return err
	}
	l.kept, err = l.former.withheld.bucket(l.before.site, n)
	return err
}

// withheld are the passages of a document that the site's readers were not to see, with the strictest level that each had.
func (l *look) withheld(document string) (map[uint64]string, error) {
	all, err := wordsIn(l.kept[document])
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(l.former.sites)) {
		if _, ok := l.others[name]; !ok {
			if l.others[name], err = l.former.sites[name].bucket(l.n); err != nil {
				return nil, err
			}
		}
		said, err := wordsIn(l.others[name][document])
		if err != nil {
			return nil, err
		}
		for words, level := range said {
			if was, ok := all[words]; !l.before.permits(level) && (!ok || l.before.strictness(level) > l.before.strictness(was)) {
				all[words] = level
			}
		}
	}
	return all, nil
}

// Compared is what a build would do to the readers of a site.
type Compared struct {
	Exposed List // as the edition has it
	Gone    int  // passages that the site showed and does so no more
}

// Compare finds the passages that the former build withheld from a site and the next would show, each where it stands in
// the sources, and counts those that it shows no more. What stands in an exposed document at the level that the document had is no
// exposure of its own. A document that is known to be what it was is not looked at.
func (f Former) Compare(next Shown, sources Sources) (c Compared, err error) {
	before, ok := f.sites[next.site]
	if !ok {
		return c, nil
	}
	l := look{former: f, before: before}
	exposed := map[*unit]map[uint64]string{} // what was withheld in each
	shown := map[*unit]map[uint64]string{}
	gone := map[int][]uint64{} // documents
	for document := range before.head.Documents {
		n, _ := decode(document) // as was seen
		if next.units.by[n] == nil {
			gone[bucketOf(n)] = append(gone[bucketOf(n)], n)
		}
	}
	for n, list := range next.units.buckets() {
		list = slices.DeleteFunc(list, before.same)
		if len(list)+len(gone[n]) == 0 {
			continue
		}
		if err := l.into(n); err != nil {
			return c, err
		}
		next.units.look(list)
		for _, document := range gone[n] {
			said, err := wordsIn(l.shown[code(document)])
			if err != nil {
				return c, before.fault(fileOf(n), err)
			}
			c.Gone += len(said)
		}
		for _, u := range list {
			said, err := wordsIn(l.shown[code(u.document)])
			if err != nil {
				return c, before.fault(fileOf(n), err)
			}
			for words := range said {
				if _, still := u.level(words); !still {
					c.Gone++
				}
			}
			withheld, err := l.withheld(code(u.document))
			if err != nil {
				return c, before.fault(fileOf(n), err)
			}
			if slices.ContainsFunc(u.said, func(s saying) bool {
				_, was := said[s.words]
				_, kept := withheld[s.words]
				return kept && !was
			}) {
				exposed[u], shown[u] = withheld, said
			}
		}
	}
	for i, p := range next.units.parts {
		if u := next.units.of[i]; exposed[u] != nil {
			c.Exposed = append(c.Exposed, next.exposed(p, u, exposed[u], shown[u])...)
		}
	}
	sources.place(c.Exposed)
	return c, nil
}

// exposed are the passages of a part that were withheld and not shown.
func (s Shown) exposed(p *part, u *unit, withheld, shown map[uint64]string) (all List) {
	found := s.units.passages(p)
	exposed := make([]bool, len(found))
	for i, p := range found {
		was, kept := withheld[p.key.words]
		if _, seen := shown[p.key.words]; seen || !kept {
			continue
		}
		exposed[i] = true
		document, item := false, false
		for up := p.under; up >= 0; up = found[up].under {
			same := exposed[up] && withheld[found[up].key.words] == was
			document = document || same && found[up].under < 0
			item = item || same
		}
		if level, _ := u.level(p.key.words); !document {
			all = append(all, Exposure{Site: s.site, File: p.file, Line: p.line, What: p.what, Was: was, Now: nameOf(s.units.policy, level), Part: item, key: p.key})
		}
	}
	return all
}
