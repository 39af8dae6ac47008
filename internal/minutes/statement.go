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

// checkStatement compares a banner's sentence with its level.
func (r *reader) checkStatement(b bannerLine, level policy.Level) (sound bool) {
	own, _ := r.rules.Policy.Rung(level)
	text := strings.ToLower(strings.Join(strings.Fields(b.statement), " "))
	listed := len(own.Sentences) == 0
	for _, s := range own.Sentences {
		if before := text; strings.Contains(text, strings.ToLower(s)) {
			text, listed = strings.ReplaceAll(before, strings.ToLower(s), "\x00"), true
		}
	}
	for _, l := range r.rules.Policy.Levels() {
		other, _ := r.rules.Policy.Rung(l)
		for _, s := range other.Sentences {
			if l != level && strings.Contains(text, strings.ToLower(s)) {
				r.fault("level-contradiction", b.block, "classified as "+b.written+", but its sentence "+quote(s)+" is that of "+other.Name,
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
		r.warn("unlisted-sentence", b.block, "the sentence of the "+own.Name+" banner is not a listed one", "the level holds; list the sentence in the policy")
	}
	return true
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
