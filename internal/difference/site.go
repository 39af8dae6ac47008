package difference

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"minutebook/internal/publish"
)

// site is a built site as it says what it is, and the files of each of its tables.
type site struct {
	publish.Manifest
	dir     string
	root    *os.Root
	nothing bool
	tables  map[string][]string
}

// open reads the head of a site's manifest and the list of its tables. An empty folder is a site of nothing, where that may be.
func open(dir string, mayBeNothing bool) (s site, err error) {
	s = site{dir: dir, tables: map[string][]string{}}
	if s.root, err = os.OpenRoot(dir); err != nil {
		return s, fmt.Errorf("%w: %v", ErrFolder, err)
	}
	if names, err := fs.ReadDir(s.root.FS(), "."); mayBeNothing && err == nil && len(names) == 0 {
		s.nothing = true
		return s, nil
	}
	if s.Manifest, err = publish.ReadHead(dir); err != nil {
		return s, fmt.Errorf("%w: %v; name a folder such as out/public", ErrFolder, err)
	}
	var list []struct{ Name string }
	if err := s.read("www/data/index.json", &list); err != nil {
		return s, fmt.Errorf("%w: %v", ErrFolder, err)
	}
	for _, file := range list {
		if name, ok := tableOf(file.Name); ok {
			s.tables[name] = append(s.tables[name], file.Name)
		}
	}
	return s, nil
}

// aPart is the end of a file's name of a table that is split by year.
var aPart = regexp.MustCompile(`-(?:\d{4}|undated)$`)

// tableOf is the table that a file holds all or a year of; a view of one stands in a folder, and is none.
func tableOf(file string) (string, bool) {
	name, ok := strings.CutSuffix(file, ".json")
	if !ok || strings.ContainsAny(name, `/\`) {
		return "", false
	}
	return aPart.ReplaceAllString(name, ""), true
}

func (s site) read(name string, into any) error {
	f, err := s.root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s is no table of this program (%v); build the site again", path.Join(s.dir, name), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s holds more than a table; build the site again", path.Join(s.dir, name))
	}
	return nil
}

// tables are the rows of one table in both sites.
func tables[T any](was, is site, name string, key func(T) string) (before, after rows[T], err error) {
	if before, err = table(was, name, key); err != nil {
		return before, after, err
	}
	after, err = table(is, name, key)
	return before, after, err
}

func table[T any](s site, name string, key func(T) string) (rows[T], error) {
	var all []T
	for _, file := range s.tables[name] {
		var part []T
		if err := s.read("www/data/"+file, &part); err != nil {
			return rows[T]{}, fmt.Errorf("%w: %v", ErrFolder, err)
		}
		all = append(all, part...)
	}
	return rowsOf(all, key), nil
}

// kinds are the tables of what is spoken of: all but those of what a meeting does.
func kinds(sites ...site) []string {
	var names []string
	for _, s := range sites {
		for name := range s.tables {
			if !slices.Contains([]string{"meetings", "actions", "decisions", "glossary", "index"}, name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}
