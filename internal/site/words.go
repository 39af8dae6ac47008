package site

import (
	"strings"
	"time"

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

// together keeps a phrase on one line.
func together(phrase string) string { return strings.ReplaceAll(phrase, " ", "\u00a0") }
