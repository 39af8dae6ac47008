package minutes

import (
	"regexp"
	"strings"
)

var (
	actionsLead = regexp.MustCompile(`(?i)^\W*(?:the\s+)?(?:following\s+)?actions?\b`)
	statusAfter = regexp.MustCompile(`(?i)^[\s,:–—(-]*(?:(?:was|were|is|are|be|has|have|had|been|now|both|all|can|to|will|should|shall|noted|agreed|as|marked)\s+)*((?:(?:remain|stay)(?:s|ed)?\s+)?[\pL-]+(?:\s+progress)?)`)
)

// readReports finds what sentences report of earlier actions: "Actions SSC 99/03, 99/04 and SSC 100/01 closed".
// An action that a table or a paragraph of its own reports on is told there.
func (r *reader) readReports() {
	known := map[string]bool{}
	for _, a := range r.m.Updated {
		known[a.ID] = true
	}
	f := r.newFinder()
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			text := b.Text()
			if b.Kind != Paragraph || len(text) > 2000 || !strings.Contains(text, "/") {
				return
			}
			start, l := 0, locate(b)
			for _, end := range sentenceEnds(text) {
				for _, a := range r.reported(f, text[start:end], p) {
					a.Line, a.Column = l.at(start + a.Column)
					a.Block = b
					if !known[a.ID] {
						known[a.ID] = true
						r.m.Updated = append(r.m.Updated, a)
					}
				}
				start = end
			}
		})
	}
}

// reported are the earlier actions that one sentence gives a status; their Column is the offset in it.
func (r *reader) reported(f *finder, sentence string, p passage) []Action {
	under := p.item != nil && oldActions.MatchString(p.item.Title)
	if !under && !actionsLead.MatchString(sentence) {
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
		if m := statusAfter.FindStringSubmatch(after); m != nil {
			if status, ok := readStatus(m[1]); ok {
				for _, one := range refs[run : i+1] {
					all = append(all, r.report(one, sentence, p, status))
				}
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
