package minutes

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	// wasAsked finds "The DCC was asked to provide" and "SECAS agreed to provide".
	askedTo   = regexp.MustCompile(`^((?:the\s+)?[\pL][\pL&’' -]{1,58}?)\s+to\s+(?:also\s+)?([a-z]+)`)
	askedThat = regexp.MustCompile(`^that\s+(?:the\s+)?([\pL&’' -]{2,60})`)
	wasAsked  = regexp.MustCompile(`\b(?:(?:was|were)\s+(?:also\s+)?(?:asked|requested)|agreed|undertook)\s+to\s+([a-z]+)`)
	longAgo   = regexp.MustCompile(`(?i)\b(?:had|has|have|having|been|was|were|is|are|be|not|never)\s+(?:also\s+|already\s+|previously\s+)?$`)
	// answered are requests that a meeting answers by talking.
	answered = []string{"explain", "clarify", "comment", "elaborate", "expand", "describe", "introduce", "say", "speak", "note", "summarise", "leave", "consent", "agree", "wait", "be", "differ", "disagree"}
	// vague are promises that nobody follows up.
	vague    = []string{"look", "think", "bear", "keep", "continue", "do", "accept", "see", "try", "hold"}
	notAVerb = []string{"be", "is", "was", "are", "were", "has", "had", "have", "can", "could", "will", "would", "may", "might", "must", "not", "and", "or", "in", "of", "on", "for", "to", "with", "at", "that", "which", "who", "from", "by", "as", "meeting", "member", "members"}
)

// requestsWithoutAction advises where a sentence asks a known body or person to do something and no action
// of the item falls on them or names them. Minutes that raise no action at all are kept in another way.
func (r *reader) requestsWithoutAction() {
	if len(r.m.Raised) == 0 {
		return
	}
	ask := &asking{r: r, tops: r.tops(), told: map[[2]string]bool{}, actions: map[string][]Action{}}
	for _, a := range r.m.Raised {
		top := ask.tops[a.Item]
		ask.actions[top] = append(ask.actions[top], a)
	}
	for _, list := range [][]Attendee{r.m.Attendance, r.m.Apologies} {
		for _, a := range list {
			if len(ask.people) < maxBodies {
				ask.people = append(ask.people, a.Name)
			}
		}
	}
	for _, p := range r.everyPassage() {
		if p.item == nil || goesThroughOld(p.item.Title) || p.block.Kind == Table {
			continue
		}
		p.block.Walk(func(b *Block) {
			if b.Kind == Paragraph && b.Role != RoleAction && b.Role != RoleUpdate && b.Role != RoleNext {
				ask.read(b, p.item.Number)
			}
		})
	}
}

// asking gathers who was asked, item by item.
type asking struct {
	r       *reader
	tops    map[string]string
	actions map[string][]Action // by top item
	people  []string
	told    map[[2]string]bool // top item and owner: told, or an action falls on it
}

func (k *asking) read(b *Block, item string) {
	text := b.Text()
	if !holdsAny(text, "asked", "requested", "invited", "urged", "agreed", "undertook") {
		return
	}
	for _, m := range askVerbs(text, 20) {
		if longAgo.MatchString(text[max(0, m[0]-30):m[0]]) {
			continue
		}
		rest := text[m[1]:min(len(text), m[1]+120)]
		if that := askedThat.FindStringSubmatch(rest); that != nil {
			if owner, doing := k.begins(that[1]); owner != "" && startsWithDoing(doing) {
				k.tell([]string{owner}, b, item, m[0])
			}
		} else if to := askedTo.FindStringSubmatch(rest); to != nil && !slices.Contains(answered, to[2]) {
			k.tell(k.known(to[1]), b, item, m[0])
		}
	}
	if !strings.Contains(text, " to ") && isASCII(text) && !strings.ContainsAny(text, "\t\n\f\r") {
		return
	}
	if !mayPromise(text) {
		return
	}
	for _, m := range wasAsked.FindAllStringSubmatchIndex(text, 20) {
		owner := k.ends(text[:m[0]])
		promise := !strings.Contains(text[m[0]:m[1]], "asked") && !strings.Contains(text[m[0]:m[1]], "requested")
		if owner == "" || promise && (owner == k.r.m.Meeting.Group || slices.Contains(vague, group(text, m, 1))) || slices.Contains(answered, group(text, m, 1)) {
			continue
		}
		k.tell([]string{owner}, b, item, m[0])
	}
}

