package minutes

import "regexp"

// A sentence that is not in a review of actions, and does not begin with one, reports on an action if it names it as
// an action and says as a fact, or as agreed, what its status is: "Members noted that action 49/07 was closed",
// "The SSC AGREED to close action 49/07".

var (
	inPassing = regexp.MustCompile(`(?i)\bactions?\b`)
	calledSo  = regexp.MustCompile(`(?i)\bactions?\b[\s:#]*(?:(?:no\.?s?|ids?|numbers?|items?)\s*)?$`)
	// asFact is what stands between an id and the status that it has.
	asFact = regexp.MustCompile(`(?i)^[\s,)]*(?:(?:was|were|is|are|has been|have been|had been|remains?|remained)(?:\s+(?:now|therefore|thus|also|both|all|noted as|agreed as|marked as))*)\s+`)
	// asAgreed is the same where somebody agreed that it should be so.
	asAgreed = regexp.MustCompile(`(?i)^[\s,)]*(?:can|could|may|might|should|shall|would|to)\s+(?:now\s+)?(?:be\s+)?(?:marked as\s+)?`)
	doubt    = regexp.MustCompile(`(?i)\b(?:whether|if|when|once|until|unless|before|after|not)\b`)
	agreed   = regexp.MustCompile(`(?i)\b(?:agreed|approved|resolved|decided|confirmed)\b`)
	// closes is what stands before the action that somebody closed.
	closes = regexp.MustCompile(`(?i)\b(?:closed|(?:agreed|resolved|decided)\s+(?:to\s+close|the\s+closure\s+of)|approved\s+the\s+closure\s+of)\s+(?:the\s+)?actions?\b[\s:#]*$`)
)

// saidInPassing is the status that a sentence gives an action, by what stands before and after its id.
func (r *reader) saidInPassing(before, after string) (Status, bool) {
	if doubt.MatchString(before) {
		return Unknown, false
	}
	if closes.MatchString(before) {
		return Closed, true
	}
	if !calledSo.MatchString(before) {
		return Unknown, false
	}
	lead := asFact.FindString(after)
	if lead == "" && agreed.MatchString(before) {
		lead = asAgreed.FindString(after)
	}
	if lead == "" {
		return Unknown, false
	}
	status, ok := r.rules.Statuses.at(after[len(lead):])
	return status, ok
}
