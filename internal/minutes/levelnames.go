package minutes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/policy"
)

// levelNames finds the names and aliases of a policy's levels in texts.
type levelNames struct {
	policy policy.Policy
	names  []string
	hints  *hints // the first word of each; nil where one has none of ASCII letters
}

// namedLevel is a level named in a text.
type namedLevel struct {
	level      policy.Level
	written    string
	start, end int
}

func newLevelNames(p policy.Policy) *levelNames {
	n := &levelNames{policy: p}
	var first []string
	for _, l := range p.Levels() {
		rung, _ := p.Rung(l)
		for _, name := range append([]string{rung.Name}, rung.Aliases...) {
			n.names = append(n.names, name)
			first = append(first, firstWord(name))
			if apart := signsApart.Replace(name); apart != name {
				n.names = append(n.names, apart, afterColon.Replace(name), strings.ReplaceAll(name, "+", " + "))
			}
		}
	}
	if !slices.Contains(first, "") {
		n.hints = newHints(first...)
	}
	return n
}

// firstWord is the letters and digits that a name begins with, in small letters; "" where they are not ASCII.
func firstWord(name string) string {
	end := 0
	for end < len(name) && isWordByte(name[end]) {
		end++
	}
	if !isASCII(name[:end]) {
		return ""
	}
	return strings.ToLower(name[:end])
}

// absent is true of most texts that name no level.
func (n *levelNames) absent(text string) bool {
	return n.hints != nil && isASCII(text) && !n.hints.in(text)
}

// levelsByName are those of the policy.
func (r *reader) levelsByName() *levelNames {
	if r.levels == nil {
		r.levels = newLevelNames(r.rules.Policy)
	}
	return r.levels
}

// A name's signs may have blanks around them: "TLP: AMBER + STRICT".
var (
	signsApart = strings.NewReplacer(":", ": ", "+", " + ")
	afterColon = strings.NewReplacer(":", ": ")
)

// isLevel says whether a text is a level's name and nothing else but punctuation.
func (n *levelNames) isLevel(text string) bool {
	_, known := n.policy.Level(strings.TrimFunc(text, func(c rune) bool { return !unicode.IsLetter(c) }))
	return known
}

// in finds the levels that a text names with a capital: prose that speaks of a green light names none.
func (n *levelNames) in(text string) []namedLevel {
	var found []namedLevel
	before := ' '
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsUpper(c) && !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			if name := n.at(text[i:]); name != "" {
				level, _ := n.policy.Level(name)
				found = append(found, namedLevel{level, name, i, i + len(name)})
				c, _ = utf8.DecodeLastRuneInString(name)
				size = len(name)
			}
		}
		before, i = c, i+size
	}
	return found
}

// at is the longest level's name that a text starts with, as written; "" for none.
func (n *levelNames) at(text string) string {
	longest := ""
	for _, name := range n.names {
		if len(name) <= len(longest) || len(name) > len(text) || !strings.EqualFold(text[:len(name)], name) {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(text[len(name):]); !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			longest = text[:len(name)]
		}
	}
	return longest
}

// containsWord says whether word stands in text with no letter or digit beside it.
func containsWord(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(word)
		if (start == 0 || !isWordByte(text[start-1])) && (end == len(text) || !isWordByte(text[end])) {
			return true
		}
		from = end
	}
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}