// mayPromise says whether one of the words that wasAsked ends with stands before "to".
func mayPromise(text string) bool {
	for _, verb := range []string{"asked", "requested", "agreed", "undertook"} {
		for rest := text; ; {
			_, after, ok := strings.Cut(rest, verb)
			if !ok {
				break
			}
			if to := strings.TrimLeft(after, " \t\n\f\r"); len(to) < len(after) && strings.HasPrefix(to, "to") {
				return true
			}
			rest = after
		}
	}
	return false
}

// askVerbs are the places of the first words that begin "asked SECAS to provide" and "requested that the DCC provide", with the
// blanks after them.
func askVerbs(text string, most int) [][2]int {
	var all [][2]int
	for from := 0; len(all) < most; {
		start, end := len(text), 0
		for _, verb := range []string{"asked", "requested", "invited", "urged"} {
			if i := strings.Index(text[from:], verb); i >= 0 && from+i < start {
				start, end = from+i, from+i+len(verb)
			}
		}
		if end == 0 {
			break
		}
		from = end + len(text[end:]) - len(strings.TrimLeft(text[end:], " \t\n\f\r"))
		if from > end && (start == 0 || !isPlainWordByte(text[start-1])) {
			all = append(all, [2]int{start, from})
		}
	}
	return all
}

// isPlainWordByte is \w of a pattern.
func isPlainWordByte(c byte) bool { return c == '_' || c < 0x80 && isWordByte(c) }

// tell advises of one request, once for each item and owner.
func (k *asking) tell(owners []string, b *Block, item string, start int) {
	top := k.tops[item]
	for _, owner := range owners {
		if at := [2]string{top, owner}; k.told[at] || k.acted(top, owner) {
			k.told[at] = true
			return
		}
	}
	if len(owners) == 0 {
		return
	}
	for _, owner := range owners {
		k.told[[2]string{top, owner}] = true
	}
	line, column := locate(b).at(start)
	k.r.say("advice", "request-without-action", line, column,
		quote(firstWords(b.Text()[start:]))+" became no action: none of item "+top+" falls on "+strings.Join(owners, " or "),
		"raise an action if the request is to be followed up")
}

// acted says whether an action of an item falls on an owner or names it. Minutes that raise all actions in one
// item raise them there for every item.
func (k *asking) acted(top, owner string) bool {
	actions := k.actions[top]
	if len(k.actions) == 1 {
		actions = k.r.m.Raised
	}
	return slices.ContainsFunc(actions, func(a Action) bool {
		return slices.Contains(a.Owners, owner) || containsWord(strings.ToLower(a.Text), strings.ToLower(owner))
	})
}

// known are the owners of a phrase if all of them are known: bodies of the rules or the attendance, groups
// and people who are there.
func (k *asking) known(phrase string) []string {
	found := k.r.ownerList(phrase)
	for _, owner := range found {
		if !k.r.isKnownOwner(owner) && !slices.Contains(k.people, owner) {
			return nil
		}
	}
	return found
}

// begins is the known body that a text begins with, and what follows it.
func (k *asking) begins(text string) (owner, rest string) {
	for _, body := range k.r.bodies() {
		if after, ok := strings.CutPrefix(text, body+" "); ok && len(body) > len(owner) {
			owner, rest = body, after
		}
	}
	return owner, rest
}

// ends is the known body or person that a text ends with.
func (k *asking) ends(text string) string {
	text = strings.TrimRight(text, " ")
	for _, list := range [][]string{k.r.bodies(), k.people} {
		for _, name := range list {
			if before, ok := strings.CutSuffix(text, name); ok && name != "" && (before == "" || strings.HasSuffix(before, " ")) {
				return name
			}
		}
	}
	return ""
}

// startsWithDoing says whether the words after a body go on with what it is to do: "that SECAS outline".
func startsWithDoing(rest string) bool {
	words := strings.Fields(rest)
	if len(words) > 1 && words[0] == "should" {
		words = words[1:]
	}
	if len(words) == 0 {
		return false
	}
	verb := words[0]
	lower := strings.IndexFunc(verb, func(c rune) bool { return !unicode.IsLower(c) }) < 0
	return lower && !slices.Contains(notAVerb, verb) && !slices.Contains(answered, verb) && !strings.HasSuffix(verb, "s") && !strings.HasSuffix(verb, "ed")
}
