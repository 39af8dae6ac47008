package minutes

import "strings"

// splitActions parts paragraphs at lines that raise an action or begin an entry of a log.
func splitActions(blocks []*Block, begins func(line string) bool) []*Block {
	var all []*Block
	for _, b := range blocks {
		if b.Kind == Paragraph && len(b.Spans) > 1 {
			all = append(all, splitLines(b, begins)...)
		} else {
			all = append(all, b)
		}
	}
	return all
}

// splitBanners parts a banner from the lines of the head that a converter ran into it.
func splitBanners(blocks []*Block) []*Block {
	var all []*Block
	for _, b := range blocks {
		if b.Kind != Paragraph || len(b.Spans) < 2 || b.Line == b.EndLine {
			all = append(all, b)
			continue
		}
		within, ended := false, false
		begins := func(line string) bool {
			line = strings.TrimSpace(line)
			after := within && ended
			if saysClassified.MatchString(line) || namesLevel.MatchString(line) {
				within, ended = true, strings.HasSuffix(line, ".")
				return true
			}
			within = within && !ended
			ended = strings.HasSuffix(line, ".")
			return after
		}
		begins(lineText(b.Spans))
		all = append(all, splitLines(b, begins)...)
	}
	return all
}

// splitLines parts a paragraph before each line (not the first) of which begins is true.
func splitLines(b *Block, begins func(line string) bool) []*Block {
	all := []*Block{b}
	spans, end := b.Spans, b.EndLine
	from := 0
	for i := 1; i < len(spans); i++ {
		if spans[i].Line == spans[i-1].Line && !spans[i-1].Break || spans[i].Break || !begins(lineText(spans[i:])) {
			continue
		}
		last := all[len(all)-1]
		last.Spans = spans[from:i:i]
		last.EndLine = spans[i-1].Line
		trimSpans(last)
		all = append(all, &Block{Kind: Paragraph, Line: spans[i].Line, Column: spans[i].Column, EndLine: end})
		from = i
	}
	if len(all) > 1 {
		all[len(all)-1].Spans = spans[from:]
	}
	return all
}

// lineText is the text of the line that the first of spans begins, at most 200 bytes of it.
func lineText(spans []Span) string {
	var s strings.Builder
	for _, sp := range spans {
		if sp.Break || sp.Line != spans[0].Line || s.Len() > 200 {
			break
		}
		s.WriteString(sp.Text)
	}
	return s.String()
}
