package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A title may run over two lines, or stand under its number: "Item 3", then "Finance". Such lines are tied
// before the agenda is looked for. A blank that stands at the front of a line ties it to the line before;
// Markdown leaves no line that begins so.

var (
	itemAlone = regexp.MustCompile(`(?i)^(?:agenda\s+)?item\s+(?:no\.?\s*)?\d{1,2}(?:\.\d{1,2}){0,3}[A-Z]?\s*[.:–-]?$`)
	cutTitle  = regexp.MustCompile(`(?i)(?:\s(?:and|or|of|for|the|to|in|on|with|from|by|a|an|&)|[,:–—/-])$`)
)

// ties says whether a span that begins a line goes on with the line before.
func ties(sp Span) bool { return sp.Joined || sp.Text == " " && !sp.Break }

// mendTitles ties the lines of titles that run over two, and titles to numbers that stand alone.
func (r *reader) mendTitles(blocks []*Block) []*Block {
	var all []*Block
	for _, b := range blocks {
		if n := len(all); n > 0 && r.underItem(all[n-1], b) {
			item := all[n-1]
			item.Spans = append(item.Spans, Span{Text: " ", Line: b.Line, Column: b.Column})
			item.Spans = append(item.Spans, b.Spans...)
			item.EndLine = b.EndLine
			continue
		}
		if b.Kind == Heading && r.leads(b.Text()) {
			b.Kind, b.Depth = Paragraph, 0 // a converter made a heading of what stands out
		}
		switch b.Kind {
		case Paragraph:
			tieTitle(b, "")
		case List:
			for _, entry := range b.Blocks {
				if len(entry.Blocks) > 0 && entry.Blocks[0].Kind == Paragraph && b.Ordered {
					tieTitle(entry.Blocks[0], entry.Marker+" ")
				}
			}
		}
		all = append(all, b)
	}
	return all
}

func isItemAlone(text string) bool { return mayBeItemAlone(text) && itemAlone.MatchString(text) }

func mayBeItemAlone(text string) bool {
	return text != "" && (text[0]|0x20 == 'i' || text[0]|0x20 == 'a') && strings.ContainsAny(text, "0123456789")
}

// underItem says whether b is the title of an item whose number stands alone. A banner or a mark stays by
// itself, so that it is read as one.
func (r *reader) underItem(item, b *Block) bool {
	if item.Kind != Heading && item.Kind != Paragraph || b.Kind != Heading && b.Kind != Paragraph || !isItemAlone(strings.TrimSpace(item.Text())) {
		return false
	}
	title, rest := firstLine(b)
	_, isLevel := r.rules.Policy.Level(title)
	return rest == "" && title != "" && titleScore(title, "") >= 0 && !isItemAlone(title) &&
		!isLevel && !strings.Contains(title, "[") && !r.isHeadLine(title)
}

// tieTitle ties the first two lines of a leaf where they are one title: the first begins with a number and
// ends with a word that more must follow, the second goes on in capitals.
func tieTitle(b *Block, marker string) {
	first, second := firstLine(b)
	whole := first + " " + second
	if second == "" || !cutTitle.MatchString(first) || len(whole) > maxTitle || titleScore(whole, "") < 0 {
		return
	}
	if _, _, ok := parseNumber(marker+first, false); !ok {
		return
	}
	if r, _ := utf8.DecodeRuneInString(second); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return
	}
	for i, sp := range b.Spans {
		if sp.Line == b.Spans[0].Line || i == 0 || sp.Break {
			continue
		}
		before := &b.Spans[i-1]
		if text := strings.TrimSuffix(before.Text, " "); text != before.Text && text != "" {
			before.Text = text
			blank := Span{Text: " ", Line: sp.Line, Column: sp.Column}
			b.Spans = append(b.Spans[:i:i], append([]Span{blank}, b.Spans[i:]...)...)
		}
		return
	}
}
