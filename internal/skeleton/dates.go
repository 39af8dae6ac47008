package skeleton

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
)

// forms are the ways in which minutes write a day, the longer ones of two that begin alike first.
var forms = []func(time.Time) string{
	layout("2 January 2006"), layout("02 January 2006"), layout("January 2, 2006"), layout("January 2 2006"),
	ordinal("2|January 2006"), ordinal("2|of January 2006"), ordinal("2|January, 2006"), layout("2 January, 2006"),
	layout("2 Jan 2006"), layout("02 Jan 2006"), layout("Jan 2, 2006"), layout("02-Jan-2006"), layout("2-Jan-2006"), layout("02-Jan-06"), layout("2-Jan-06"),
	layout("2006-01-02"), layout("02/01/2006"), layout("2/1/2006"), layout("02.01.2006"), layout("2.1.2006"), layout("02-01-2006"),
	layout("02/01/06"), layout("2/1/06"), layout("02.01.06"), layout("2006/01/02"),
}

func layout(form string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(form) }
}

// ordinal writes the day as a number in order: "24th May 2021".
func ordinal(form string) func(time.Time) string {
	day, rest, _ := strings.Cut(form, "|")
	return func(t time.Time) string { return t.Format(day) + suffix(t.Day()) + " " + t.Format(rest) }
}

func suffix(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	return cmp.Or([]string{"", "st", "nd", "rd"}[min(n%10, 4)%4], "th")
}

// formOf is the way in which a text writes a day (YYYY-MM-DD); nil where it does not.
func formOf(text, iso string) func(time.Time) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return nil
	}
	for _, f := range forms {
		if holds(text, f(t)) >= 0 {
			return f
		}
	}
	return nil
}

// redate writes another day where a text writes one, in the same way, with its weekday.
func redate(text, from, to string) string {
	f := formOf(text, from)
	if f == nil {
		return text
	}
	before, _ := time.Parse(time.DateOnly, from)
	after, _ := time.Parse(time.DateOnly, to)
	text = exchange(text, f(before), f(after))
	for _, short := range []int{9, 3} {
		a, b := before.Weekday().String(), after.Weekday().String()
		text = exchange(text, a[:min(short, len(a))], b[:min(short, len(b))])
	}
	return text
}

// exchange puts one word for another wherever it stands as a word of its own.
func exchange(text, from, to string) string {
	var out strings.Builder
	for from != "" {
		at := holds(text, from)
		if at < 0 {
			break
		}
		out.WriteString(text[:at] + to)
		text = text[at+len(from):]
	}
	return out.String() + text
}

// holds is where a text has a word with no letter or digit beside it; -1 where it has not.
func holds(text, word string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return -1
		}
		start, end := from+i, from+i+len(word)
		if (start == 0 || !wordByte(text[start-1])) && (end == len(text) || !wordByte(text[end])) {
			return start
		}
		from = start + 1
	}
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

func byDate(all []minutes.NextMeeting) {
	slices.SortStableFunc(all, func(a, b minutes.NextMeeting) int { return cmp.Compare(a.Date, b.Date) })
}

// nextLine announces the meetings after this one that are known.
func (d *draft) nextLine() string {
	var said []string
	for _, n := range d.announcedBy() {
		series := ""
		if n.Series != "" {
			series = n.Series + " "
		}
		said = append(said, fmt.Sprintf("Next %smeeting: %s", series, prose.Day(n.Date)))
	}
	if said == nil {
		return "Next meeting: to be agreed."
	}
	return strings.Join(said, "; ") + "."
}

// announcedBy are the meetings after this one that its readers know of.
func (d *draft) announcedBy() []minutes.NextMeeting {
	seen := d.Request
	seen.Whole = d.record
	known := draft{Request: seen, group: d.group}
	return known.announced(d.Date)
}
