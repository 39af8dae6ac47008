package feed

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// day is a date in words; anything else, such as a meeting's id, as it stands.
func day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.Format("2 January 2006")
}

// count is a number and its noun; "" for none.
func count(n int, one, many string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// joined are the parts that are there: "a, b and c".
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	if len(there) < 2 {
		return strings.Join(there, "")
	}
	last := len(there) - 1
	return strings.Join(there[:last], ", ") + " and " + there[last]
}

// clip shortens words for a title to about n characters, at a blank.
func clip(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// titleLength is about how many characters of a sentence a title shows.
const titleLength = 100

// spot is a place in words: "TOG_31, item 4".
func spot(p record.Place) string {
	if n := p.ItemNumber(); n != "" {
		return p.Meeting.ID + ", item " + n
	}
	return p.Meeting.ID
}

// within is a place of a meeting that goes without saying: "Item 4".
func within(p record.Place) string {
	if n := p.ItemNumber(); n != "" {
		return "Item " + n
	}
	return "Before the agenda"
}

// plural is what several of a kind are called, as a heading.
func plural(rule minutes.KindRule) string {
	if rule.Plural != "" {
		return capital(rule.Plural)
	}
	return capital(string(rule.Kind)) + "s"
}

// label is what one of a kind is called within a sentence: "incident"; an abbreviation stays as it is.
func label(rule minutes.KindRule) string {
	name := rule.Label
	if name == "" {
		name = string(rule.Kind)
	}
	if name == strings.ToUpper(name) {
		return name
	}
	return strings.ToLower(name)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
