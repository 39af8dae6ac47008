package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// The text is cut into runs: letters, or digits, never both. "PRUG 12/CONF 02", "prug_12/conf2" and
// "Prug-12 Conf 02" are the same five runs, so every spelling of an id is the same phrase, and an id needs
// no analyser of its own.

// maxRun bounds the bytes of a term; what is longer is cut.
const maxRun = 64

// run is one term and where it stands in the text that it was cut from.
type run struct {
	term       string
	start, end int
}

// runs cuts text into terms: lower case, without accents, without possessive 's, numbers without leading
// zeros.
func runs(text string) []run {
	var all []run
	eachRun(text, func(start, end int) {
		if term := fold(text[start:end]); term != "" {
			all = append(all, run{term, start, end})
		}
	})
	return all
}

// eachRun calls f for each run of letters, and each of digits.
func eachRun(text string, f func(start, end int)) {
	for i := 0; i < len(text); {
		var end int
		switch c := text[i]; {
		case isLetter(c):
			if end = asciiEnd(text, i, isLetter); end < len(text) && (text[end] >= utf8.RuneSelf || text[end] == '\'') {
				end = wordEnd(text, i)
			}
		case isDigit(c):
			if end = asciiEnd(text, i, isDigit); end < len(text) && text[end] >= utf8.RuneSelf {
				end = spanEnd(text, i, unicode.IsDigit)
			}
		case c < utf8.RuneSelf:
			i++
			continue
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case unicode.IsDigit(r):
				end = spanEnd(text, i, unicode.IsDigit)
			case unicode.IsLetter(r):
				end = wordEnd(text, i)
			default:
				i += size
				continue
			}
		}
		f(i, end)
		i = end
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

func asciiEnd(text string, from int, in func(byte) bool) int {
	for from < len(text) && in(text[from]) {
		from++
	}
	return from
}

// terms are the terms of the runs of text.
func terms(text string) []string {
	cut := runs(text)
	all := make([]string, len(cut))
	for i, r := range cut {
		all[i] = r.term
	}
	return all
}

func spanEnd(text string, from int, in func(rune) bool) int {
	for i, r := range text[from:] {
		if !in(r) {
			return from + i
		}
	}
	return len(text)
}

// wordEnd goes on over an apostrophe between letters.
func wordEnd(text string, from int) int {
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
	end := spanEnd(text, from, isWord)
	for {
		r, size := utf8.DecodeRuneInString(text[end:])
		next := spanEnd(text, end+size, isWord)
		if !isApostrophe(r) || next == end+size {
			return end
		}
		end = next
	}
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

func fold(s string) string {
	if isPlain(s) {
		return cut(strings.ToLower(s), maxRun)
	}
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	s = strings.ReplaceAll(strings.TrimSuffix(s, "'s"), "'", "")
	if !isASCII(s) {
		s = strings.ToLower(withoutMarks(norm.NFKD.String(s)))
	}
	if isNumber(s) {
		s = strings.TrimLeft(s[:len(s)-1], "0") + s[len(s)-1:]
	}
	return cut(s, maxRun)
}

// isPlain says whether a word is of ASCII letters alone, as most are.
func isPlain(s string) bool { return asciiEnd(s, 0, isLetter) == len(s) }

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// cut shortens s to at most n bytes without splitting a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isNumber says whether a term is all ASCII digits.
func isNumber(term string) bool {
	for i := range len(term) {
		if term[i] < '0' || term[i] > '9' {
			return false
		}
	}
	return term != ""
}

// stem reduces an English word to its stem, so that "returns" finds "return"; other terms stay.
func stem(term string) string {
	if len(term) < 3 || !isASCII(term) || isNumber(term) {
		return term
	}
	env := snowballstem.NewEnv(term)
	english.Stem(env)
	return env.Current()
}

func stems(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = stem(w)
	}
	return all
}

// Stems are the stems of a text's words, in order, as the dictionaries hold them.
func Stems(text string) []string { return stems(terms(text)) }

// key is the one form of all spellings of an id: its terms with blanks between.
func key(id string) string { return strings.Join(terms(id), " ") }

// keys are what an id is found under: its key, and that without the letters it begins with, for people who
// type "12/01" or "4711". An id without a number has none.
func keys(id string) []string {
	full := terms(id)
	if !hasNumber(full) {
		return nil
	}
	all := []string{strings.Join(full, " ")}
	if bare := withoutPrefix(full); len(bare) < len(full) {
		all = append(all, strings.Join(bare, " "))
	}
	return all
}

// withoutPrefix drops the first term if it is letters.
func withoutPrefix(id []string) []string {
	if len(id) > 1 && !isNumber(id[0]) {
		return id[1:]
	}
	return id
}

func hasNumber(terms []string) bool { return countNumbers(terms) > 0 }

func countNumbers(terms []string) int {
	n := 0
	for _, t := range terms {
		if isNumber(t) {
			n++
		}
	}
	return n
}
