package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An action is raised by a paragraph, a list item or a cell that begins with the word ACTION: in capitals
// or bold, or in any case with a colon or dash after it or after the id, or with the id alone on its line. The
// entry of a log needs no such word.

var (
	actionStart = regexp.MustCompile(`(?i)^[\s[]*(?:new\s+)?actions?(?:\s+(?:number|no\.?|item|reference|ref\.?|id|point))?\s*[:#.–—-]?\s*`)
	afterID     = regexp.MustCompile(`^\s*[:.)\]–—-]*\s*`)
	actionTail  = regexp.MustCompile(`[\s.;,–-]*[(\[]\s*(?:(?i:actions?)\s*:?\s*)?([^()\[\]]{3,40}?)\s*[)\]][\s.]*$`)
	bareAction  = regexp.MustCompile(`^\s*(?:NEW\s+)?(?:ACTION|Action)\s*(?:\d{1,3}\s*)?[:–—-]\s*\S`)
)

// actionLead matches a line that begins with an action's id after the word.
var actionLead = regexp.MustCompile(`^[\s[]*(?:\d{1,2}(?:\.\d{1,2})+\.?\s+)?(?:(?:NEW )?ACTION\b.{0,24}\d|Action\s.{0,16}\d{1,3}\s*/\s*.{0,8}\d\s*[:–—-])`)

// raised says whether a leaf raises an action: its id (nil without one) and what is to be done.
func (r *reader) raised(b *Block, text string) (id *actionID, words string, ok bool) {
	number := paragraphNumber.FindString(text)
	lead := number + r.actionWord(text[len(number):])
	if strings.Contains(lead, "[") {
		text = strings.TrimSuffix(strings.TrimRight(text, " "), "]")
	}
	if strings.TrimSpace(lead[len(number):]) == "" {
		if id, words, ok = r.raisedByID(b, text); !ok {
			id, words, ok = r.logged(text)
		}
		return id, words, ok
	}
	loud := strings.Contains(lead, "ACTION") || strongStart(b, len(number), len(strings.TrimRight(lead, " [")))
	rest := text[len(lead):]
	if found := r.findActionID(rest); found != nil && r.beginsID(rest, found) {
		after := afterID.FindString(rest[found.end:])
		marked := strings.ContainsAny(after, ":–—-.") || endsLine(b, text[:len(lead)+found.end])
		if !loud && !marked || len(rest[found.end+len(after):]) == 0 {
			return nil, "", false
		}
		found.start, found.end = found.start+len(lead), found.end+len(lead)
		return found, rest[found.end-len(lead)+len(after):], true
	}
	if m := actionTail.FindStringSubmatchIndex(rest); m != nil && strings.ContainsAny(lead, ":–—-") {
		inner := rest[m[2]:m[3]]
		if found := r.findActionID(inner); found != nil && len(found.written) >= len(inner)-8 && (found.meeting != "" || namesAction(rest[m[0]:])) {
			found.start, found.end = found.start+m[2]+len(lead), found.end+m[2]+len(lead)
			return found, rest[:m[0]], true
		}
	}
	if bareAction.MatchString(text) && (loud || strings.Contains(lead, ":")) && severalWords(rest) {
		return nil, rest, true
	}
	return nil, "", false
}

// beginsID says whether a text begins with an id, and stretches one whose group has two words.
func (r *reader) beginsID(text string, id *actionID) bool {
	before := strings.TrimSpace(text[:id.start])
	if before == "" {
		return true
	}
	if id.group == "" || r.group(before+" "+id.group) == nil {
		return false
	}
	id.start = strings.Index(text, before)
	id.written = text[id.start:id.end]
	return true
}

// raisedByID reads a paragraph that begins, in bold and without the word, with the id of an action of this
// meeting and a colon.
func (r *reader) raisedByID(b *Block, text string) (id *actionID, words string, ok bool) {
	if len(b.Spans) == 0 || !b.Spans[0].Strong {
		return nil, "", false
	}
	found := r.findActionID(text)
	if found == nil || found.meeting == "" || !r.beginsID(text, found) || found.meeting != strings.ToLower(r.m.Meeting.Number) {
		return nil, "", false
	}
	after := afterID.FindString(text[found.end:])
	alone := strings.Trim(b.Spans[0].Text, " :.–—-") == found.written // the bold text is the id
	if !alone && (b.Kind != Paragraph || !strings.ContainsAny(after, ":–—")) || !severalWords(text[found.end+len(after):]) || len(text) == found.end+len(after) {
		return nil, "", false
	}
	return found, text[found.end+len(after):], true
}

// severalWords says whether a text has two words or more.
func severalWords(s string) bool { return strings.ContainsAny(strings.TrimSpace(s), " ") }

// strongStart says whether the bytes of a block from one offset to another are bold.
func strongStart(b *Block, from, to int) bool {
	at := 0
	for _, s := range b.Spans {
		if at >= to {
			return true
		}
		if at += len(s.Text); at > from && !s.Strong && strings.TrimSpace(s.Text) != "" {
			return false
		}
	}
	return true
}

// actionWord is the word that a text begins with before an action's id, "" for none; a # that the archive's ids begin
// with is no part of it.
func (r *reader) actionWord(text string) string {
	lead := actionStart.FindString(text)
	if at := strings.IndexByte(lead, '#'); at > 0 && r.startsID(text[at:]) != nil {
		return lead[:at]
	}
	return lead
}

// leads says whether a line begins with an action's id after the word, as the archive's own shapes have it.
func (r *reader) leads(text string) bool {
	if actionLead.MatchString(text) {
		return true
	}
	rest := text[len(paragraphNumber.FindString(text)):]
	lead := r.actionWord(rest)
	if lead == "" {
		return false
	}
	id := r.startsID(rest[len(lead):])
	if id == nil {
		return false
	}
	after := rest[len(lead)+id.end:]
	return strings.Trim(after, " .)]*") == "" || logColon.MatchString(after)
}

// endsLine says whether the first line of a leaf ends with these words of its text, and a new sentence follows.
func endsLine(b *Block, words string) bool {
	line, rest := firstLine(b)
	first, _ := utf8.DecodeRuneInString(rest)
	return line == strings.TrimSpace(words) && unicode.IsUpper(first)
}

func namesAction(s string) bool { return strings.Contains(strings.ToLower(s), "action") }
