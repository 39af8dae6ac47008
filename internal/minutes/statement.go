package minutes

import (
	"regexp"
	"strings"

	"minutebook/internal/policy"
)

// withStatement is a banner with the sentence that goes with it: in the same block, or in the next where
// that is one.
func (r *reader) withStatement(b *Block, written, rest string, follow func() *Block) bannerLine {
	line := bannerLine{block: b, written: written, statement: strings.Join(strings.Fields(strings.TrimLeft(rest, " .,;:*_\"”'’)]–—-|")), " ")}
	if next := follow(); line.statement == "" && next != nil && r.isStatement(next.Text()) {
		line.statement = strings.Join(strings.Fields(next.Text()), " ")
		next.Role = RoleBanner
	}
	return line
}

var statementStart = regexp.MustCompile(`(?i)^\W*(?:information|(?:this|the)\s+(?:information|document|material)|recipients|(?:may|can|must|should|not)\b.*\bshared)\b.{0,80}\b(?:shar|publish|disclos|distribut|circulat|available)`)

func (r *reader) isStatement(text string) bool {
	return len(text) < 600 && statementStart.MatchString(text)
}

// checkStatement compares a banner's sentence with its level, as the levels' sentences are on the day of the meeting.
// Where that is not told, a phrase with a period is no sentence of the banner's level, and any of another
// level contradicts it.
func (r *reader) checkStatement(b bannerLine, level policy.Level) (sound bool) {
	own, _ := r.rules.Policy.Rung(level)
	day := r.heldOn()
	text, listed := withoutListed(b.statement, own, day)
	listed = listed || len(own.Sentences) == 0
	for _, l := range r.rules.Policy.Levels() {
		other, _ := r.rules.Policy.Rung(l)
		for _, s := range other.Sentences {
			if l != level && s.MayHoldOn(day) && strings.Contains(text, phrase(s.Text)) {
				r.fault("level-contradiction", b.block, "classified as "+b.written+", but its sentence "+quote(s.Text)+" is that of "+other.Name,
					"the document is withheld; correct the level or the sentence")
				return false
			}
		}
	}
	if !own.Online {
		if words := allowsPublication(text); words != "" {
			r.fault("level-contradiction", b.block, "classified as "+b.written+", but the banner says "+quote(words),
				"the document is withheld, as "+own.Name+" may not be published; correct the level or the sentence")
			return false
		}
	}
	if own.Online {
		if words := deniedPublication.FindString(text); words != "" {
			r.fault("level-contradiction", b.block, "classified as "+b.written+", but the banner says "+quote(words),
				"the document is withheld; correct the level or the sentence")
			return false
		}
	}
	if !listed {
		hint := "the level holds; list the sentence in the policy"
		if s, ok := ofAnotherPeriod(text, own); ok {
			hint = "the level holds; the policy lists " + quote(s.Text) + " for other days than " + orUnknown(day)
		}
		r.warn("unlisted-sentence", b.block, "the sentence of the "+own.Name+" banner is not a listed one", hint)
	}
	return true
}

// withoutListed is a sentence in lower case with a sign for each phrase of the level's own that holds on the day, and
// whether there was one.
func withoutListed(sentence string, own policy.Rung, day string) (text string, listed bool) {
	text = phrase(sentence)
	for _, s := range own.Sentences {
		if before := text; s.On(day) && strings.Contains(before, phrase(s.Text)) {
			text, listed = strings.ReplaceAll(before, phrase(s.Text), "\x00"), true
		}
	}
	return text, listed
}

func ofAnotherPeriod(text string, own policy.Rung) (policy.Sentence, bool) {
	for _, s := range own.Sentences {
		if strings.Contains(text, phrase(s.Text)) {
			return s, true
		}
	}
	return policy.Sentence{}, false
}

func orUnknown(day string) string {
	if day == "" {
		return "that of the meeting, which is not told"
	}
	return day
}

// phrase is a text as sentences are compared: in lower case, with single blanks and straight apostrophes.
func phrase(text string) string {
	return strings.ReplaceAll(strings.ToLower(strings.Join(strings.Fields(text), " ")), "’", "'")
}

// heldOn is the day of the meeting, told before the head is read as a whole; "" where it is not told.
func (r *reader) heldOn() string {
	if found := days(r.m.Front.Date); len(found) == 1 && found[0].year != 0 {
		return found[0].iso(0)
	}
	for _, l := range r.headLines() {
		if _, value := l.keyValue(); len(l.text) <= longestHeadLine && l.day(value) != "" {
			return l.day(value)
		}
	}
	return ""
}

// allowsPublication is the words of a sentence that allow publication, "" where there are none.
func allowsPublication(text string) string {
	for _, m := range publication.FindAllStringIndex(text, -1) {
		if !denied.MatchString(text[max(0, m[0]-60):m[0]]) {
			return text[m[0]:m[1]]
		}
	}
	return ""
}

var (
	publication = regexp.MustCompile(`\b(?:may|can|will|shall|should|could|to)\s+(?:also\s+|now\s+)?be\s+(?:freely\s+|openly\s+|publicly\s+|also\s+)*(?:publish\w*|made\s+(?:public|available\s+to\s+(?:the\s+public|anyone|everyone))\w*|made\s+publicly|posted\s+online|shared\s+(?:freely|publicly|with\s+(?:the\s+public|anyone|everyone))|disclosed\s+(?:publicly|to\s+(?:the\s+public|anyone)))|` +
		`\bpublicly\s+available\b|\bavailable\s+(?:to\s+the\s+public|online)\b|\bpublic\s+domain\b|\bfree(?:ly)?\s+(?:to\s+)?(?:be\s+)?(?:publish|share)\w*|\b(?:without|no)\s+(?:any\s+)?restrictions?\b|\bunrestricted\b|` +
		`\b(?:is|are)\s+(?:public|published)\b|\bpublished\s+(?:on|online)\b|\bfor\s+(?:publication|public\s+release)\b`)
	denied = regexp.MustCompile(`\b(?:not|never|no|nor|cannot|without)\b[^.;]{0,40}$|n[’']t\b[^.;]{0,40}$`)
)
