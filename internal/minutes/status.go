package minutes

import "regexp"

var (
	nextWord   = regexp.MustCompile(`(?i)\bnext\b.*\bmeeting\b`)
	statusWord = regexp.MustCompile(`(?i)\bstatus\W{0,4}\s*((?:not |in |on |re-?|to be )?[\pL-]+(?: progress| hold| started| due| closed| open)?)`)
	statusSaid = regexp.MustCompile(`[:–—=-]`)
)

var statusHints = newHints("status")

// statusIn reads the last "Status: ..." of a report, or the status that it ends with.
func (r *reader) statusIn(a *Action, text string, at *Block) {
	var all [][]int
	if statusHints.in(text) {
		all = statusWord.FindAllStringSubmatchIndex(text, -1)
	}
	if len(all) == 0 {
		if status, _, known := r.rules.Statuses.atEnd(text, false); known {
			a.Status = status
		}
		return
	}
	last := all[len(all)-1]
	if !statusSaid.MatchString(text[last[0]:last[1]]) {
		return // the word in a sentence
	}
	status, known := r.rules.Statuses.at(text[last[2]:])
	a.Status = status
	if !known {
		r.warn("unknown-status", at, "action "+quote(a.ID)+": status "+quote(text[last[2]:last[3]])+" is not known", "kept as unknown")
	}
}
