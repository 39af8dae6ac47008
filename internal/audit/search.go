package audit

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Search looks into every file below dir (a site's folder) and into its name. The files of the index are
// read as bytes too, but their stored fields are compressed: SearchDump reads those. It stops at the first
// error of the machine.
func (s *Secrets) Search(dir string) ([]Leak, error) {
	var mu sync.Mutex
	var leaks []Leak
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			return nil
		}
		g.Go(func() error {
			found, err := s.searchFile(path, rel)
			mu.Lock()
			defer mu.Unlock()
			leaks = append(leaks, found...)
			return err
		})
		return nil
	})
	if waited := g.Wait(); err == nil {
		err = waited
	}
	if err != nil {
		return nil, fmt.Errorf("audit the build: %w", err)
	}
	sortLeaks(leaks)
	return leaks, nil
}

// SearchDump looks into what a store hands out piece by piece, such as the terms and stored fields of an
// index; place names a piece. Each line of a piece is a block.
func (s *Secrets) SearchDump(dump func(visit func(place, text string)) error) ([]Leak, error) {
	var leaks []Leak
	err := dump(func(place, text string) {
		leaks = append(leaks, s.searchText(place, strings.ReplaceAll(text, "\n", string(border)))...)
	})
	sortLeaks(leaks)
	return leaks, err
}

// Texts reads every file below dir in every way in which Search would: what a build of an empty archive
// says is the program's own.
func Texts(dir string) ([]string, error) {
	var all []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all = append(all, readings(path, data)...)
		return err
	})
	return all, err
}

func (s *Secrets) searchFile(path, rel string) ([]Leak, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	leaks := s.searchText(rel, strings.ReplaceAll(rel, "/", " / "))
	for _, text := range readings(rel, data) {
		if found := s.searchText(rel, text); len(found) > 0 {
			return append(leaks, found...), nil
		}
	}
	return leaks, nil
}

// searchText gives the first leak of words and the first of an id: one is enough to refuse a build.
func (s *Secrets) searchText(path, text string) []Leak {
	all := words(text)
	var leaks []Leak
	forRuns(all, func(hash uint64, at int) {
		if source, secret := s.runs[hash]; secret && len(leaks) == 0 {
			leaks = append(leaks, Leak{Path: path, Offset: at, Source: s.where(source), What: "words"})
		}
	})
	seen := false
	s.ids.find(text, all, func(at int, source string) {
		if !seen {
			leaks = append(leaks, Leak{Path: path, Offset: at, Source: source, What: "an id"})
			seen = true
		}
	})
	return leaks
}

var (
	tag       = regexp.MustCompile(`(?s)<!--.*?-->|<[a-zA-Z/!?][^>]*>`)
	inlineTag = regexp.MustCompile(`(?i)^</?(?:a|abbr|b|br|code|em|i|mark|s|span|strong|sub|sup|time|u)[\s/>]`)
)

// readings are the texts that a file's bytes may hold: as they are, with escapes undone, without markup.
// Between two blocks of a page stands a border, as between those of a source.
func readings(name string, data []byte) []string {
	if plain, ok := unzip(data); ok {
		return append(readings(strings.TrimSuffix(name, ".gz"), plain), string(data))
	}
	text := string(data)
	if strings.HasSuffix(name, ".json") {
		return []string{text, jsonStrings(data)}
	}
	if bytes.IndexByte(data, '<') < 0 {
		return []string{text}
	}
	markup := strings.Join(tag.FindAllString(text, -1), string(border))
	return []string{
		html.UnescapeString(withoutTags(text, "")), html.UnescapeString(withoutTags(text, " ")),
		html.UnescapeString(markup),
	}
}

// withoutTags puts a border in the place of each block's tags and the given text in that of an inline one.
func withoutTags(text, inline string) string {
	return tag.ReplaceAllStringFunc(text, func(t string) string {
		if inlineTag.MatchString(t) {
			return inline
		}
		return string(border)
	})
}

func unzip(data []byte) ([]byte, bool) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return nil, false
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, false
	}
	plain, err := io.ReadAll(r)
	return plain, err == nil
}

// jsonStrings are the strings of a JSON document, unescaped, markup undone, a line each.
func jsonStrings(data []byte) string {
	var lines strings.Builder
	d := json.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err != nil {
			return lines.String()
		}
		if text, ok := t.(string); ok {
			lines.WriteString(html.UnescapeString(text))
			lines.WriteByte('\n')
		}
	}
}
