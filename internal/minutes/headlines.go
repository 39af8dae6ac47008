package minutes

import (
	"regexp"
	"strings"
)

// headLines are the lines before the agenda, without banners and without the tables of people; none after
// the people begin.
func (r *reader) headLines() []headLine {
	var lines []headLine
	for _, b := range r.m.Preamble {
		switch b.Kind {
		case Paragraph, Heading, Quote, List:
			b.Walk(func(in *Block) {
				if in.Role != RoleBanner {
					lines = append(lines, barLines(leafLines(in))...)
				}
			})
		case Table:
			if !r.isPeopleTable(b) {
				lines = append(lines, tableLines(b)...)
			}
		}
		if n := len(lines); n > 0 && peopleLabel.MatchString(lines[n-1].text) || n > 200 {
			break
		}
	}
	return lines
}

// nextKey finds where a line of the head goes on with another key: "Date: 24 May 2021 - Time: 10:00".
var nextKey = regexp.MustCompile(`(?i)(?:\s*[;,]|\s[–—-])\s+((?:date|time|venue|location|place|version|status|where|classification)\s*:)`)

// barLines parts the lines of the head at bars and at further keys: "24 May 2021 | 10:00 - 12:00 | Teams".
func barLines(lines []headLine) []headLine {
	var all []headLine
	for _, l := range lines {
		text := l.text
		if strings.Contains(text, ":") {
			text = nextKey.ReplaceAllString(text, " | $1")
		}
		for _, part := range strings.Split(text, " | ") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, headLine{text: part, block: l.block})
			}
		}
	}
	return all
}

func leafLines(b *Block) []headLine {
	var lines []headLine
	var s strings.Builder
	flush := func() {
		if text := strings.TrimSpace(s.String()); text != "" {
			lines = append(lines, headLine{text: text, block: b})
		}
		s.Reset()
	}
	for i, sp := range b.Spans {
		if sp.Break || i > 0 && sp.Line != b.Spans[i-1].Line && !ties(sp) {
			flush()
		}
		if !sp.Break {
			s.WriteString(sp.Text)
		}
	}
	flush()
	return lines
}

func tableLines(table *Block) []headLine {
	var lines []headLine
	for _, row := range table.Blocks {
		if n := len(row.Blocks); n == 0 || n > 4 {
			continue
		}
		for i := 0; i+1 < len(row.Blocks); i += 2 {
			key, value := strings.TrimRight(strings.TrimSpace(row.Blocks[i].Text()), ":"), strings.TrimSpace(row.Blocks[i+1].Text())
			if row.Blocks[i].Role == RoleBanner || row.Blocks[i+1].Role == RoleBanner {
				continue
			}
			if key != "" && value != "" {
				lines = append(lines, headLine{text: key + ": " + value, block: row.Blocks[i+1]})
			} else if key+value != "" {
				lines = append(lines, headLine{text: key + value, block: row.Blocks[i]})
			}
		}
		if len(row.Blocks) == 1 {
			lines = append(lines, leafLines(row.Blocks[0])...)
		}
	}
	return lines
}
