package minutes

import (
	"regexp"
	"strings"
)

func (l *headLine) venue(m *Meeting, key, value string) {
	switch {
	case key == "venue" || key == "location" || key == "place" || key == "where" || strings.HasPrefix(key, "held"):
		l.set(&m.Venue, heldVia.ReplaceAllString(value, ""))
	case key == "" && m.Venue == "" && placeInLine.MatchString(l.text):
		found := placeInLine.FindStringSubmatch(l.text)
		l.set(&m.Venue, found[1])
	case key == "" && m.Venue == "" && placeAfter(l.text) != "":
		l.set(&m.Venue, placeAfter(l.text))
	case key == "" && placeWord.MatchString(l.text) && len(l.text) < 80:
		l.set(&m.Venue, heldAt.ReplaceAllString(l.text, ""))
	}
}

var afterTime = regexp.MustCompile(`^(?:\s*(?:hrs|GMT|BST|CES?T|UTC))?(?:\s*,|\s+(?:in|at)\s)\s*(?:the\s+)?(\p{Lu}[^:|\d]{3,100})$`)

// placeAfter is the place that a line gives after the time, or else after the date: "10:00 – 12:00, Town Hall".
func placeAfter(text string) string {
	end := 0
	for _, d := range days(text) {
		end = d.end
	}
	for _, re := range []*regexp.Regexp{clockTime, clockRange} {
		for _, m := range re.FindAllStringIndex(text, -1) {
			end = max(end, m[1])
		}
	}
	m := afterTime.FindStringSubmatch(strings.TrimRight(text[end:], " .*"))
	if end == 0 || m == nil || version(m[1], false) != "" || titleWord.MatchString(m[1]) {
		return ""
	}
	return strings.TrimSpace(m[1])
}

// otherKey matches a line that says something else: "Convenor: Ms Doe".
var otherKey = regexp.MustCompile(`^\p{Lu}[\pL ]{2,30}:\s`)

// unlabelledVenue takes the line after the time for the place, if it says nothing else.
func (r *reader) unlabelledVenue(lines []headLine, m *Meeting) {
	if m.Venue != "" {
		return
	}
	for i, l := range lines {
		if i == 0 || l.used || l.block.Kind == Cell || peopleLabel.MatchString(l.text) ||
			strings.HasSuffix(l.text, ":") || len(l.text) > 120 || keyValue.MatchString(l.text) || otherKey.MatchString(l.text) {
			continue
		}
		before := lines[i-1].text
		start, _ := clockTimes(withoutDays(before))
		if start != "" || len(days(before)) > 0 && m.Start == "" {
			m.Venue = l.text
			if l.block.Role == RoleNone {
				l.block.Role = RoleTitle
			}
			return
		}
	}
}
