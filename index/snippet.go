package index

import (
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pattern is a word or a sequence of terms that a snippet marks.
type pattern struct {
	terms  []string
	root   string // stem of a word that is found by it; "" otherwise
	clause int    // of the query: several patterns of one are other spellings
}

const (
	maxSnippet  = 280      // bytes of text
	maxLooked   = 64 << 10 // bytes of text that are looked through
	minSentence = 4        // words
)

// snippet is the sentence of text in which most of the patterns stand, with the matches marked. Of equals
// the first real sentence is taken, rather than a heading or a cell of a table: a clause is worth 2, and being a sentence 1.
func snippet(text string, patterns []pattern, hints *hints) template.HTML {
	var best string
	var marks []span
	most, wanted := -1, looked(patterns)
	for sentence := range sentences(beginning(text)) {
		worth, found := 0, []span(nil)
		if hints.in(sentence) {
			var count int
			found, count = match(runs(sentence), patterns)
			worth = 2 * count
		} else if most > 1 {
			continue // it has no match, and another sentence has
		}
		if isSentence(sentence) {
			worth++
		}
		if worth > most {
			best, marks, most = sentence, found, worth
		}
		if worth > 2*wanted {
			break
		}
	}
	return mark(best, marks)
}

// beginning is what of a text is looked through: whole lines, or at least whole words.
func beginning(text string) string {
	looked := cut(text, maxLooked)
	if len(looked) == len(text) {
		return text
	}
	for _, end := range []string{"\n", " "} {
		if i := strings.LastIndex(looked, end); i >= 0 {
			return looked[:i]
		}
	}
	return looked
}

// looked is how many clauses are looked for.
func looked(patterns []pattern) int {
	n := 0
	for _, p := range patterns {
		n = max(n, p.clause+1)
	}
	return n
}

// isSentence says whether there are enough words.
func isSentence(text string) bool {
	words := 0
	for i := range len(text) {
		if text[i] == ' ' || i == len(text)-1 {
			if words++; words == minSentence {
				return true
			}
		}
	}
	return false
}

type span struct{ start, end int }

// match finds the patterns in a sentence's runs: where they stand, and how many different ones do.
func match(in []run, patterns []pattern) (found []span, count int) {
	met := make([]bool, looked(patterns))
	for i := range in {
		root := ""
		for _, pattern := range patterns {
			if root == "" && pattern.root != "" && pattern.root[0] == in[i].term[0] {
				root = stem(in[i].term)
			}
			if !pattern.at(in[i:], root) {
				continue
			}
			found = append(found, span{in[i].start, in[i+len(pattern.terms)-1].end})
			if !met[pattern.clause] {
				met[pattern.clause] = true
				count++
			}
		}
	}
	return found, count
}

// at says whether the pattern stands at the front; root is the stem of the first run where it may matter.
func (p pattern) at(in []run, root string) bool {
	if p.root != "" {
		return p.root == root
	}
	if len(in) < len(p.terms) {
		return false
	}
	for i, t := range p.terms {
		if in[i].term != t {
			return false
		}
	}
	return true
}

// sentences cuts text at line breaks and after the stops that end a sentence.
func sentences(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for len(text) > 0 {
			end := sentenceEnd(text)
			if s := strings.TrimSpace(text[:end]); s != "" && !yield(s) {
				return
			}
			text = text[end:]
		}
	}
}

// sentenceEnd is where the first sentence ends: a stop counts if a blank and no small letter follow, but
// not after "No" or "Dr".
func sentenceEnd(text string) int {
	for i := range len(text) {
		switch text[i] {
		case '\n':
			return i + 1
		case '.', '?', '!':
		default:
			continue
		}
		rest := strings.TrimLeft(text[i+1:], " ")
		next, _ := utf8.DecodeRuneInString(rest)
		if len(rest) < len(text)-i-1 && !unicode.IsLower(next) && !isTitle(text[:i]) {
			return i + 1
		}
	}
	return len(text)
}

// isTitle says whether text ends in a word of two letters, the first a capital one: "No", "Mr", "St".
func isTitle(text string) bool {
	word := text[strings.LastIndexByte(text, ' ')+1:]
	return len(word) == 2 && unicode.IsUpper(rune(word[0])) && unicode.IsLower(rune(word[1]))
}

// mark escapes a sentence, cut around its first match if it is long, and puts <mark> around the matches.
func mark(s string, marks []span) template.HTML {
	from, to := excerpt(s, marks)
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	at := from
	for _, m := range marks {
		if m.start < at || m.end > to {
			continue
		}
		b.WriteString(template.HTMLEscapeString(clean(s[at:m.start])))
		b.WriteString("<mark>" + template.HTMLEscapeString(clean(s[m.start:m.end])) + "</mark>")
		at = m.end
	}
	b.WriteString(template.HTMLEscapeString(clean(s[at:to])))
	switch {
	case to == len(s):
	case startsBlank(s[to:]):
		b.WriteString(" …")
	default: // within a word, longer than all that is shown
		b.WriteString("…")
	}
	return template.HTML(b.String())
}

// excerpt is the part of a sentence that is shown, cut at blanks: within a word only where it is too long to be shown whole.
func excerpt(s string, marks []span) (from, to int) {
	if len(s) <= maxSnippet {
		return 0, len(s)
	}
	shown := 0 // what must be shown ends here
	if len(marks) > 0 && marks[0].end > maxSnippet {
		from = len(cut(s, marks[0].start-maxSnippet/3))
		from += strings.IndexFunc(s[from:marks[0].start]+" ", unicode.IsSpace)
		from = min(from, marks[0].start)
		from += len(s[from:]) - len(strings.TrimLeftFunc(s[from:], unicode.IsSpace))
		shown = marks[0].end
	}
	to = from + len(cut(s[from:], maxSnippet))
	if to == len(s) || startsBlank(s[to:]) {
		return from, to
	}
	if blank := strings.LastIndexFunc(s[from:to], unicode.IsSpace); blank > 0 && from+blank >= shown {
		to = from + blank
	}
	return from, to
}

func startsBlank(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// clean drops what must not reach a page even as text: control characters and marks of direction.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}
