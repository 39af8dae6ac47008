package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/policy"
)

// deniedPublication finds words that forbid publication, or keep something to a few.
var deniedPublication = regexp.MustCompile(`(?i)\b(?:not|never|cannot|no|nor|neither|prohibited|forbidden)\b[^.;]{0,40}\b(?:publish\w*|publication|public|publicly|disclos\w*|releas\w*|online|shar(?:e|ed|ing)|distribut\w*|circulat\w*)\b|n[’']t\b[^.;]{0,40}\b(?:publish\w*|public|shar(?:e|ed)|disclos\w*)\b|` +
	`\b(?:members|attendees|parties|participants|recipients|those present)\s+only\b|\bonly\s+(?:to|for|by|with)\s+(?:the\s+)?(?:members|attendees|parties|participants|recipients|those)\b|\bconfidential\b|\brestricted\s+to\b|\bneed[ -]to[ -]know\b|\b(?:publication|publishing|sharing)\b[^.;]{0,30}\b(?:prohibited|forbidden|not)\b`)

// namesOneLevel says whether a banner names its level and no other, with nothing struck out: of "Clear / Red" or
// "~~Clear~~ Red" nobody can tell which holds.
func (r *reader) namesOneLevel(b bannerLine, level policy.Level) bool {
	names := r.levelsByName()
	cells := []*Block{b.block}
	for _, cell := range b.beside {
		if names.isLevel(normal(cell.Text())) || boxed(cell.Text()) {
			cells = append(cells, cell)
		}
	}
	for _, cell := range cells {
		for _, spans := range bannerLines(cell, b.written) {
			for _, sp := range spans {
				if sp.Strike {
					r.fault("level-contradiction", b.block, "words of the banner are struck out: "+quote(sp.Text), "the document is withheld; write one level")
					return false
				}
			}
			for _, other := range names.in(plainLine(spans, names)) {
				if other.level != level {
					r.fault("level-contradiction", b.block, "the banner names both "+quote(b.written)+" and "+quote(other.written), "the document is withheld; write one level")
					return false
				}
			}
		}
	}
	return true
}

// boxed says whether a text is a choice to tick.
func boxed(text string) bool {
	return strings.ContainsAny(text, "☐☑☒□■✓✔✗✘") || strings.Contains(text, "[x]")
}

// bannerLines are the lines of a block from the one that names the level on, as long as its sentence goes on.
func bannerLines(b *Block, written string) [][]Span {
	lines := spanLines(b)
	if b.Kind == Cell {
		return lines
	}
	var found [][]Span
	for _, line := range lines {
		text := spoken(line)
		switch {
		case strings.Contains(text, written):
		case len(found) == 0:
			continue
		case !startsLower(text) && len(strings.Fields(text)) > 2:
			return found
		}
		found = append(found, line)
	}
	return found
}

func startsLower(text string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " (*_–—-/|,"))
	return unicode.IsLower(c)
}

var (
	guarded     = regexp.MustCompile(`\b(?:CONFIDENTIAL|RESTRICTED|SECRET|PRIVATE|SENSITIVE|PRIVILEGED|CONFIDENTIALITY)\b`)
	aboutSpread = regexp.MustCompile(`(?i)^\W*(?:(?:these|this|the)\s+(?:document|minutes|information|material|contents?)|information|not\s+for|do\s+not|no\s+part|for\s+(?:members|internal)|internal\s+use|strictly|private)\b`)
)

// guard withholds a document in whose head somebody wrote that it is secret, where the banner allows publication
// or does not say what it means.
func (r *reader) guard(level policy.Level, listed bool) policy.Level {
	own, known := r.rules.Policy.Rung(level)
	if !known {
		return level
	}
	day := r.heldOn()
	for i, p := range r.everyPassage() {
		if p.item != nil || i >= headBlocks || p.block.Kind == Table && r.isPeopleTable(p.block) {
			break
		}
		if found := guardedWords(p.block, own, day, listed); found != "" {
			r.fault("level-contradiction", p.block, "classified as "+own.Name+", but the head says "+quote(found), "the document is withheld; correct the level or the words")
			return policy.Untold
		}
	}
	return level
}

// guardedWords are the words of a block of the head that a level does not go with, "" for none. Those of a sentence of
// the level's own go with it.
func guardedWords(block *Block, own policy.Rung, day string, listed bool) (found string) {
	block.Walk(func(b *Block) {
		for _, spans := range spanLines(b) {
			text := spoken(spans)
			if found == "" && len(text) < 100 && (own.Online || !listed) {
				found = guarded.FindString(text)
			}
			if found == "" && own.Online && len(text) < 300 && aboutSpread.MatchString(text) {
				rest, _ := withoutListed(text, own, day)
				found = deniedPublication.FindString(rest)
			}
		}
	})
	return found
}

// isListed says whether a sentence is one of the level's own on the day of the meeting.
func (r *reader) isListed(statement string, level policy.Level) bool {
	own, _ := r.rules.Policy.Rung(level)
	_, listed := withoutListed(statement, own, r.heldOn())
	return listed
}
