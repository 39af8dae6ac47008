package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A log repeats every action at each meeting as one entry: "0606: Mend the gate. Update: Quotes awaited. Carried
// Forward". Its own words stand first, then the report behind one of the rules' words for it, then the status. An
// entry with a report or a status reports on an action, one without raises it; where an id does not name the
// meeting that raised it, the record takes the first of all its entries for that.

var (
	logColon = regexp.MustCompile(`^\s*[)\]]?\s*(?::|[–—]|-\s)\s*`)
	logField = regexp.MustCompile(`(?i)(?:^|[\s;.,|(])((?:action\s+)?owners?|lead|responsible|(?:due|target)(?:\s+(?:date|by))?|deadline|by(?:\s+when)?|status)\s*[:–—]\s*`)
)

// startsID is the id that a text begins with, after blanks and an opening bracket; nil where none does.
func (r *reader) startsID(text string) *actionID {
	head := text[:min(len(text), 80)]
	if !r.mayHoldIDs(head) {
		return nil
	}
	for _, shape := range r.rules.ActionIDs {
		for _, id := range r.idsOf(shape, head, 1) {
			if strings.Trim(text[:id.start], " \t([") == "" {
				return &id
			}
		}
	}
	return nil
}

// logged says whether a leaf is an entry of a log: it begins with an id and a colon or dash. An id that names its
// meeting may begin any sentence, so that there a report must follow.
func (r *reader) logged(text string) (id *actionID, words string, ok bool) {
	number := paragraphNumber.FindString(text)
	found := r.startsID(text[len(number):])
	if found == nil {
		return nil, "", false
	}
	found.start, found.end = found.start+len(number), found.end+len(number)
	colon := logColon.FindString(text[found.end:])
	words = text[found.end+len(colon):]
	if colon == "" || !severalWords(words) || found.meeting != "" && r.updateAt(words, false) == nil {
		return nil, "", false
	}
	return found, words, true
}

// beginsAction says whether a line begins an action, or an entry of a log by an id that names no meeting.
func (r *reader) beginsAction(line string) bool {
	if r.leads(line) {
		return true
	}
	id := r.startsID(line)
	return id != nil && id.meeting == "" && logColon.MatchString(line[id.end:])
}

// updateAt is where the word stands in a text behind which its report begins, with the report's beginning. It begins
// the text, or follows a sign that ends what stands before; if loose, it may follow anything.
func (r *reader) updateAt(text string, loose bool) []int {
	if !strings.ContainsAny(text, ":–—") {
		return nil
	}
	if r.updateLead == nil {
		r.updateLead = updateLead(r.rules.Updates)
	}
	all := r.updateLead.FindAllStringIndex(text, 20)
	for _, m := range all {
		before := strings.TrimRight(text[:m[0]], " \n")
		if last, _ := utf8.DecodeLastRuneInString(before); before == "" || unicode.IsPunct(last) && last != ',' {
			return m
		}
	}
	if loose && len(all) > 0 {
		return all[0]
	}
	return nil
}

func updateLead(words []string) *regexp.Regexp {
	if len(words) == 0 {
		return regexp.MustCompile(`[^\s\S]`)
	}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strings.Join(strings.Fields(regexp.QuoteMeta(w)), `\s+`)
	}
	return regexp.MustCompile(`(?i)(?:^|[\s(])(?:` + strings.Join(quoted, "|") + `)s?\s*(?:\([^()\n]{1,40}\)\s*)?[:–—]\s*`)
}

// tell parts the words of an entry into what is to be done and what is reported with its status.
func (r *reader) tell(a *Action, id *actionID, words string, at *Block) {
	a.Text = words
	if m := r.updateAt(words, id.meeting == ""); m != nil {
		a.Text, a.Update = words[:m[0]], words[m[1]:]
	}
	rest := a.Update
	if rest == "" {
		rest = a.Text
	}
	if start := r.closing(a, rest, at); a.Update == "" {
		a.Text, a.Update = rest[:start], rest[start:]
	}
	a.Text = strings.TrimRight(strings.Join(strings.Fields(a.Text), " "), " -–—([*")
	a.Update = strings.Join(strings.Fields(a.Update), " ")
}

// closing reads the status that the text of a log ends with, and is where its words begin: the text's end where they
// are not apart.
func (r *reader) closing(a *Action, text string, at *Block) int {
	if status, start, known := r.rules.Statuses.atEnd(text, true); known {
		a.Status = status
		return start
	}
	bold := strongEnd(at)
	if status, known := r.rules.Statuses.at(bold); known && words(bold) < 5 && strings.HasSuffix(strings.TrimSpace(text), bold) {
		a.Status = status
		return strings.LastIndex(text, bold)
	}
	r.statusIn(a, text, at)
	return len(text)
}

// strongEnd is the bold text that a leaf ends with, "" where it ends with other.
func strongEnd(b *Block) string {
	end := ""
	for i := len(b.Spans) - 1; i >= 0 && (b.Spans[i].Strong || strings.TrimSpace(b.Spans[i].Text) == ""); i-- {
		end = b.Spans[i].Text + end
	}
	return strings.TrimSpace(end)
}

// details reads what the paragraphs after an action say of it: "Owner: the Clerk", "Due: 3 May", "Update: ...", or a
// status alone.
func (r *reader) details(a *Action, after []passage) {
	for _, p := range after[:min(len(after), 5)] {
		b := p.block
		text := b.Text()
		if b.Kind != Paragraph || b.Role != RoleNone || len(text) > 2000 || !r.detail(a, text, b) {
			return
		}
	}
}

func (r *reader) detail(a *Action, text string, b *Block) bool {
	if m := r.updateAt(text, false); m != nil && strings.TrimSpace(text[:m[0]]) == "" {
		r.addReport(a, text[m[1]:], b)
		return true
	}
	if _, start, known := r.rules.Statuses.atEnd(text, true); known && strings.Trim(text[:start], " [(*") == "" {
		r.addReport(a, text, b)
		return true
	}
	fields := logField.FindAllStringSubmatchIndex(text, -1)
	if len(fields) == 0 || fields[0][2] > 0 || len(text) > 300 {
		return false
	}
	for i, m := range fields {
		end := len(text)
		if i+1 < len(fields) {
			end = fields[i+1][0]
		}
		r.field(a, strings.ToLower(text[m[2]:m[3]]), strings.Trim(text[m[1]:end], " \n.;,|()"), b)
	}
	return true
}

// addReport adds a paragraph of its own to what is reported of an action.
func (r *reader) addReport(a *Action, text string, b *Block) {
	b.Role = RoleUpdate
	if a.Update != "" {
		a.Update += "\n"
	} else {
		a.UpdateRow = b
	}
	a.Update += strings.Join(strings.Fields(text), " ")
	r.closing(a, text, b)
}

func (r *reader) field(a *Action, label, value string, b *Block) {
	switch found := days(value); {
	case label == "status":
		r.statusIn(a, "Status: "+value, b)
	case strings.Contains(label, "owner"), label == "lead", label == "responsible":
		a.Owners = r.cellOwners(value)
	case len(found) > 0:
		a.Due = found[0].after(r.m.Meeting.Date)
	}
}
