// Package prose puts dates, numbers and lists into the English words that pages, feeds, calendars and plots say:
//
//	Day("2026-07-04")             4 July 2026
//	Number(1204)                  1,204
//	Count(1, "action", "actions") 1 action
//	List("a", "", "b", "c")       a, b and c
//	Capital("incidents")          Incidents
//	Lower("Incidents")            incidents
//	Clip("a long sentence", 8)    a long…
//
// It makes words about the record. What the minutes themselves say passes through Clip at most.
package prose

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// IsDay tells a date, YYYY-MM-DD, from anything else.
func IsDay(s string) bool {
	if len(s) != len(time.DateOnly) {
		return false
	}
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// Day is a date, YYYY-MM-DD, in words; anything else, such as a meeting's id, as it stands.
func Day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.Format("2 January 2006")
}

// Number groups the thousands of a number that is not negative by commas.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Plural is the one word or the other, by whether there is one.
func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Count is a number with its noun.
func Count(n int, one, many string) string { return Number(n) + " " + Plural(n, one, many) }

// List joins the parts that are not empty; "" for none.
func List(parts ...string) string {
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

// Capital begins with a capital.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Lower is a word as it stands within a sentence; an abbreviation keeps its capitals.
func Lower(s string) string {
	if s == strings.ToUpper(s) {
		return s
	}
	return strings.ToLower(s)
}

// Clip makes one line of a text and shortens it to about n characters, at a blank.
func Clip(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	cut := string([]rune(text)[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}
