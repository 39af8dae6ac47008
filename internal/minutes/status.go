package minutes

import (
	"regexp"
	"strings"
)

var (
	nextWord   = regexp.MustCompile(`(?i)\bnext\b.*\bmeeting\b`)
	statusWord = regexp.MustCompile(`(?i)\bstatus\W{0,4}\s*((?:not |in |on |re-?|to be )?[\pL-]+(?: progress| hold| started| due| closed| open)?)`)
	openWord   = regexp.MustCompile(`(?i)^(?:(?:to )?(?:remain|stay)(?:s|ed)?\s+)?(?:open|ongoing|on-going|in[ -]progress|on hold|outstanding|pending|not started|not due|not yet due|re-?opened|overdue|carried forward|active|new|to remain open)\b`)
	closedWord = regexp.MustCompile(`(?i)^(?:now\s+)?(?:closed?|completed?|done|discharged|resolved|withdrawn|superseded|cancelled|no longer required|proposed (?:to )?clos)`)
)

// lastWord is a status that ends a report: a word in capitals, or a sentence of its own.
var lastWord = regexp.MustCompile(`\s[(\[]?(CLOSED|COMPLETED?|OPEN|ONGOING)[)\].]*$|[.;]\s+[(\[]?([Cc]losed?|[Cc]ompleted?|[Oo]pen|[Oo]ngoing)[)\].]*$`)

// statusIn reads the last "Status: ..." of a report, or the status that it ends with.
func (r *reader) statusIn(a *Action, text string, at *Block) {
	all := statusWord.FindAllStringSubmatch(text, -1)
	if len(all) == 0 {
		if m := lastWord.FindStringSubmatch(text); m != nil {
			a.Status, _ = readStatus(m[1] + m[2])
		}
		return
	}
	last := all[len(all)-1]
	if !strings.ContainsAny(last[0], ":–—-=") && len(all) > 0 {
		return // the word in a sentence
	}
	status, known := readStatus(last[1])
	a.Status = status
	if !known {
		r.warn("unknown-status", at, "action "+quote(a.ID)+": status "+quote(last[1])+" is not known", "kept as unknown")
	}
}

// readStatus is the status that a word stands for.
func readStatus(word string) (s Status, known bool) {
	word = strings.Trim(word, " .:*")
	switch {
	case closedWord.MatchString(word):
		return Closed, true
	case openWord.MatchString(word):
		return Open, true
	}
	return Unknown, false
}
