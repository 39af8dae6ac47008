package minutes

import (
	"regexp"
	"strings"
)

var (
	actionsLead  = regexp.MustCompile(`(?i)^\W*(?:the\s+)?(?:following\s+)?actions?\b`)
	moreIDs      = regexp.MustCompile(`^\s*(?:,\s*and\b|,|&|\band\b|\bor\b|\bto\b)\s*`)
	beforeStatus = regexp.MustCompile(`(?i)^[\s,:–—(-]*(?:(?:was|were|is|are|be|has|have|had|been|now|both|all|can|to|will|should|shall|noted|agreed|as|marked)\s+)*`)
)

// readReports finds what sentences report of earlier actions: "Actions SSC 99/03, 99/04 and SSC 100/01 closed".
// An action that a table or a paragraph of its own reports on is told there. Where a review of actions has a
// paragraph that begins with an id and gives no status right after it, the whole paragraph is the report.
func (r *reader) readReports() {
	known := map[string]bool{}
	for _, a := range r.m.Raised {
		if !strings.Contains(a.ID, "/") {
			known[a.ID] = true // an id that does not tell whose meeting's it is
		}
	}
	for _, a := range r.m.Updated {
		known[a.ID] = true
	}
	f := r.finder()
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			text := b.Text()
			if b.Kind != Paragraph || len(text) > 2000 || !r.mayHoldIDs(text) {
				return
			}
			found := r.reportedIn(f, b, text, p)
			for _, a := range append(found, r.review(b, text, p)...) {
				a.Block = b
				if a.Revised == "" {
					a.Revised = r.movedTo(a.Update)
				}
				if !known[a.ID] {
					known[a.ID] = true
					r.m.Updated = append(r.m.Updated, a)
				}
			}
		})
	}
}

// reportedIn are the earlier actions that the sentences of a paragraph report on. In a review of actions what follows
// belongs to the report, up to the next sentence that names an action.
func (r *reader) reportedIn(f *finder, b *Block, text string, p passage) []Action {
	var found []Action
	start, last, l := 0, 0, locate(b)
	for _, end := range sentenceEnds(text) {
		sentence := text[start:end]
		reported := r.reported(f, sentence, p)
		switch {
		case len(reported) > 0:
			last = len(found)
			for _, a := range reported {
				a.Line, a.Column = l.at(start + a.Column)
				found = append(found, a)
			}
		case f.bareRefs(sentence) != nil:
			last = len(found)
		case isReview(p):
			for i := last; i < len(found); i++ {
				found[i].Update += " " + strings.Join(strings.Fields(sentence), " ")
			}
		}
		start = end
	}
	return found
}

// isReview says whether a passage is of an item that goes through the actions of earlier meetings.
func isReview(p passage) bool { return p.item != nil && goesThroughOld(p.item.Title) }

// reported are the earlier actions that one sentence gives a status; their Column is the offset in it.
func (r *reader) reported(f *finder, sentence string, p passage) []Action {
	under := isReview(p) || actionsLead.MatchString(sentence)
	if !under && !inPassing.MatchString(sentence) {
		return nil
	}
	refs := f.bareRefs(sentence)
	var all []Action
	run := 0 // where the ids that share a status begin
	for i, ref := range refs {
		until := len(sentence)
		if i+1 < len(refs) {
			until = refs[i+1].Start
		}
		after := sentence[ref.End:until]
		if i+1 < len(refs) && andMore.MatchString(after) {
			continue
		}
		status, ok := r.rules.Statuses.at(after[len(beforeStatus.FindString(after)):])
		if !under {
			status, ok = r.saidInPassing(sentence[:refs[run].Start], after)
		}
		if ok {
			for _, one := range refs[run : i+1] {
				all = append(all, r.report(one, sentence, p, status))
			}
		}
		run = i + 1
	}
	return r.earlier(all)
}

// bareRefs are the ids of a sentence that is about actions; one without a group is the group's before it.
func (f *finder) bareRefs(sentence string) []Reference {
	for _, shape := range f.r.rules.ActionIDs {
		var all []Reference
		owner := f.r.m.Meeting.Group
		for _, id := range f.r.idsOf(shape, sentence, -1) {
			if id.group == "" && id.meeting == "" && !isCalledAction(sentence, id, all) {
				continue
			}
			if id.group != "" {
				owner, _ = f.r.idGroup(id)
			}
			all = append(all, Reference{Kind: KindAction, ID: id.canonical(owner), Start: id.start, End: id.end})
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// isCalledAction says whether a bare number is an action's: after the word, after another id, or first of all.
func isCalledAction(text string, id actionID, before []Reference) bool {
	lead := text[:id.start]
	if n := len(before); n > 0 && andMore.MatchString(text[before[n-1].End:id.start]) {
		return true
	}
	return strings.TrimSpace(lead) == "" || actionWord.MatchString(lead[max(0, len(lead)-40):])
}

// mayHoldIDs is false of most texts that hold no action's id.
func (r *reader) mayHoldIDs(text string) bool {
	slash := strings.Contains(text, "/")
	for _, shape := range r.rules.ActionIDs {
		if slash || !shape.slash {
			return true
		}
	}
	return false
}

// review is the report of a paragraph that begins with the id of an earlier action, in an item that goes through
// those.
func (r *reader) review(b *Block, text string, p passage) []Action {
	if b.Role != RoleNone || !isReview(p) {
		return nil
	}
	number := paragraphNumber.FindString(text)
	id := r.startsID(text[len(number):])
	if id == nil || id.meeting == "" && len(logColon.FindString(text[len(number)+id.end:])) == 0 {
		return nil
	}
	words := text[len(number)+id.end:]
	if and := moreIDs.FindString(words); and != "" && r.startsID(words[len(and):]) != nil {
		return nil // of several actions
	}
	words = strings.TrimSpace(words[len(afterID.FindString(words)):])
	if !severalWords(words) {
		return nil
	}
	name, _ := r.idGroup(*id)
	a := Action{ID: id.canonical(name), Written: id.written, Item: p.number(), Status: Unknown}
	a.Line, a.Column = locate(b).at(len(number) + id.start)
	if r.updateAt(words, false) != nil {
		r.tell(&a, id, words, b)
	} else {
		a.Update = strings.Join(strings.Fields(words), " ")
		r.closing(&a, words, b)
	}
	return r.earlier([]Action{a})
}

func (r *reader) report(ref Reference, sentence string, p passage, status Status) Action {
	return Action{ID: ref.ID, Written: sentence[ref.Start:ref.End], Item: p.number(), Column: ref.Start,
		Status: status, Update: strings.Join(strings.Fields(sentence), " ")}
}

// earlier are the actions that are not this meeting's own.
func (r *reader) earlier(all []Action) []Action {
	var kept []Action
	for _, a := range all {
		if own := r.m.Meeting.Group + " " + r.m.Meeting.Number + "/"; !strings.HasPrefix(a.ID, own) {
			kept = append(kept, a)
		}
	}
	return kept
}
