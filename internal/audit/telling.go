package audit

import (
	"strings"
	"unicode"
)

const (
	fewLetters = 3 // a word of fewer letters is anybody's
	fewMixed   = 5 // so is one of letters and digits that is shorter
	fewDigits  = 6 // and a number
)

// tellingWord says whether a word alone could betray something. A name of a month or a day cannot: pages write dates anew.
func tellingWord(w string) bool {
	letters, digits := 0, 0
	for _, r := range w {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !unicode.Is(unicode.Cf, r):
			letters++
		}
	}
	switch {
	case digits == 0:
		return letters >= fewLetters && !ofCalendar[strings.ToLower(w)]
	case letters == 0:
		return digits >= fewDigits
	}
	return letters+digits >= fewMixed
}

// tellingBlock says whether the words of a block could betray something together: one of them could, or they are a number
// in groups ("4,750,000") and neither a date nor a time.
func tellingBlock(text string, row []word) bool {
	digits, wide, number := 0, false, true
	for _, w := range row {
		spelt := text[w.start:w.end]
		if tellingWord(spelt) {
			return true
		}
		number = number && strings.Trim(spelt, "0123456789") == ""
		digits += len(spelt)
		wide = wide || len(spelt) == 3
	}
	return number && wide && digits >= fewDigits
}

var ofCalendar = func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields("january february march april may june july august september october november december sept " +
		"monday tuesday wednesday thursday friday saturday sunday tues weds thur thurs") {
		all[name] = true
		all[name[:3]] = true
	}
	return all
}()
