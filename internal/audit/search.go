package audit

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// Search looks into every file below dir (a site's folder) and into its name, except the files that dumped
// names by their path below dir: those hold compressed pieces, which make words by chance that are none,
// and are to be read by SearchDump. It stops at the first error of the machine.
func (s *Secrets) Search(dir string, dumped func(rel string) bool) ([]Leak, error) {
	var mu sync.Mutex
	var leaks []Leak
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() || dumped(rel) {
			return nil
		}
		g.Go(func() error {
			found, err := s.searchFile(file, rel)
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

func (s *Secrets) searchFile(file, rel string) ([]Leak, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	leaks := s.searchName(rel)
	place := rel
	if len(leaks) > 0 {
		place = leaks[0].Path
	}
	for _, text := range readings(rel, data) {
		if found := s.searchText(place, text); len(found) > 0 {
			return append(leaks, found...), nil
		}
	}
	return leaks, nil
}

// searchName looks into a file's name. A leak that stands there is called by the folder above it, for the name is
// what nobody may read.
func (s *Secrets) searchName(rel string) []Leak {
	search := func(name string) []Leak { return s.searchText(name, strings.ReplaceAll(name, "/", " / ")) }
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

// searchText gives the first leak of words and the first of an id: one is enough to refuse a build.
func (s *Secrets) searchText(path, text string) []Leak {
	all := words(text)
	var leaks []Leak
	find := func(n int, secrets map[uint64]spot) {
		forPhrases(all, n, func(hash uint64, at int) {
			if source, secret := secrets[hash]; secret && len(leaks) == 0 {
				leaks = append(leaks, Leak{Path: path, Offset: at, Source: s.where(source), What: "words"})
			}
		})
	}
	find(runLength, s.runs)
	for n := shortest; n < runLength; n++ {
		if s.phrases[n] != nil {
			find(n, s.phrases[n])
		}
	}
	seen := false
	s.ids.find(text, all, func(at int, source string) {
		if !seen {
			leaks = append(leaks, Leak{Path: path, Offset: at, Source: source, What: "an id"})
			seen = true
		}
	})
	return leaks
}

// readings are the texts that a file's bytes may hold, with escapes undone and without markup. Between two
// blocks of a page stands a border, as between those of a source.
func readings(name string, data []byte) []string {
	if plain, ok := unzip(data); ok {
		return readings(strings.TrimSuffix(name, ".gz"), plain)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return zipped(data)
	}
	text := string(data)
	switch {
	case strings.HasSuffix(name, ".json"):
		return []string{jsonStrings(data), text}
	case strings.HasSuffix(name, ".csv"):
		return cellsOf(text)
	case bytes.IndexByte(data, 0) >= 0:
		return []string{strings.Map(bordered, text)}
	case strings.HasSuffix(name, ".ics"), strings.HasPrefix(text, "BEGIN:VCALENDAR"):
		return []string{unfolded(text), text}
	case bytes.IndexByte(data, '<') >= 0:
		return tagged(text)
	}
	return []string{text}
}

// cellsOf is a table with a border between its cells, as between those of a source: what runs over two of them
// nobody wrote. One that is malformed is read as any text.
func cellsOf(text string) []string {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return []string{text}
	}
	var cells strings.Builder
	for _, row := range rows {
		for _, cell := range row {
			cells.WriteString(cell)
			cells.WriteRune(border)
		}
	}
	return []string{cells.String()}
}

// unfolded is a calendar with its lines put together again where they were folded, perhaps within a word, and
// its escapes undone.
func unfolded(text string) string { return calendarEscapes.Replace(folds.Replace(text)) }

var (
	folds           = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "")
	calendarEscapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\;`, ";", `\,`, ",")
)

// tagged reads a document of tags. A feed holds pages as text, so what is shown is read once more if it
// comes out as tags or escapes.
func tagged(text string) []string {
	shown, markup := split(text)
	all := []string{html.UnescapeString(shown), html.UnescapeString(markup)}
	if again, inside := split(all[0]); html.UnescapeString(again) != all[0] {
		all = append(all, html.UnescapeString(again), html.UnescapeString(inside))
	}
	return all
}

// bordered makes a border of every control character: in a file that is no text they part the pieces.
func bordered(r rune) rune {
	if unicode.IsControl(r) || r == utf8.RuneError {
		return border
	}
	return r
}

// inlineTags stand within a sentence; every other tag ends a block.
var inlineTags = map[string]bool{"a": true, "abbr": true, "b": true, "code": true, "em": true, "i": true, "mark": true,
	"s": true, "span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true}

// split parts a document of tags into what is shown and what stands in tags and comments.
func split(text string) (shown, markup string) {
	var show, mark strings.Builder
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			show.WriteString(text)
			return show.String(), mark.String()
		}
		show.WriteString(text[:open])
		end := tagEnd(text[open:])
		inside := text[open : open+end]
		mark.WriteString(inside)
		mark.WriteRune(border)
		switch name := tagName(inside); {
		case name == "br":
			show.WriteByte(' ')
		case !inlineTags[name]:
			show.WriteRune(border)
		}
		text = text[open+end:]
	}
}

// tagEnd is the length of the tag or comment that text starts with.
func tagEnd(text string) int {
	closing := ">"
	if strings.HasPrefix(text, "<!--") {
		closing = "-->"
	}
	if end := strings.Index(text, closing); end >= 0 {
		return end + len(closing)
	}
	return len(text)
}

func tagName(tag string) string {
	name := strings.TrimPrefix(tag[1:], "/")
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	return strings.ToLower(name)
}

// largest is how much of one packed file is read: more than a document may have.
const largest = 64 << 20

// zipped reads what a package holds, such as the text of a word processor's document, and the names in it.
func zipped(data []byte) []string {
	all := []string{strings.Map(bordered, string(data))}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return all
	}
	for _, f := range z.File {
		all = append(all, f.Name, f.Comment)
		if plain, ok := contents(f); ok && !bytes.HasPrefix(plain, []byte("PK\x03\x04")) {
			all = append(all, readings(f.Name, plain)...)
		}
	}
	return all
}

func contents(f *zip.File) ([]byte, bool) {
	r, err := f.Open()
	if err != nil {
		return nil, false
	}
	defer r.Close()
	plain, err := io.ReadAll(io.LimitReader(r, largest))
	return plain, err == nil
}

func unzip(data []byte) ([]byte, bool) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return nil, false
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, false
	}
	plain, err := io.ReadAll(io.LimitReader(r, largest))
	return plain, err == nil && !bytes.HasPrefix(plain, []byte{0x1f, 0x8b})
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
