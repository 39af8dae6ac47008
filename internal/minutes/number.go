package minutes

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

var numberOnly = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2}){0,3}[A-Za-z]?[.):]?\s+$`)

// firstLine is the first line of a leaf's text, and the text that the line after it begins with.
func firstLine(b *Block) (text, rest string) {
	var s strings.Builder
	line := 0
	for i, sp := range b.Spans {
		if sp.Break {
			return strings.TrimSpace(s.String()), lineText(b.Spans[i+1:])
		}
		if i > 0 && sp.Line != line && !ties(sp) {
			return strings.TrimSpace(s.String()), lineText(b.Spans[i:])
		}
		line = sp.Line
		s.WriteString(sp.Text)
	}
	return strings.TrimSpace(s.String()), ""
}

var itemHints = newHints("item", "agenda")

// parseNumber takes the number from the front of a heading's text. A plain paragraph must have a point
// after a single number, or a number in parts; a date is no number.
func parseNumber(text string, heading bool) (number []string, title string, ok bool) {
	if len(text) > 400 {
		return nil, "", false
	}
	if strings.ContainsAny(text, "[［") {
		text = text[len(markBefore.FindString(text)):]
	}
	if text == "" || !isDigit(text[0]) && !itemHints.in(text[:min(len(text), 16)]) {
		return nil, "", false
	}
	if m := itemWord.FindStringSubmatch(text); m != nil {
		return splitNumber(m[1]), m[2], true
	}
	if m := yearNumber.FindStringSubmatch(text); m != nil && heading {
		return []string{m[1]}, m[2], true
	}
	m := numbered.FindStringSubmatch(text)
	if m == nil || dateTail.MatchString(m[3]) {
		return nil, "", false
	}
	if m[2] == "" && !heading && !strings.Contains(m[1], ".") {
		return nil, "", false
	}
	return splitNumber(m[1]), m[3], true
}

func splitNumber(s string) []string {
	parts := strings.Split(strings.ToUpper(s), ".")
	for i, p := range parts {
		parts[i] = trimZeros(p)
	}
	if len(parts) == 2 && parts[1] == "0" {
		parts = parts[:1] // "3.0 Title"
	}
	return parts
}

func trimZeros(s string) string {
	if t := strings.TrimLeft(s, "0"); t != "" && unicode.IsDigit(rune(t[0])) {
		return t
	}
	return "0" + strings.TrimLeft(s, "0")
}

// order is a number's place among the numbers of the first order: "9" < "9A" < "10".
func order(number string) int {
	number = number[strings.LastIndexByte(number, '/')+1:]
	digits := strings.TrimRightFunc(number, unicode.IsLetter)
	n, _ := strconv.Atoi(digits)
	if len(digits) < len(number) {
		return n*32 + int(number[len(digits)]-'A') + 1
	}
	return n * 32
}
