package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a run of letters and digits: a hash of it in lower case and without accents, and the bytes of the text that
// it stands in.
type word struct {
	hash       uint64
	start, end int
}

// border stands in a reading where one block ends and another begins: no run, no block and no id goes over it.
const border = '\x00'

const (
	seed   = 0xCBF29CE484222325 // of a word's hash; the next build's must be the same
	factor = 0x9E3779B97F4A7C15 // of a row of words
	spread = 0x00000100000001B3 // of the letters of a word: FNV's
)

// hashed is the hash of a word of which h has the letters.
func hashed(h uint64) uint64 {
	h = (h ^ h>>32) * 0xD6E8FEB86659FD93
	return h ^ h>>29
}

func hashOf(letters []byte) uint64 {
	h := uint64(seed)
	for _, b := range letters {
		h = (h ^ uint64(b)) * spread
	}
	return hashed(h)
}

// cut calls f for every word of a text, in order, and with nil where a border stands. Whatever is no letter, mark or digit parts
// words: punctuation, markup, dashes; but characters that nobody sees, such as a soft hyphen, stand within a word.
func cut(text string, f func(w *word)) {
	var w word
	for i := 0; i < len(text); {
		b := text[i]
		lower := lowerASCII[b]
		if lower == parts {
			if b == border {
				f(nil)
			}
			i++
			continue
		}
		w.start = i
		h := uint64(seed)
		for lower > parts {
			h = (h ^ uint64(lower)) * spread
			if i++; i == len(text) {
				break
			}
			lower = lowerASCII[text[i]]
		}
		if i < len(text) && lower == foreign {
			if i = cutForeign(text, &w); w.end > w.start {
				f(&w)
			}
			continue
		}
		w.hash, w.end = hashed(h), i
		f(&w)
	}
}

// cutForeign takes the word that begins at w.start and has more than ASCII, or what parts words there, and says where to go on.
// w.end is w.start where it is none.
func cutForeign(text string, w *word) (next int) {
	var letters []byte
	i := w.start
	for ; i < len(text); i++ {
		b := text[i]
		if lower := lowerASCII[b]; lower > parts {
			letters = append(letters, lower)
			continue
		} else if lower == parts {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.Is(unicode.Cf, r) {
			i += size - 1
			continue
		}
		if r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			w.end = i
			if letters = []byte(plain(string(letters))); len(letters) == 0 {
				w.end = w.start
			}
			w.hash = hashOf(letters)
			return i + size
		}
		if len(letters) == 0 {
			w.start = i
		}
		letters = utf8.AppendRune(letters, r)
		i += size - 1
	}
	if w.end = i; len(letters) > 0 {
		letters = []byte(plain(string(letters)))
	}
	if len(letters) == 0 {
		w.end = w.start
	}
	w.hash = hashOf(letters)
	return i
}

// pieces are the words of a text between its borders.
func pieces(text string) [][]word {
	var all [][]word
	row := make([]word, 0, len(text)/6+1)
	from := 0
	end := func() {
		if len(row) > from {
			all = append(all, row[from:len(row):len(row)])
			from = len(row)
		}
	}
	cut(text, func(w *word) {
		if w == nil {
			end()
		} else {
			row = append(row, *w)
		}
	})
	end()
	return all
}

// words are all words of a text without borders.
func words(text string) []word {
	var all []word
	for _, p := range pieces(text) {
		all = append(all, p...)
	}
	return all
}

// What a byte is besides a letter or a digit.
const (
	foreign = 0 // of a character that is not of ASCII
	parts   = 1 // parts words
)

// lowerASCII has the letters and digits of ASCII in lower case.
var lowerASCII = func() (table [256]byte) {
	for b := range utf8.RuneSelf {
		table[b] = parts
		if c := unicode.ToLower(rune(b)); unicode.IsLetter(c) || unicode.IsDigit(c) {
			table[b] = byte(c)
		}
	}
	return table
}()

// plain is a word in lower case, without accents, in the plain forms of its letters ("ﬁ" is "fi").
func plain(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(w))
}

// blocks parts the words of a source where a blank line or the border of a table's cell stands between them: what runs
// over two blocks is no sentence that anybody wrote.
func blocks(all []word, text string) [][]word {
	var parts [][]word
	from := 0
	for i := 1; i < len(all); i++ {
		between := text[all[i-1].end:all[i].start]
		if strings.IndexByte(between, '|') >= 0 || strings.Count(between, "\n") > 1 {
			parts = append(parts, all[from:i])
			from = i
		}
	}
	return append(parts, all[from:])
}

// together is one hash of words in a row; that of a single word is its own.
func together(row []word) (h uint64) {
	for _, w := range row {
		h = h*factor + w.hash
	}
	return h
}

// forRuns calls f with the hash of every run of words of the set length and the first of them.
func forRuns(row []word, f func(hash uint64, first word)) {
	if len(row) < runLength {
		return
	}
	h := together(row[:runLength])
	f(h, row[0])
	for i := runLength; i < len(row); i++ {
		h = (h-row[i-runLength].hash*outgoing)*factor + row[i].hash
		f(h, row[i-runLength+1])
	}
}

// outgoing is what the first word of a run is multiplied with in its hash.
var outgoing = func() uint64 {
	p := uint64(1)
	for range runLength - 1 {
		p *= factor
	}
	return p
}()
