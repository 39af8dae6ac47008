package policy

import "strings"

// Sentence is a phrase that the sentences of a level's banners hold, and when it does: a level may mean another thing
// from one year to the next. Days are YYYY-MM-DD and belong to the period; "" is no bound.
type Sentence struct {
	Text        string
	From, Until string
}

// On says whether the phrase holds on a day. On an unknown day, "", only a phrase without a period does.
func (s Sentence) On(day string) bool {
	if day == "" {
		return s.From == "" && s.Until == ""
	}
	return s.From <= day && (s.Until == "" || day <= s.Until)
}

// MayHoldOn is On, except that on an unknown day every phrase may hold.
func (s Sentence) MayHoldOn(day string) bool { return day == "" || s.On(day) }

// Always are phrases that hold at all times.
func Always(texts ...string) []Sentence {
	all := make([]Sentence, len(texts))
	for i, t := range texts {
		all[i] = Sentence{Text: t}
	}
	return all
}

// fold makes spellings of one name the same: case, outer blanks, and blanks around the signs within it do not
// matter, so that "TLP: Amber + Strict" is "TLP:AMBER+STRICT".
func fold(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	for _, sign := range []string{":", "+"} {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " "+sign, sign), sign+" ", sign)
	}
	return s
}
