package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Search looks into every file below dir (a site's folder) and into its name, except into the files that dumped
// names by their path below dir: those hold compressed pieces, which make words by chance that are none,
// and are to be read by SearchDump. It stops at the first error of the machine.
func (s *Secrets) Search(dir string, dumped func(rel string) bool) (Report, error) {
	return s.search(dir, dumped, nil, func(f fileReader) (int, error) { return eachFile(dir, f) })
}

// SearchFiles is Search in some files alone, of the given names. What is not there is passed over. Of large tables only those lines are
// searched that are new since the former generation, for which these secrets are known to be in none of its files; nil for all.
func (s *Secrets) SearchFiles(dir string, names []string, former Former, dumped func(rel string) bool) (Report, error) {
	return s.search(dir, dumped, former, func(f fileReader) (int, error) { return eachNamed(dir, names, f) })
}

func (s *Secrets) search(dir string, dumped func(rel string) bool, former Former, each func(fileReader) (int, error)) (Report, error) {
	var mu sync.Mutex
	var r Report
	var all, free []*scanner
	var err error
	r.Files, err = each(func(rel string, data []byte, read bool) error {
		mu.Lock()
		if len(free) == 0 {
			all = append(all, newScanner(s))
			all[len(all)-1].former = former
			free = append(free, all[len(all)-1])
		}
		x := free[len(free)-1]
		free = free[:len(free)-1]
		mu.Unlock()
		leaks, opaque, err := x.searchOrUnpack(dir, rel, data, dumped(rel))
		mu.Lock()
		defer mu.Unlock()
		free = append(free, x)
		r.Leaks = append(r.Leaks, leaks...)
		if opaque || !read {
			r.Opaque = append(r.Opaque, rel)
		}
		return err
	})
	if err != nil {
		return Report{}, fmt.Errorf("audit the build: %w", err)
	}
	for _, x := range all {
		x.in.notes.flush()
	}
	s.place(r.Leaks)
	slices.Sort(r.Opaque)
	return r, nil
}

// searchFile looks into a file. What is found at a first look is looked for again in every way, to say where it stands.
func (x *scanner) searchFile(rel string, data []byte, dumped bool) (leaks []Leak, opaque bool) {
	s := x.s
	if !x.nothingIn(spacedOut(rel)) {
		leaks = x.searchName(rel)
	}
	place := rel
	if len(leaks) > 0 {
		place = leaks[0].Path
	}
	var sum [sha256.Size]byte
	if s.papers[rel] || s.sizes[len(data)] {
		sum = sha256.Sum256(data)
	}
	if source, ok := s.files[sum]; ok && len(data) > 0 {
		leaks = append(leaks, Leak{Path: place, Source: source, What: "a file"})
	}
	if dumped || s.own[sum] && len(data) > 0 {
		return leaks, false
	}
	data = x.fresh(rel, data)
	paper := s.papers[rel] && bytes.Contains([]byte(rel), []byte("/"+hex.EncodeToString(sum[:6])+"/"))
	if !paper && x.nothingInFile(rel, data) {
		return leaks, false
	}
	found, opaque := x.searchReadings(rel, place, data, paper)
	return append(leaks, found...), opaque
}

// fresh is what has to be searched of a file.
func (x *scanner) fresh(rel string, data []byte) []byte {
	if x.former == nil || len(data) < wholeTable {
		return data
	}
	if part, ok := freshLines(rel, data, x.former(rel)); ok {
		return part
	}
	return data
}

// searchReadings looks into a file in every way in which it can be read.
func (x *scanner) searchReadings(rel, place string, data []byte, paper bool) (leaks []Leak, opaque bool) {
	read, opaque := look(rel, data, x.s.options.Days)
	for _, r := range read {
		if paper {
			r.least = never
		}
		if listsKeys(rel) {
			quoted := func(c rune) bool { return c == '"' || c == '\n' }
			if found := x.searchKeys(place, strings.FieldsFuncSeq(r.text, quoted)); len(found) > 0 {
				return found, opaque
			}
		}
		if found := x.searchText(place, r); len(found) > 0 {
			return found, opaque
		}
	}
	return nil, opaque
}

// SearchDump looks into what a store hands out piece by piece, such as the terms and stored fields of an
// index; place names a piece. Each line of a piece is a block. One leak of a sort is enough for a place.
func (s *Secrets) SearchDump(dump func(visit func(place, text string)) error) ([]Leak, error) {
	var leaks []Leak
	seen := map[[2]string]bool{}
	x := newScanner(s)
	err := dump(func(place, text string) {
		for line := range strings.SplitSeq(text, "\n") {
			if !x.nothingInLine(line) {
				for _, r := range variants(reading{text: line}) {
					leaks = keepNew(leaks, x.searchText(place, r), seen)
				}
			}
			leaks = keepNew(leaks, x.searchKey(place, line), seen)
		}
	})
	x.in.notes.flush()
	s.place(leaks)
	return leaks, err
}

// SearchStems looks for the stems of secret words among those of dictionaries.
func (s *Secrets) SearchStems(dump func(visit func(place, stem string)) error) ([]Leak, error) {
	var leaks []Leak
	seen := map[[2]string]bool{}
	notes := s.newNotes()
	err := dump(func(place, stem string) {
		notes.text(stem, ofStem)
		if at, secret := s.stems[stem]; secret {
			leaks = keepNew(leaks, []Leak{{Path: place, Source: s.where(at), What: "a word"}}, seen)
		}
	})
	notes.flush()
	sortLeaks(leaks)
	return leaks, err
}

func keepNew(leaks, found []Leak, seen map[[2]string]bool) []Leak {
	for _, l := range found {
		if key := [2]string{l.Path, l.What}; !seen[key] {
			seen[key] = true
			leaks = append(leaks, l)
		}
	}
	return leaks
}

// searchName looks into a file's name. A leak that stands there is called by the folder above it, for the name is
// what nobody may read.
func (x *scanner) searchName(rel string) []Leak {
	search := func(name string) (all []Leak) {
		for _, r := range variants(reading{text: spacedOut(name)}) {
			all = append(all, x.searchText(name, r)...)
		}
		return all
	}
	leaks := search(rel)
	above := path.Dir(rel)
	for above != "." && len(leaks) > 0 && len(search(above)) > 0 {
		above = path.Dir(above)
	}
	for i := range leaks {
		leaks[i].Path = path.Join(above, "*")
	}
	return leaks
}

func spacedOut(name string) string { return strings.ReplaceAll(name, "/", " / ") }

// searchText gives the first leak of words and the first of an id: one is enough to refuse a build. An id is not told twice.
func (x *scanner) searchText(path string, r reading) []Leak {
	s := x.s
	var words, id *hit
	x.in.each(s, r.text, func(h hit) {
		switch {
		case !r.tells(h):
		case h.sort == ofID && id == nil:
			id = &h
		case h.sort != ofID && words == nil:
			words = &h
		}
	})
	if words != nil && id != nil && words.sort == ofBlock && words.start == id.start {
		words = nil
	}
	var leaks []Leak
	for _, h := range []*hit{words, id} {
		if h != nil {
			l := Leak{Path: path, Offset: h.start, What: h.what()}
			if h.sort == ofRun {
				l.run = h.key
			} else {
				l.Source = s.where(s.spotOf(*h))
			}
			leaks = append(leaks, l)
		}
	}
	return leaks
}

func (s *Secrets) spotOf(h hit) spot {
	if h.sort == ofBlock {
		return s.blocks[h.n][h.key].At
	}
	return s.ids[h.key].At
}

// place finds out where the sources have the runs that leaked, and sorts the leaks.
func (s *Secrets) place(leaks []Leak) {
	wanted := map[uint64]bool{}
	for _, l := range leaks {
		if l.run != 0 {
			wanted[l.run] = true
		}
	}
	if len(wanted) > 0 {
		spots := s.locate(wanted)
		for i, l := range leaks {
			if l.run != 0 {
				leaks[i].Source, leaks[i].run = s.where(spots[l.run]), 0
			}
		}
	}
	sortLeaks(leaks)
}

func (h hit) what() string {
	switch {
	case h.sort == ofID:
		return "an id"
	case h.n == 1:
		return "a word"
	}
	return "words"
}

// tells says whether what stands in a reading is there by more than chance.
func (r reading) tells(h hit) bool {
	if h.sort != ofBlock {
		return true
	}
	letters := 0
	for _, c := range r.text[h.start:h.end] {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			letters++
		}
	}
	return letters >= r.least && !(h.n == 1 && inUUID(r.text, h.start))
}

var uuid = regexp.MustCompile(`(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`)

// inUUID says whether the word at an offset is a part of a name made of an address: its letters are chance.
func inUUID(text string, at int) bool {
	from, to := max(at-36, 0), min(at+36, len(text))
	for _, m := range uuid.FindAllStringIndex(text[from:to], -1) {
		if from+m[0] <= at && at < from+m[1] {
			return true
		}
	}
	return false
}
