package minutes

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// day is a date found in a text; year 0 means that the text gives none.
type day struct {
	start, end       int
	year, month, day int
}

const monthWords = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`

var (
	dayMonth   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:\s?(?:st|nd|rd|th))?[\s/-]+(?:of\s+)?` + monthWords + `\b\.?(?:,?[\s-]+(\d{4})\b)?`)
	monthDay   = regexp.MustCompile(`(?i)\b` + monthWords + `\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?`)
	numericDay = regexp.MustCompile(`\b(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4}|\d{2})\b`)
	isoDay     = regexp.MustCompile(`\b(\d{4})[-./](\d{1,2})[-./](\d{1,2})\b`)
	dashedDay  = regexp.MustCompile(`(?i)\b(\d{1,2})[-/]` + monthWords + `[-/]'?(\d{2})\b`)
	monthEnd   = regexp.MustCompile(`(?i)\bend\s+of\s+` + monthWords + `\b(?:\s+(\d{4})\b)?`)
)

var monthHints = newHints("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

// days are the dates of a text, in order and without overlaps. Numbers are read day first, as the British
// do, unless that gives no date.
func days(text string) []day {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	var all []day
	collect := func(re *regexp.Regexp, year, month, dayGroup int) {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			d := day{start: m[0], end: m[1], month: monthNumber(group(text, m, month))}
			d.year, _ = strconv.Atoi(group(text, m, year))
			d.day, _ = strconv.Atoi(group(text, m, dayGroup))
			if d.month > 12 && re == numericDay {
				d.day, d.month = d.month, d.day
			}
			if re == numericDay && group(text, m, 2) != group(text, m, 4) {
				continue
			}
			if d.year > 0 && d.year < 100 {
				d.year += 2000
			}
			if d.exists() {
				all = append(all, d)
			}
		}
	}
	figures := digitPair(text, "-./")
	if figures {
		collect(isoDay, 1, 2, 3)
	}
	if monthByDigit(text) {
		collect(dashedDay, 3, 2, 1)
		collect(dayMonth, 3, 2, 1)
		collect(monthDay, 3, 1, 2)
	}
	if figures {
		collect(numericDay, 5, 3, 1)
	}
	slices.SortStableFunc(all, func(a, b day) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	apart := all[:0]
	for _, d := range all {
		if n := len(apart); n == 0 || d.start >= apart[n-1].end {
			apart = append(apart, d)
		}
	}
	return apart
}

func group(text string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return text[m[2*i]:m[2*i+1]]
}

func monthNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	i := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(s[:min(3, len(s))]))
	return i/3 + 1
}

func (d day) exists() bool {
	year := d.year
	if year == 0 {
		year = 2000 // a leap year
	}
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return d.month >= 1 && d.month <= 12 && t.Day() == d.day && (d.year == 0 || d.year >= 1900 && d.year < 2200)
}

// iso is the date as YYYY-MM-DD, with the given year where it has none.
func (d day) iso(year int) string {
	if d.year != 0 {
		year = d.year
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, d.month, d.day)
}

// after is the date as YYYY-MM-DD; without a year it is the next such day from the meeting on. "" where
// neither gives a year.
func (d day) after(meeting string) string { return d.near(meeting, 1) }

// before is the date as YYYY-MM-DD; without a year it is the latest such day up to the meeting.
func (d day) before(meeting string) string { return d.near(meeting, -1) }

func (d day) near(meeting string, step int) string {
	if d.year != 0 {
		return d.iso(0)
	}
	year, err := strconv.Atoi(meeting[:min(4, len(meeting))])
	if err != nil {
		return ""
	}
	for range 9 { // 29 February may be eight years away
		s := d.iso(year)
		if c := cmp.Compare(s, meeting); (c == 0 || c == step) && (day{year: year, month: d.month, day: d.day}).exists() {
			return s
		}
		year += step
	}
	return ""
}

// dateOrWords is a table cell's date as YYYY-MM-DD, or its words where it holds no date alone, or "" for
// "N/A" and the like.
func dateOrWords(cell, meeting string) string {
	cell = strings.TrimSpace(cell)
	if nothing.MatchString(cell) {
		return ""
	}
	if m := shortYear.FindStringSubmatch(cell); m != nil {
		cell = m[1] + " 20" + m[2]
	}
	if found := days(cell); len(found) == 1 && strings.Trim(cell[:found[0].start]+cell[found[0].end:], " .,") == "" {
		if s := found[0].after(meeting); s != "" {
			return s
		}
	}
	return cell
}

// shortYear matches a cell of nothing but a date with a year of two digits.
var shortYear = regexp.MustCompile(`(?i)^(\d{1,2}(?:st|nd|rd|th)?\s+` + strings.Replace(monthWords, "(", "(?:", 1) + `),?\s+'?(\d{2})$`)

var nothing = regexp.MustCompile(`(?i)^(?:n\s*/?\s*a\.?|none|not applicable|nil|tbc|tbd|[-–—.\s]*)$`)

// clock times

var (
	clockRange = regexp.MustCompile(`(?i)\b(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|noon)?\s*(?:hrs?|hours)?\s*(?:--?-?|–|—|to|until|till)\s*(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|noon)?`)
	clockStart = regexp.MustCompile(`(?i)\b(?:at|from|start\w*)\s+(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*(?:hrs|hours))?(?:[\s,.;]|$)`)
	clockTime  = regexp.MustCompile(`(?i)\b(\d{1,2})[:.](\d{2})\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*hrs)?|\b(\d{1,2})\s*(am|pm)\b`)
)

// clockTimes are the start and end of a meeting as HH:MM, "" where the text says nothing of the kind.
func clockTimes(text string) (start, end string) {
	for _, m := range clockRange.FindAllStringSubmatch(text, -1) {
		if m[2] == "" && m[3] == "" && m[5] == "" && m[6] == "" {
			continue // two numbers, no times
		}
		half := m[3]
		if half == "" && m[6] != "" && hour(m[1], m[6]) <= hour(m[4], m[6]) && hour(m[1], m[6]) >= 0 {
			half = m[6] // "2 to 4pm"
		}
		if start, end = clock(m[1], m[2], half), clock(m[4], m[5], m[6]); start != "" && end != "" {
			return start, end
		}
	}
	return "", ""
}

func hour(h, half string) int {
	n, err := strconv.Atoi(h)
	if err != nil {
		return -1
	}
	switch half = strings.ToLower(strings.ReplaceAll(half, ".", "")); {
	case half == "pm" && n < 12:
		n += 12
	case half == "am" && n == 12:
		n = 0
	}
	return n
}

func clock(h, m, half string) string {
	n := hour(h, half)
	minutes, _ := strconv.Atoi(m)
	if n < 0 || n > 24 || minutes > 59 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", n, minutes)
}

func itoa(n int) string { return strconv.Itoa(n) }

// atoi is a number's value, 0 for what is none.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
