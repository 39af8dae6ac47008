package audit

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a run of letters and digits, in lower case, and the bytes of the text it stands in.
type word struct {
	text       string
	start, end int
}

// border stands in a reading where one block ends and another begins. It is a word of its own that no
// source has, so that no run and no id goes over it.
const border = '\x00'

// words are the words of a text. Whatever is no letter, mark or digit parts them: punctuation, markup, dashes.
func words(text string) []word {
	var all []word
	start := -1
	for i, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if inside && start < 0 {
			start = i
		}
		if !inside && start >= 0 {
			all = append(all, word{strings.ToLower(text[start:i]), start, i})
			start = -1
		}
		if r == border {
			all = append(all, word{string(border), i, i + 1})
		}
	}
	if start >= 0 {
		all = append(all, word{strings.ToLower(text[start:]), start, len(text)})
	}
	return all
}

// blocks parts words where a blank line or the border of a table's cell stands between them: what runs over
// two blocks of a source is no sentence that anybody wrote.
func blocks(all []word, text string) [][]word {
	var parts [][]word
	from := 0
	for i := 1; i < len(all); i++ {
		between := text[all[i-1].end:all[i].start]
		if strings.ContainsRune(between, '|') || strings.Count(between, "\n") > 1 {
			parts = append(parts, all[from:i])
			from = i
		}
	}
	return append(parts, all[from:])
}

// seed makes hashes comparable within one process; they never leave it.
var seed = maphash.MakeSeed()

// forRuns calls f with the hash of every run of words of the set length and the offset of its first.
func forRuns(all []word, f func(hash uint64, at int)) { forPhrases(all, runLength, f) }

// forPhrases is forRuns for n words.
func forPhrases(all []word, n int, f func(hash uint64, at int)) {
	if len(all) < n {
		return
	}
	hashes := make([]uint64, len(all))
	for i, w := range all {
		hashes[i] = maphash.String(seed, w.text)
	}
	for i := 0; i+n <= len(all); i++ {
		var h uint64
		for _, one := range hashes[i : i+n] {
			h = h*0x9E3779B97F4A7C15 + one
		}
		f(h, all[i].start)
	}
}

func lineOf(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }

// idTable finds ids in words: a spelling is a row of words with nothing but one or two joining characters
// between them ("OPSG 49/01", "opsg-49-01"). It is looked up by its words, so that the cost does not grow
// with the number of ids.
type idTable struct {
	byWords map[string]idEntry
	first   map[string]int // of each first word, the most words that an id with it has
}

type idEntry struct {
	source string
	whole  bool // a meeting's id: "OPSG 49" is not one in "OPSG 49/01" or "OPSG 23/07/2012"
}

func newIDTable() idTable { return idTable{map[string]idEntry{}, map[string]int{}} }

// add notes a spelling. Numbers alone are no id: "10/07" is a date as well; nor are letters alone, which are
// a word. The first source of a spelling is kept.
func (t idTable) add(spelling string, e idEntry) {
	ws := words(spelling)
	if strings.IndexFunc(spelling, unicode.IsLetter) < 0 || strings.IndexFunc(spelling, unicode.IsDigit) < 0 {
		return
	}
	key := fold(spelling)
	if _, ok := t.byWords[key]; ok {
		return
	}
	t.byWords[key] = e
	t.first[ws[0].text] = max(t.first[ws[0].text], len(ws))
}

// forget drops every id that stands in one of the texts: its spelling is no secret there, whatever it was
// read as.
func (t idTable) forget(texts []string) {
	for _, text := range texts {
		t.each(text, words(text), func(_ int, key string) { delete(t.byWords, key) })
	}
}

// find calls f for every id that stands in the words of text.
func (t idTable) find(text string, all []word, f func(at int, source string)) {
	t.each(text, all, func(at int, key string) { f(at, t.byWords[key].source) })
}

func (t idTable) each(text string, all []word, f func(at int, key string)) {
	for i, w := range all {
		longest := t.first[w.text]
		key := w.text
		for n := 1; n <= longest && i+n <= len(all); n++ {
			if n > 1 {
				if !joined(text[all[i+n-2].end:all[i+n-1].start]) {
					break
				}
				key += " " + all[i+n-1].text
			}
			if e, ok := t.byWords[key]; ok && !(e.whole && followedBySlash(text, all[i+n-1].end)) {
				f(w.start, key)
			}
		}
	}
}

func followedBySlash(text string, at int) bool { return at < len(text) && text[at] == '/' }

func joined(between string) bool {
	return utf8.RuneCountInString(between) <= 2 && strings.Trim(between, " \u00a0/_-–") == ""
}
