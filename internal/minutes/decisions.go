package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// verbMark is a bold capital verb in a leaf.
type verbMark struct {
	verb  string
	start int // in the leaf's text
	known bool
}

var capitalWords = regexp.MustCompile(`[A-Z][A-Z'’-]*[A-Z](?:\s+[A-Z]{2,})*`)

// verbsOf are the decision verbs of a leaf: words in capitals and bold that are a verb of the rules, or a
// past tense of which the bold text is nothing else. A verb that is denied keeps its NOT.
func (r *reader) verbsOf(b *Block) []verbMark {
	if b.Kind != Paragraph && b.Kind != Cell || len(b.Spans) == 0 || b.Role == RoleBanner || b.Role == RoleHead {
		return nil
	}
	var all []verbMark
	off := 0
	for i := 0; i < len(b.Spans); {
		if !b.Spans[i].Strong {
			off += len(b.Spans[i].Text)
			i++
			continue
		}
		start := off
		var bold strings.Builder
		for ; i < len(b.Spans) && b.Spans[i].Strong; i++ {
			bold.WriteString(b.Spans[i].Text)
			off += len(b.Spans[i].Text)
		}
		all = append(all, r.boldVerbs(bold.String(), start)...)
	}
	return all
}

func (r *reader) boldVerbs(bold string, start int) []verbMark {
	var all []verbMark
	for _, m := range capitalWords.FindAllStringIndex(bold, -1) {
		list := strings.Fields(bold[m[0]:m[1]])
		at := m[0]
		denied := false
		for _, w := range list {
			at += strings.Index(bold[at:], w)
			switch {
			case w == "NOT":
				denied = true
			case r.isVerb(w):
				all = append(all, verbMark{verb: negate(w, denied), start: start + at, known: true})
				denied = false
			case len(list) == 1 && pastTense(w) && strings.Trim(bold, " .,;:*") == w:
				all = append(all, verbMark{verb: w, start: start + at})
			}
			at += len(w)
		}
	}
	return all
}

func negate(verb string, denied bool) string {
	if denied {
		return "NOT " + verb
	}
	return verb
}

func (r *reader) isVerb(w string) bool {
	for _, v := range r.rules.Verbs {
		if v == w || v+"S" == w {
			return true
		}
	}
	return false
}

// pastTense says whether a word in capitals looks like a verb: APPROVED, but not RED or CLOSED-like labels
// of a status.
func pastTense(w string) bool {
	if len(w) < 5 || !strings.HasSuffix(w, "ED") || strings.ContainsAny(w, "'’-") {
		return false
	}
	switch w {
	case "CLOSED", "RESTRICTED", "CLASSIFIED", "LIMITED", "UNCLASSIFIED", "REDACTED", "UPDATED", "COMPLETED", "NEED", "SPEED", "EXCEED", "INDEED", "PROCEED", "ATTENDED", "ATTACHED", "UNITED", "SHARED", "OUTSTANDED":
		return false
	}
	return strings.IndexFunc(w, func(c rune) bool { return !unicode.IsUpper(c) }) < 0
}

// readDecisions finds the decisions: each bold capital verb with its sentence, joined with the lead of its
// list ("The OPSG:").
func (r *reader) readDecisions() {
	lead := ""
	passages := r.everyPassage()
	for i, p := range passages {
		b := p.block
		if b.Role == RoleItem {
			lead = ""
			continue
		}
		if isFurniture(b) {
			continue
		}
		if b.Kind == Paragraph && len(r.verbsOf(b)) == 0 {
			if lead = leadOf(b, lead); !goesOnBefore(b) {
				lead = leadOf(b, "")
			}
			continue
		}
		inner := lead
		b.Walk(func(in *Block) {
			if in.Kind == Paragraph && len(r.verbsOf(in)) == 0 && in != b {
				inner = leadOf(in, inner)
			}
			r.decide(in, p.number(), inner)
		})
		if b.Kind == Paragraph && !startsWithVerb(b.Text(), r.verbsOf(b)) {
			lead = ""
		}
		if b.Kind == Paragraph && i+1 < len(passages) && passages[i+1].block.Kind == List {
			r.addList(b, passages[i+1].block)
		}
	}
}

// goesOnBefore says whether a paragraph begins in the middle of a sentence, which a page break cut.
func goesOnBefore(b *Block) bool {
	first, _ := utf8.DecodeRuneInString(b.Text())
	return unicode.IsLower(first)
}

// addList adds the list after a colon to the decision that ends with it: "AGREED: 1. that ...".
func (r *reader) addList(b, list *Block) {
	n := len(r.m.Decisions)
	if n == 0 || r.m.Decisions[n-1].Block != b || !strings.HasSuffix(r.m.Decisions[n-1].Text, ":") {
		return
	}
	words := list.AllText()
	if len(words) < 4000 && !r.raisesOrDecides(list) {
		r.m.Decisions[n-1].Text += " " + strings.Join(strings.Fields(words), " ")
	}
}

// leadOf is the last sentence of a paragraph that ends with a colon, without it; otherwise the given lead.
func leadOf(b *Block, otherwise string) string {
	text := strings.TrimSpace(b.Text())
	if strings.HasSuffix(text, ":") && len(text) < 2000 {
		last := sentenceAt(sentenceEnds(text), len(text)-1)
		return unnumberedText(strings.TrimSuffix(text[last.Start:], ":"))
	}
	return otherwise
}

var paragraphNumber = regexp.MustCompile(`^\s*(?:\d{1,2}(?:\.\d{1,2})+\.?|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+`)

// unnumberedText is a text without the number or letter of its paragraph.
func unnumberedText(s string) string {
	return strings.TrimSpace(paragraphNumber.ReplaceAllString(s, ""))
}

func startsWithVerb(text string, verbs []verbMark) bool {
	return len(verbs) > 0 && unnumberedText(text[:verbs[0].start]+" ") == ""
}

func (r *reader) decide(b *Block, item, lead string) {
	verbs := r.verbsOf(b)
	if len(verbs) == 0 {
		return
	}
	if b.Role == RoleNone {
		b.Role = RoleDecision
	}
	text := b.Text()
	l := locate(b)
	sentences := sentenceEnds(text)
	for _, v := range verbs {
		d := Decision{Verb: v.verb, Item: item, Block: b}
		d.Line, d.Column = l.at(v.start)
		s := sentenceAt(sentences, v.start)
		words := unnumberedText(text[s.Start:s.End])
		if lead != "" && startsWithVerb(text, verbs) {
			words = lead + " " + joint.ReplaceAllString(words, "")
		}
		d.Text = strings.Join(strings.Fields(words), " ")
		if !v.known {
			r.say("advice", "unknown-verb", d.Line, d.Column, "the verb "+quote(v.verb)+" is not a listed one", "read as a decision; add it to the archive's verbs")
		}
		r.m.Decisions = append(r.m.Decisions, d)
	}
}

// joint is what ties an entry of a list to the next.
var joint = regexp.MustCompile(`[;,]?\s*(?:\band\b|\bor\b)?\s*$|[;,]\s*$`)
