// Package difference turns two builds of a site into what a reader of the second finds that the first had not: meetings, actions that
// were opened or closed, decisions, and what is spoken of for the first time.
//
// It reads nothing but the two sites' folders, their manifests and tables (www/data/*.json), so it can tell nothing that the sites do
// not. Records are told apart by their ids; a decision, which has none, by its meeting, item, verb and words.
//
// As Markdown it is the body of a comment where changes are reviewed. Words of the minutes stand in it as text: no markup, no name or
// number in it calls anybody or links anywhere, and it is cut where such a body must end.
package difference

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

var (
	// ErrFolder is the cause when a folder holds no build that can be read.
	ErrFolder = errors.New("no build of a site")
	// ErrRestricted is the cause when a site is not for everybody.
	ErrRestricted = errors.New("a site that is not for everybody")
)

// Entry is a record as it is listed: its id, and a few words of it.
type Entry struct {
	ID   string `json:"id"`
	Text string `json:"text,omitempty"`
}

// Change is what happened to records of one kind: "new meeting", "new meetings".
type Change struct {
	One  string  `json:"-"`
	Many string  `json:"change"`
	What []Entry `json:"records"` // never empty
}

// Difference is what one build has that another has not.
type Difference struct {
	Site    string   `json:"site"`
	Same    bool     `json:"same"` // the editions are the same to the byte
	Changes []Change `json:"changes"`
}

// Options say what to compare.
type Options struct {
	Old, New   string // folders of a site, such as out/public; Old may be an empty folder, for nothing
	Restricted bool   // compare sites that are not for everybody, too
}

// Of compares two builds. The order of what it returns depends on the builds alone.
func Of(o Options) (Difference, error) {
	was, err := open(o.Old, true)
	if err != nil {
		return Difference{}, err
	}
	is, err := open(o.New, false)
	if err != nil {
		return Difference{}, err
	}
	for _, s := range []site{was, is} {
		if !s.nothing && !s.Online && !o.Restricted {
			return Difference{}, fmt.Errorf("%w: %s; what is said of it is for its readers alone, so ask for it with --restricted", ErrRestricted, s.dir)
		}
	}
	if !was.nothing && was.Site != is.Site {
		return Difference{}, fmt.Errorf("%w to compare: %s is site %s, %s is site %s", ErrFolder, o.Old, was.Site, o.New, is.Site)
	}
	d := Difference{Site: is.Site, Same: was.Edition == is.Edition, Changes: []Change{}}
	for _, compare := range []func(was, is site) ([]Change, error){meetings, actions, decisions, subjects} {
		changes, err := compare(was, is)
		if err != nil {
			return d, err
		}
		d.Changes = append(d.Changes, slices.DeleteFunc(changes, func(c Change) bool { return len(c.What) == 0 })...)
	}
	return d, nil
}

// rows are the rows of a table, by what tells them apart, in the order of the table.
type rows[T any] struct {
	keys []string
	by   map[string]T
}

func rowsOf[T any](list []T, key func(T) string) rows[T] {
	r := rows[T]{by: make(map[string]T, len(list))}
	for _, one := range list {
		k := key(one)
		for n := 2; ; n++ { // the same decision twice is two
			if _, ok := r.by[k]; !ok {
				break
			}
			k = fmt.Sprintf("%s\x00%d", key(one), n)
		}
		r.keys = append(r.keys, k)
		r.by[k] = one
	}
	return r
}

// without are the entries of those rows that others lack.
func (r rows[T]) without(others rows[T], entry func(T) Entry) []Entry {
	var all []Entry
	for _, k := range r.keys {
		if _, ok := others.by[k]; !ok {
			all = append(all, entry(r.by[k]))
		}
	}
	return sorted(all)
}

// both are the entries of those rows that stand in both and that these says yes to.
func (r rows[T]) both(was rows[T], these func(was, is T) bool, entry func(T) Entry) []Entry {
	var all []Entry
	for _, k := range r.keys {
		if before, ok := was.by[k]; ok && these(before, r.by[k]) {
			all = append(all, entry(r.by[k]))
		}
	}
	return sorted(all)
}

func sorted(all []Entry) []Entry {
	slices.SortStableFunc(all, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	return all
}
