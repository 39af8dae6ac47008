package minutes

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	bracketed = regexp.MustCompile(`[(]([A-Z][A-Za-z0-9]*(?:[ &/-]{1,3}[A-Z][A-Za-z0-9]*){0,3})[)]`)
	spelling  = regexp.MustCompile(`\b([A-Z][A-Z0-9&]{1,9}s?)\s+[(]([A-Z][\pL'’ &/-]{4,90})[)]`)
)

// wordRuns are the places of the words of a text: letters and digits, with apostrophes after the first of them; and of each &.
func wordRuns(text string) [][]int {
	var all [][]int
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		start := i
		i += size
		switch {
		case c == '&':
		case unicode.IsLetter(c) || unicode.IsNumber(c):
			for i < len(text) {
				c, size := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsLetter(c) && !unicode.IsNumber(c) && c != '\'' && c != '’' {
					break
				}
				i += size
			}
		default:
			continue
		}
		all = append(all, []int{start, i})
	}
	return all
}

// maxLetters is the most capitals that an abbreviation has.
const maxLetters = 10

// readGlossary gathers the abbreviations that the text spells out, each with each of its meanings once, at the
// first place that gives it.
func (r *reader) readGlossary() {
	seen := map[[2]string]bool{}
	for _, p := range r.everyPassage() {
		if p.block.Role == RolePeople || p.block.Role == RoleBanner {
			continue
		}
		p.block.Walk(func(b *Block) {
			if len(b.Spans) == 0 || b.Kind == Code {
				return
			}
			text := b.Text()
			l := locate(b)
			for _, s := range Spellings(text) {
				line, _ := l.at(s.Start)
				t := Term{Term: s.Term, Expansion: s.Expansion, Block: b, Line: line}
				if meaning := [2]string{t.Term, t.Meaning()}; !seen[meaning] {
					seen[meaning] = true
					r.m.Glossary = append(r.m.Glossary, t)
				}
			}
		})
	}
}

// Spelling is a place in a text that spells an abbreviation out. The range is that of the abbreviation as it
// stands there, which may be its plural.
type Spelling struct {
	Term, Expansion string
	Range
}

// Spellings are the places where a text spells an abbreviation out, in their order: "Registration Data Provider
// (RDP)", or "RDP (Registration Data Provider)".
func Spellings(text string) []Spelling {
	if !strings.Contains(text, "(") {
		return nil
	}
	var all []Spelling
	for _, m := range bracketed.FindAllStringSubmatchIndex(text, -1) {
		if term, expansion := spelledOut(text[max(0, m[0]-160):m[0]], group(text, m, 1)); term != "" {
			all = append(all, Spelling{term, expansion, Range{m[2], m[3]}})
		}
	}
	if !opensAfterCapitals(text) {
		return all
	}
	for _, m := range spelling.FindAllStringSubmatchIndex(text, -1) {
		term, expansion := spelledOut(group(text, m, 2), group(text, m, 1))
		if term != "" && expansion == strings.TrimSpace(group(text, m, 2)) {
			all = append(all, Spelling{term, expansion, Range{m[2], m[3]}})
		}
	}
	slices.SortStableFunc(all, func(a, b Spelling) int { return cmp.Compare(a.Start, b.Start) })
	return all
}

// opensAfterCapitals says whether a bracket before a capital stands in a text, blanks before it, and a capital, digit, & or s
// before them.
func opensAfterCapitals(text string) bool {
	for i := 1; i+1 < len(text); i++ {
		if text[i] != '(' || text[i+1]-'A' >= 26 {
			continue
		}
		before := strings.TrimRight(text[:i], " \t\n\f\r")
		if n := len(before); n > 0 && n < i && (before[n-1]-'A' < 26 || isDigit(before[n-1]) || before[n-1] == '&' || before[n-1] == 's') {
			return true
		}
	}
	return false
}

// Meaning is the expansion as meanings are compared: its words in small letters, without what stands between
// them, "&" as "and", and the last without the s of the plural, which the term has lost, too.
func (t Term) Meaning() string {
	expansion := strings.ToLower(t.Expansion)
	var words []string
	for _, at := range wordRuns(expansion) {
		w := expansion[at[0]:at[1]]
		if w == "&" {
			w = "and"
		}
		words = append(words, w)
	}
	return strings.TrimSuffix(strings.Join(words, " "), "s")
}

