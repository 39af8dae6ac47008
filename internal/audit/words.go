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
func forRuns(all []word, f func(hash uint64, at int)) {
	if len(all) < runLength {
		return
	}
	hashes := make([]uint64, len(all))
	for i, w := range all {
		hashes[i] = maphash.String(seed, w.text)
	}
	for i := 0; i+runLength <= len(all); i++ {
		var h uint64
		for _, one := range hashes[i : i+runLength] {
			h = h*0x9E3779B97F4A7C15 + one
		}
		f(h, all[i].start)
	}
}

func lineOf(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }

// idTree finds ids in words: a spelling is a row of words with nothing but one or two joining characters
// between them ("OPSG 49/01", "opsg-49-01").
type idTree map[string][]idNode

type idNode struct {
	words  []string
	source string
	whole  bool // a meeting's id: "OPSG 49" is not one in "OPSG 49/01" or "OPSG 23/07/2012"
}

func (t idTree) add(spelling, source string, whole bool) {
	ws := words(spelling)
	if len(ws) == 0 {
		return
	}
	n := idNode{source: source, whole: whole}
	for _, w := range ws {
		n.words = append(n.words, w.text)
	}
	// Numbers alone are no id: "10/07" is a date as well.
	if strings.IndexFunc(spelling, unicode.IsLetter) < 0 {
		return
	}
	for _, other := range t[n.words[0]] {
		if strings.Join(other.words, " ") == strings.Join(n.words, " ") {
			return
		}
	}
	t[n.words[0]] = append(t[n.words[0]], n)
}

// find calls f for every id that stands in the words of text.
func (t idTree) find(text string, all []word, f func(at int, source string)) {
	for i, w := range all {
		for _, n := range t[w.text] {
			if n.at(text, all[i:]) {
				f(w.start, n.source)
			}
		}
	}
}

func (n idNode) at(text string, all []word) bool {
	if len(all) < len(n.words) {
		return false
	}
	for i, w := range n.words {
		if all[i].text != w || i > 0 && !joined(text[all[i-1].end:all[i].start]) {
			return false
		}
	}
	end := all[len(n.words)-1].end
	return !n.whole || end == len(text) || text[end] != '/'
}

func joined(between string) bool {
	return utf8.RuneCountInString(between) <= 2 && strings.Trim(between, " \u00a0/_-–") == ""
}
