package site

import (
	"strings"
	"time"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// date is a day for <time>: ISO is YYYY-MM-DD, Text what a reader sees. Both are "" for no day.
type date struct {
	ISO  string `json:"iso"`
	Text string `json:"text"`
}

// day is YYYY-MM-DD as a reader sees it; anything else is shown as it stands, without a machine's date.
func (b *builder) day(iso string) date { return dated(iso, b.words.Day) }

// shortDay is a day as a table shows it: "4 Jul 2026".
func (b *builder) shortDay(iso string) date { return dated(iso, b.words.ShortDay) }

func dated(iso string, say func(string) string) date {
	if !prose.IsDay(iso) {
		return date{Text: iso}
	}
	return date{ISO: iso, Text: say(iso)}
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

func (b *builder) statusOf(s minutes.Status, overdue bool) status {
	class := "unknown"
	switch {
	case overdue:
		class = "overdue"
	case s == minutes.Open:
		class = "open"
	case s == minutes.Closed:
		class = "closed"
	}
	return status{b.words.Say("status." + class), class}
}

// spot names a place within its meeting.
func (b *builder) spot(p record.Place) string {
	switch {
	case p.Item == nil:
		return b.words.Say("common.before_agenda")
	case p.Item.Number == "":
		return p.Item.Title
	}
	return b.words.Say("common.item", "number", p.Item.Number)
}

// together keeps a phrase on one line.
func together(phrase string) string { return strings.ReplaceAll(phrase, " ", "\u00a0") }
