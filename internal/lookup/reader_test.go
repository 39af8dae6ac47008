package lookup

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"minutebook/index"
)

// reader finds in the files of a site what static/search.js finds, in the same way, and counts what it fetched.
type reader struct {
	files map[string][]byte
	start start
	got   map[string]bool

	shards map[string]map[string][]int
	blocks map[string][][]string
}

// mostShards is how many shards the beginning of a word may spread over; a shorter one is taken for a whole word.
const mostShards = 4

func newReader(files []file) *reader {
	r := &reader{files: map[string][]byte{}, got: map[string]bool{}, shards: map[string]map[string][]int{}, blocks: map[string][][]string{}}
	for _, f := range files {
		r.files[f.name] = f.data
	}
	r.start = fetched(r, "start.json", map[string]start{})
	return r
}

// fetched is what stands in a file, which is read once.
func fetched[T any](r *reader, name string, known map[string]T) T {
	if v, ok := known[name]; ok {
		return v
	}
	data, ok := r.files[name]
	if !ok {
		panic("there is no file " + name)
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	r.got[name], known[name] = true, v
	return v
}

// size is that of all files fetched until now, as they are and as a server packs them.
func (r *reader) size() (raw, packed int) {
	for name := range r.got {
		raw += len(r.files[name])
		packed += len(gzipped(r.files[name]))
	}
	return raw, packed
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// rows are those of an entry, or with begun of all entries that begin so; in order, each once.
func (r *reader) rows(name string, first []string, entry string, begun bool) []int {
	from := sort.Search(len(first), func(i int) bool { return first[i] > entry }) - 1
	to := max(from, 0)
	for begun && to+1 < len(first) && strings.HasPrefix(first[to+1], entry) {
		to++
	}
	if begun && to-max(from, 0) >= mostShards {
		begun, to = false, from
	}
	var all []int
	for i := max(from, 0); i <= to && i < len(first); i++ {
		for e, steps := range fetched(r, fmt.Sprintf("%s-%d.json", name, i), r.shards) {
			if e == entry || begun && strings.HasPrefix(e, entry) {
				all = append(all, walked(steps)...)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func walked(steps []int) []int {
	var all []int
	at := -1
	for _, n := range steps {
		for ; n < 0; n++ {
			at++
			all = append(all, at)
		}
		if n > 0 {
			at += n
			all = append(all, at)
		}
	}
	return all
}

// exact are the rows whose id a text is, in any spelling.
func (r *reader) exact(typed []string) []int {
	id := func(key ...string) []int { return r.rows("ids", r.start.IDs, strings.Join(key, " "), false) }
	if found := id(typed...); len(found) > 0 || len(typed) == 0 {
		return found
	}
	last := typed[len(typed)-1]
	if !isNumber(last) || isNumber(typed[0]) {
		return nil
	}
	var found []int
	for i := 1; i < len(last) && len(last) < 9; i++ { // glued: "tog 2801"
		parts := index.Terms(last[:i] + " " + last[i:])
		found = append(found, id(append(slices.Clone(typed[:len(typed)-1]), parts...)...)...)
	}
	if len(found) == 0 && len(strings.Join(typed[1:], "")) >= 3 {
		found = id(typed[1:]...) // another prefix
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// find answers a text and filters ("status:open"): rows by how well they answer, and how many of them have the text as their id.
func (r *reader) find(text string, filters ...string) (found []int, exact int) {
	typed := index.Terms(text)
	var sets [][]int
	for _, f := range filters {
		sets = append(sets, r.rows("filters", r.start.Filters, f, false))
	}
	all := func(sets [][]int) []int {
		common := slices.Clone(sets[0])
		for _, s := range sets[1:] {
			common = slices.DeleteFunc(common, func(row int) bool { _, has := slices.BinarySearch(s, row); return !has })
		}
		slices.Reverse(common)
		return common
	}
	add := func(more [][]int) {
		for _, row := range all(append(more, sets...)) {
			if !slices.Contains(found, row) {
				found = append(found, row)
			}
		}
	}
	if len(typed) == 0 {
		if len(sets) > 0 {
			found = all(sets)
		}
		return found, 0
	}
	add([][]int{r.exact(typed)})
	exact = len(found)
	if slices.ContainsFunc(typed, isNumber) {
		add([][]int{r.rows("ids", r.start.IDs, strings.Join(typed, " "), true)})
	}
	var words [][]int
	for _, w := range typed {
		words = append(words, r.rows("words", r.start.Words, w, !isNumber(w)))
	}
	add(words)
	return found, exact
}

func isNumber(term string) bool {
	return !strings.ContainsFunc(term, func(r rune) bool { return !unicode.IsDigit(r) })
}

// row is what stands in the row of a number.
func (r *reader) row(n int) []string {
	return fetched(r, fmt.Sprintf("rows-%d.json", n/r.start.Block), r.blocks)[n%r.start.Block]
}
