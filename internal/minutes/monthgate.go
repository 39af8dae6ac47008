package minutes

import "strings"

// monthByDigit says whether a month, in letters, may stand beside the number of a day or a year: "3rd of May", "May 3", "3/May/21". It is
// false of most texts that only hold a word such as "may" or "March".
func monthByDigit(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i] | 0x20
		if !monthHints.begins[c] {
			if text[i] == 0xC5 && strings.HasPrefix(text[i:], "ſ") { // an s to a pattern without regard to case
				return true
			}
			continue
		}
		if i > 0 && isPlainWordByte(text[i-1]) || !monthHints.at(text[i:]) {
			continue
		}
		if digitBefore(text[:i]) || digitBehind(text[i+3:]) {
			return true
		}
	}
	return false
}

// digitBefore says whether a text ends with a digit or "of", "st", "nd", "rd" or "th", and what may stand between that and a month.
func digitBefore(text string) bool {
	text = strings.TrimRight(text, " \t\n\f\r/-")
	if text == "" {
		return false
	}
	last := text[len(text)-1]
	return isDigit(last) || strings.IndexByte("fFtTdDhH", last) >= 0
}

// digitBehind says whether the rest of a month's letters, a point and blanks stand before a digit.
func digitBehind(text string) bool {
	for text != "" && (text[0] >= 0x80 || text[0]|0x20 >= 'a' && text[0]|0x20 <= 'z') {
		text = text[1:]
	}
	text = strings.TrimLeft(strings.TrimPrefix(text, "."), " \t\n\f\r")
	return text != "" && isDigit(text[0])
}
