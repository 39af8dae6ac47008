package exposure

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"minutebook/internal/edition"
	"minutebook/internal/policy"
	"minutebook/internal/publish"
)

// Former is what stood in an output folder before a build. The zero Former had no site.
type Former struct {
	sites    map[string]Shown          // by the name of their folder
	withheld map[string]map[key]string // by site, with levels: what the archive remembers
}

// ErrFormer is the cause when it cannot be told what a site showed, and so what the next build would expose.
var ErrFormer = errors.New("what was built before cannot be compared")

// ReadFormer reads what each site below the folder out showed, and what the archive in dir remembers of them. A folder
// that says nothing of it is not compared, unless its manifest promises that it does.
func ReadFormer(dir, out string) (Former, error) {
	f := Former{sites: map[string]Shown{}}
	manifests, err := filepath.Glob(filepath.Join(out, "*", publish.ManifestFile))
	if err != nil {
		return f, err
	}
	for _, file := range manifests {
		site := filepath.Dir(file)
		m, err := publish.ReadManifest(site)
		if err != nil {
			continue // not ours, as whoever replaces it will say
		}
		s, ok, err := readShown(site)
		if _, promised := m.Files[File]; err == nil && !ok && promised {
			err = fmt.Errorf("%w: %s is gone; remove %s to begin anew", ErrFormer, filepath.Join(site, File), site)
		}
		if err != nil {
			return f, err
		}
		if ok {
			f.sites[s.site] = s
		}
	}
	f.withheld, err = recall(dir, out)
	return f, err
}

// withheldFrom are the passages that a site's readers were not to see, with the strictest level that each had.
func (f Former) withheldFrom(site Shown) map[key]string {
	all := map[key]string{}
	note := func(passages map[key]string) {
		for k, level := range passages {
			if was, ok := all[k]; !ok || site.strictness(level) > site.strictness(was) {
				all[k] = level
			}
		}
	}
	note(f.withheld[site.site])
	for _, name := range slices.Sorted(maps.Keys(f.sites)) {
		above := map[key]string{}
		for k, level := range f.sites[name].at {
			if !site.permits(level) {
				above[k] = level
			}
		}
		note(above)
	}
	return all
}

// Sources are the passages of the sources as they were read, uncut.
type Sources struct {
	passages []passage
	policy   policy.Policy
}

// OfSources are the passages of an archive's documents, and its notices.
func OfSources(documents []edition.Source, p policy.Policy, notices ...Notice) Sources {
	return (*Known)(nil).OfSources(documents, p, notices...)
}

// OfSources is OfSources where some documents are known.
func (k *Known) OfSources(documents []edition.Source, p policy.Policy, notices ...Notice) Sources {
	levels := wordsOfLevels(p)
	g := gatherer{levels: levels, found: together(len(documents), levels, func(g *gatherer, i int) {
		if s := documents[i]; s.Page != nil {
			g.page(s.Page)
		} else {
			g.found = k.passages(s.File(), s.Sum(), func() []passage { g.minutes(s.Whole().Minutes); return g.found })
		}
	})}
	for _, n := range notices {
		g.notice(n)
	}
	return Sources{g.found, p}
}

// withheldFrom are the passages that a site's readers are not to see, with their levels.
func (s Sources) withheldFrom(site policy.Site, shown Shown) map[key]string {
	all := map[key]string{}
	for _, p := range s.passages {
		if _, seen := shown.at[p.key]; !seen && !site.Clearance.Permits(p.level) {
			all[p.key] = nameOf(s.policy, p.level)
		}
	}
	return all
}

// place gives exposures the lines of the sources: an edition's own lines differ where something was cut above.
func (s Sources) place(all List) {
	if len(all) == 0 {
		return
	}
	type place struct {
		file string
		key  key
	}
	lines := map[place]int{}
	for _, p := range slices.Backward(s.passages) {
		lines[place{p.file, p.key}] = p.line
	}
	for i, e := range all {
		if line, ok := lines[place{e.File, e.key}]; ok {
			all[i].Line = line
		}
	}
}