// spelledOut is the abbreviation in brackets and the words before it that it stands for; "" where they do
// not fit. "Communications Hubs (CHs)" gives CH.
func spelledOut(before, term string) (string, string) {
	letters := capitals(term)
	if len(letters) < 2 || len(letters) > maxLetters {
		return "", ""
	}
	if strings.HasSuffix(term, "s") && len(term) > 2 && unicode.IsUpper(rune(term[len(term)-2])) {
		term = strings.TrimSuffix(term, "s")
	}
	before = strings.TrimRight(before, " \u00a0'’\"”*")
	places := wordRuns(before)
	if i := initialsFrom(before, places, letters); i >= 0 {
		return term, cleanExpansion(before[places[i][0]:])
	}
	if i := lettersFrom(before, places, letters); i >= 0 {
		return term, cleanExpansion(before[places[i][0]:])
	}
	if i := shuffledFrom(before, places, letters); i >= 0 {
		return term, cleanExpansion(before[places[i][0]:])
	}
	return "", ""
}

// shuffledFrom allows the initials of three words or more in another order, where every word is capitalised:
// "Coordinated Universal Time (UTC)".
func shuffledFrom(text string, places [][]int, letters string) int {
	from := len(places) - len(letters)
	if from < 0 || len(letters) < 3 {
		return -1
	}
	initials := make([]byte, 0, len(letters))
	for i, p := range places[from:] {
		word := text[p[0]:p[1]]
		apart := i > 0 && strings.TrimSpace(text[places[from+i-1][1]:p[0]]) != ""
		if !unicode.IsUpper(rune(word[0])) || len(word) < 3 || word == strings.ToUpper(word) || apart {
			return -1
		}
		initials = append(initials, strings.ToLower(word)[0])
	}
	want := []byte(letters)
	slices.Sort(initials)
	slices.Sort(want)
	if !slices.Equal(initials, want) {
		return -1
	}
	return from
}

func cleanExpansion(s string) string {
	return strings.Trim(strings.Join(strings.Fields(s), " "), "'‘’\"“”*")
}

func capitals(s string) string {
	var b strings.Builder
	for _, c := range s {
		if unicode.IsUpper(c) {
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}

func smallWord(w string) bool {
	switch strings.ToLower(w) {
	case "of", "and", "the", "for", "to", "in", "on", "with", "a", "an", "&":
		return true
	}
	return false
}

// initialsFrom is the index of the word from which the words' initials are the letters, -1 if they are
// not. Small words may be passed over, and no sentence end may stand between.
func initialsFrom(text string, places [][]int, letters string) int {
	i := len(places) - 1
	for n := len(letters) - 1; n >= 0; {
		if i < 0 || i < len(places)-1 && strings.ContainsAny(text[places[i][1]:places[i+1][0]], ".;:,()") {
			return -1
		}
		word := text[places[i][0]:places[i][1]]
		switch {
		case strings.ToLower(word[:1]) == letters[n:n+1]:
			n--
		case smallWord(word) && n < len(letters)-1:
		default:
			return -1
		}
		if n < 0 {
			first := rune(word[0])
			if !unicode.IsUpper(first) && !unicode.IsUpper(rune(text[places[len(places)-1][0]])) && len(letters) < 3 {
				return -1 // two small letters fit by chance
			}
			if word == strings.ToUpper(word) && len(word) > 1 {
				return -1
			}
			return i
		}
		i--
	}
	return -1
}

// lettersFrom allows letters inside words, "Network Database (NDB)", where each word is capitalised and
// gives its initial.
func lettersFrom(text string, places [][]int, letters string) int {
	for count := 1; count < len(letters) && count <= len(places); count++ {
		from := len(places) - count
		if from < len(places)-1 && strings.ContainsAny(text[places[from][1]:places[from+1][0]], ".;:,()") {
			return -1
		}
		if fits(text, places[from:], letters) {
			return from
		}
	}
	return -1
}

// fits says whether the letters are the words' initials, each with letters from inside its word.
func fits(text string, places [][]int, letters string) bool {
	n := 0
	for i, p := range places {
		word := text[p[0]:p[1]]
		lower := strings.ToLower(word)
		if !unicode.IsUpper(rune(word[0])) || len(word) < 3 || word == strings.ToUpper(word) ||
			n >= len(letters) || lower[0] != letters[n] {
			return false
		}
		var next byte // the initial that is kept for the word after
		if i+1 < len(places) {
			next = strings.ToLower(text[places[i+1][0]:places[i+1][1]])[0]
		}
		n++
		for at := 1; n < len(letters) && at < len(lower); at++ {
			if lower[at] == letters[n] && letters[n] != next {
				n++
			}
		}
	}
	return n == len(letters)
}
