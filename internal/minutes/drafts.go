package minutes

import (
	"regexp"
	"strings"
)

var (
	draftText  = regexp.MustCompile(`(?i)(?:^|[^\pL])(draft|d\s+r\s+a\s+f\s+t|unapproved|provisional|unconfirmed|not\s+(?:yet\s+)?approved|(?:subject\s+to|pending|awaiting|for)\s+(?:\pL+\s+){0,3}(?:approval|confirmation|ratification|agreement))(?:$|[^\pL])`)
	otherDraft = regexp.MustCompile(`(?i)\b(?:minutes|notes)\s+(?:of|from|for)\s+(?:the\s+)?(?:previous|last|\w+_\d)|\b(?:previous|last)\s+(?:meeting|minutes)|\bdraft\s+(?:agenda|budget|plan|report|paper|strategy|policy|letter|response)`)
)

// draftWord is the word by which a text says that it is not final, as written but for blanks between its
// letters; "" where it does not.
func draftWord(text string) string {
	m := draftText.FindStringSubmatch(normal(text))
	if m == nil {
		return ""
	}
	word := strings.Join(strings.Fields(m[1]), " ")
	switch joined := strings.ReplaceAll(word, " ", ""); strings.ToLower(joined) {
	case "draft":
		return joined
	case "unapproved", "provisional", "unconfirmed":
		return word
	}
	return "Draft, " + word
}

// readDraft makes the version say that the document is a draft where a line of the head or the file's name says
// so. What says that it is final in one place and a draft in another is a draft.
func (r *reader) readDraft(lines []headLine, m *Meeting) {
	if draftWord(m.Version) != "" {
		return
	}
	word := draftWord(strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(stem(r.file)))
	for _, l := range lines {
		if word == "" && len(l.text) < 150 && !otherDraft.MatchString(l.text) {
			word = draftWord(l.text)
		}
	}
	if word == "" {
		return
	}
	if strings.EqualFold(m.Version, "final") {
		r.say("warning", "draft-and-final", 1, 1, "the minutes are called final and "+quote(word), "taken as a draft; make them agree")
	}
	word = strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
	m.Version = strings.TrimSpace(word + " " + m.Version)
}
