package audit

import (
	"html"
	"strings"
)

// Days says whether a text is a day, YYYY-MM-DD, in the words of a site; nil knows none. A site writes the days of its record anew, as
// time elements, and puts other words of the record before and behind them: what runs over one nobody wrote. It is a block of its own;
// a time element that says anything else is text as any other.
type Days func(date, text string) bool

// within is the day that stands in a time element, by its tag and what follows that; "" for none.
func (d Days) within(tag, rest string) string {
	date, text := timeElement(tag, rest)
	if d == nil || date == "" || !d(date, html.UnescapeString(text)) {
		return ""
	}
	return text
}

// timeElement is what stands in a time element that has one attribute, and what is shown; "" for any other.
func timeElement(tag, rest string) (date, text string) {
	date, opens := strings.CutPrefix(tag, `<time datetime="`)
	date, closes := strings.CutSuffix(date, `">`)
	end := strings.IndexByte(rest, '<')
	if !opens || !closes || end < 0 || !strings.HasPrefix(rest[end:], "</time>") {
		return "", ""
	}
	return date, rest[:end]
}

// calendar remembers what Days says, for one goroutine: the same days stand on page after page.
type calendar struct {
	days Days
	said map[[2]string]bool
}

const manyDays = 1 << 14

// within is Days.within.
func (c *calendar) within(tag, rest string) string {
	date, text := timeElement(tag, rest)
	if c.days == nil || date == "" {
		return ""
	}
	is, known := c.said[[2]string{date, text}]
	if !known {
		is = c.days(date, html.UnescapeString(text))
		if c.said == nil || len(c.said) == manyDays {
			c.said = map[[2]string]bool{}
		}
		c.said[[2]string{strings.Clone(date), strings.Clone(text)}] = is
	}
	if is {
		return text
	}
	return ""
}
