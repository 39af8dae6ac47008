package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inlineTags stand within a sentence; every other tag ends a block.
var inlineTags = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true, "code": true,
	"del": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "mark": true, "q": true, "s": true, "samp": true,
	"small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true, "time": true, "tspan": true, "tt": true, "u": true,
	"var": true, "wbr": true}

// split parts a document of tags into what is shown and what stands in tags and comments. Where a tag within a sentence stands
// between two letters, nobody can tell whether it parts words, so that what is shown is read in both ways.
func split(text string, own Days) []string {
	shown, markup, within := splitBy(text, "", own)
	if !within {
		return []string{shown, markup}
	}
	apart, _, _ := splitBy(text, " ", own)
	return []string{shown, apart, markup}
}

// splitBy puts gap in the place of tags within a sentence; within says that one stands between two letters.
func splitBy(text, gap string, own Days) (shown, markup string, within bool) {
	var show, mark strings.Builder
	show.Grow(len(text) / 2)
	mark.Grow(len(text) / 2)
	inline := false // the last thing written was followed by a tag within a sentence
	for {
		open := strings.IndexByte(text, '<')
		piece := text
		if open >= 0 {
			piece = text[:open]
		}
		if piece != "" {
			within = within || inline && beginsWord(piece) && endsWord(show.String())
			show.WriteString(piece)
			inline = false
		}
		if open < 0 {
			return show.String(), mark.String(), within
		}
		end := tagEnd(text[open:])
		inside := text[open : open+end]
		mark.WriteString(inside)
		mark.WriteByte(border)
		switch name := tagName(inside); {
		case name == "br":
			show.WriteByte(' ')
		case inlineTags[name]:
			show.WriteString(gap)
			inline = true
		default:
			show.WriteByte(border)
			inline = false
		}
		text = text[open+end:]
		if day := own.within(inside, text); day != "" {
			show.WriteString(string(border) + day + string(border))
			text, inline = text[len(day):], false
		}
	}
}

func beginsWord(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return isWord(r)
}

func endsWord(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return isWord(r)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// tagEnd is the length of the tag or comment that text starts with.
func tagEnd(text string) int {
	closing := ">"
	if strings.HasPrefix(text, "<!--") {
		closing = "-->"
	}
	if end := strings.Index(text, closing); end >= 0 {
		return end + len(closing)
	}
	return len(text)
}

func tagName(tag string) string {
	name := strings.TrimPrefix(tag[1:], "/")
	for end := range len(name) {
		if endsName[name[end]] {
			name = name[:end]
			break
		}
	}
	return strings.ToLower(name)
}

// endsName are the bytes that end a tag's name.
var endsName = func() (table [256]bool) {
	for _, b := range []byte(" \t\r\n/>") {
		table[b] = true
	}
	return table
}()
