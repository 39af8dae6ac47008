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
	date, opens := strings.CutPrefix(tag, `<time datetime="`)
	date, closes := strings.CutSuffix(date, `">`)
	end := strings.IndexByte(rest, '<')
	if d == nil || !opens || !closes || end < 0 || !strings.HasPrefix(rest[end:], "</time>") || !d(date, html.UnescapeString(rest[:end])) {
		return ""
	}
	return rest[:end]
}
