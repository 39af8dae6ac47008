package audit

import (
	"hash/maphash"
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

// seed makes hashes comparable within one process; they never leave it.
var seed = maphash.MakeSeed()

// pieces are the words of a text between its borders. Whatever is no letter, mark or digit parts words: punctuation,
// markup, dashes; but characters that nobody sees, such as a soft hyphen, stand within a word.
func pieces(text string) [][]word {
	var all [][]word
	c := cutter{words: make([]word, 0, len(text)/6+1)}
	for i := 0; i < len(text); {
		b := text[i]
		if b >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			c.rune(r, i)
			i += size
			continue
		}
		switch lower := lowerASCII[b]; {
		case lower != 0:
			c.byte(lower, i)
		case b == border:
			c.end(i)
			if len(c.words) > c.from {
				all = append(all, c.words[c.from:len(c.words):len(c.words)])
				c.from = len(c.words)
			}
		default:
			c.end(i)
		}
		i++
	}
	c.end(len(text))
	if len(c.words) > c.from {
		all = append(all, c.words[c.from:])
	}
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

// lowerASCII has the letters and digits of ASCII in lower case, and 0 for what parts words.
var lowerASCII = func() (table [utf8.RuneSelf]byte) {
	for b := range table {
		if c := unicode.ToLower(rune(b)); unicode.IsLetter(c) || unicode.IsDigit(c) {
			table[b] = byte(c)
		}
	}
	return table
}()

// cutter gathers words; the current one is in buf.
type cutter struct {
	words   []word
	from    int // of the current piece
	buf     []byte
	start   int
	foreign bool // the word has more than ASCII
}

func (c *cutter) byte(lower byte, at int) {
	if len(c.buf) == 0 {
		c.start = at
	}
	c.buf = append(c.buf, lower)
}

func (c *cutter) rune(r rune, at int) {
	switch {
	case unicode.Is(unicode.Cf, r):
	case r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
		if len(c.buf) == 0 {
			c.start = at
		}
		c.buf = utf8.AppendRune(c.buf, r)
		c.foreign = true
	default:
		c.end(at)
	}
}

func (c *cutter) end(at int) {
	if len(c.buf) == 0 {
		return
	}
	if c.foreign {
		c.buf = append(c.buf[:0], plain(string(c.buf))...)
	}
	if len(c.buf) > 0 {
		c.words = append(c.words, word{maphash.Bytes(seed, c.buf), c.start, at})
	}
	c.buf, c.foreign = c.buf[:0], false
}

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

const factor = 0x9E3779B97F4A7C15

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

func lineOf(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }
