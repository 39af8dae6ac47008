package minutes

import (
	"regexp"
	"strings"
)

var (
	nextMeeting = regexp.MustCompile(`(?i)\b(?:date\s+of\s+)?(?:the\s+)?next\s+((?:[\pL-]+\s+){0,3}?)meetings?\b`)
	nextStart   = regexp.MustCompile(`(?i)^\W*(?:(?:date|details)\s+(?:and time\s+)?of\s+)?(?:the\s+)?next\s+(?:[\pL-]+\s+){0,3}?meetings?\b`)
)

func isNextLine(text string) bool { return nextStart.MatchString(text) }

// readNext reads the meetings announced: each "next ... meeting" with the first date after it and before
// the next one, in paragraphs that begin so or under a heading that does.
func (r *reader) readNext() {
	under := false
	for _, p := range r.everyPassage() {
		text := p.block.Text()
		switch {
		case p.block.Kind == Heading:
			under = isNextLine(strings.TrimLeft(text, "0123456789.) ")) || p.item != nil && p.block == p.item.Head && isNextLine(p.item.Title)
			if under && len(days(text)) > 0 {
				r.announce(p.block, text)
			}
		case p.block.Kind == Paragraph && len(text) < 1000 && (under || isNextLine(text)):
			if r.announce(p.block, text) {
				p.block.Role = RoleNext
			}
			under = false
		case p.block.Kind == List && under:
			for _, item := range p.block.Blocks {
				r.announce(item, item.AllText())
			}
			under = false
		}
	}
}

// announce reads the dates of one announcement, and says whether there was one.
func (r *reader) announce(b *Block, text string) bool {
	found := days(text)
	heads := nextMeeting.FindAllStringSubmatchIndex(text, -1)
	any := false
	for _, d := range found {
		series := ""
		for _, h := range heads {
			if h[0] < d.start {
				series = r.series(group(text, h, 1))
			}
		}
		date := d.after(r.m.Meeting.Date)
		if date == "" {
			continue
		}
		if date <= r.m.Meeting.Date {
			r.warn("next-in-the-past", b, "the next meeting is announced for "+text[d.start:d.end]+", which is not after this one", "left out")
			continue
		}
		r.m.Next = append(r.m.Next, NextMeeting{Date: date, Series: series, Line: b.Line})
		any = true
	}
	return any
}

// series is the name of a series in the words between "next" and "meeting".
func (r *reader) series(between string) string {
	g := r.group(r.m.Meeting.Group)
	word := strings.ToLower(strings.TrimSpace(between))
	if g != nil {
		for _, s := range g.Series {
			if containsWord(word, strings.ToLower(s)) {
				return s
			}
		}
	}
	if word == "" || r.group(word) != nil || strings.ContainsAny(word, " ") {
		return ""
	}
	switch word {
	case "scheduled", "planned", "monthly", "regular", "proposed", "full", "group", "panel", "committee":
		return ""
	}
	return word
}
