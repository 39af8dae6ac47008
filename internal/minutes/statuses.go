package minutes

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Statuses are the words by which a body says how an action stands. They are compared without regard to case, a
// blank or a hyphen between two of them; the longest that fits is meant, so that "closed in part" may be open
// where "closed" is not. "Now", "remains" and "stays" may stand before them. The zero Statuses reads nothing.
type Statuses struct {
	Open, Closed []string // as they were given

	means  map[string]Status
	begins *regexp.Regexp
	ends   *regexp.Regexp
	last   []string // the last word of each, without the signs that may stand after it
}

// NewStatuses refuses words that are none, and those that stand for both.
func NewStatuses(open, closed []string) (Statuses, error) {
	s := Statuses{Open: open, Closed: closed, means: map[string]Status{}}
	var patterns []string
	for _, list := range []struct {
		status Status
		words  []string
	}{{Open, open}, {Closed, closed}} {
		for _, w := range list.words {
			key := statusKey(w)
			if strings.IndexFunc(key, unicode.IsLetter) < 0 {
				return Statuses{}, fmt.Errorf("%q is no word", w)
			}
			if other, twice := s.means[key]; twice && other != list.status {
				return Statuses{}, fmt.Errorf("%q stands for open and for closed", w)
			}
			s.means[key] = list.status
			s.last = appendNew(s.last, strings.TrimRight(key[strings.LastIndexByte(key, ' ')+1:], afterStatus))
			patterns = append(patterns, strings.ReplaceAll(regexp.QuoteMeta(key), " ", `[\s-]+`))
		}
	}
	if len(patterns) == 0 {
		return s, nil
	}
	slices.SortFunc(patterns, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	any := strings.Join(patterns, "|")
	s.begins = regexp.MustCompile(`(?i)^(?:now\s+)?(?:(?:to\s+)?(?:remain|stay)(?:s|ed)?\s+)?(` + any + `)(?:[^\pL\pN]|$)`)
	s.ends = regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + any + `)[)\].*\s]*$`)
	return s, nil
}

func statusKey(word string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(word), "-", " ")), " ")
}

// at is the status that a text begins with.
func (s Statuses) at(text string) (status Status, known bool) {
	if s.begins == nil {
		return Unknown, false
	}
	if m := s.begins.FindStringSubmatch(strings.Trim(text[:min(len(text), 200)], " .:*")); m != nil {
		return s.means[statusKey(m[1])], true
	}
	return Unknown, false
}

// afterStatus may stand after the words of a status at the end of a text.
const afterStatus = ")].* \t\n\f\r"

// mayEnd is false of most texts that end with no status.
func (s Statuses) mayEnd(text string) bool {
	text = strings.TrimRight(text, afterStatus)
	return slices.ContainsFunc(s.last, func(w string) bool {
		from := len(text)
		for range utf8.RuneCountInString(w) { // letters of one word in two cases may differ in bytes
			_, size := utf8.DecodeLastRuneInString(text[:from])
			from -= size
		}
		return strings.EqualFold(text[from:], w)
	})
}

// atEnd is the status that a text ends with, and where its words begin: in capitals, or as a sentence of their own.
// At the end of a log's entry any sign may stand before it, or none where it has several words in capitals.
func (s Statuses) atEnd(text string, entry bool) (status Status, start int, known bool) {
	if s.ends == nil || !s.mayEnd(text) {
		return Unknown, 0, false
	}
	from := max(0, len(text)-200)
	m := s.ends.FindStringSubmatchIndex(text[from:])
	if m == nil {
		return Unknown, 0, false
	}
	word, start := text[from+m[2]:from+m[3]], from+m[2]
	before := strings.TrimRight(text[:start], " ([*")
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case before == "" && !entry:
		return Unknown, 0, false
	case before == "", word == strings.ToUpper(word), last == '.' || last == ';':
	case entry && (unicode.IsPunct(last) || last == '\n' || strings.ContainsAny(word, " -") && isTitled(word)):
	default:
		return Unknown, 0, false
	}
	return s.means[statusKey(word)], start, true
}

// isTitled says whether each word of a phrase begins with a capital.
func isTitled(phrase string) bool {
	for _, w := range strings.FieldsFunc(phrase, func(c rune) bool { return c == ' ' || c == '-' }) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}
