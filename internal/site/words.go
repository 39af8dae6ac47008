package site

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/minutes"
)

// date is a day for <time>: ISO is YYYY-MM-DD, Text what a reader sees. Both are "" for no day.
type date struct {
	ISO  string `json:"iso"`
	Text string `json:"text"`
}

// day reads YYYY-MM-DD; anything else is shown as it stands, without a machine's date.
func day(iso string) date {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return date{Text: iso}
	}
	return date{ISO: iso, Text: t.Format("2 January 2006")}
}

// shortDay is a day as a table shows it: "4 Jul 2026".
func shortDay(iso string) date {
	d := day(iso)
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		d.Text = t.Format("2 Jan 2006")
	}
	return d
}

// days is the number of days from one date to another; ok is false where one of them is none.
func days(from, to string) (n int, ok bool) {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	return int(b.Sub(a).Hours() / 24), errA == nil && errB == nil && !b.Before(a)
}

// status is an action's status: the word, and a class of the stylesheet.
type status struct {
	Word  string `json:"word"`
	Class string `json:"class"`
}

func statusOf(s minutes.Status, overdue bool) status {
	switch {
	case overdue:
		return status{"Overdue", "overdue"}
	case s == minutes.Open:
		return status{"Open", "open"}
	case s == minutes.Closed:
		return status{"Closed", "closed"}
	}
	return status{"Unknown", "unknown"}
}

// count is a number with its noun: "1 action", "1,204 actions".
func count(n int, one, many string) string {
	return number(n) + " " + plural(n, one, many)
}

// together keeps a phrase on one line.
func together(phrase string) string { return strings.ReplaceAll(phrase, " ", "\u00a0") }

// number groups thousands by commas.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// clip shortens a text to about n characters, at a blank.
func clip(text string, n int) string {
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

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// sentence joins the parts that are there: "a, b and c".
func sentence(parts ...string) string {
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

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// lower is a word within a sentence: "incidents"; an abbreviation stays as it is.
func lower(s string) string {
	if s == strings.ToUpper(s) {
		return s
	}
	return strings.ToLower(s)
}
