package wording

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Day is a date, YYYY-MM-DD, in words, "4 July 2026"; anything else, such as a meeting's id, as it stands.
func (w *Words) Day(date string) string { return w.date("date.day", "date.months", date) }

// ShortDay is a date for a table, "4 Jul 2026"; anything else as it stands.
func (w *Words) ShortDay(date string) string { return w.date("date.day", "date.short_months", date) }

// Month is a month, YYYY-MM, in words, "July 2026"; anything else as it stands.
func (w *Words) Month(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return w.Say("date.month", "month", w.month("date.months", t), "year", t.Year())
}

func (w *Words) date(key, months, date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return w.Say(key, "day", t.Day(), "month", w.month(months, t), "year", fmt.Sprintf("%04d", t.Year()))
}

// month is the name of a month, from a text that has the twelve between blanks.
func (w *Words) month(key string, t time.Time) string {
	names := strings.Fields(w.Say(key))
	if len(names) != 12 {
		return t.Month().String()
	}
	return names[t.Month()-1]
}

// Number groups the thousands of a number that is not negative, as the language does.
func (w *Words) Number(n int) string {
	s, between := strconv.Itoa(n), w.Say("number.thousands")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + between + s[i:]
	}
	return s
}

// List joins the parts that are not empty; "" for none.
func (w *Words) List(parts ...string) string {
	there := slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return p == "" })
	if len(there) < 2 {
		return strings.Join(there, "")
	}
	last := len(there) - 1
	return w.Say("number.list", "first", strings.Join(there[:last], ", "), "last", there[last])
}
