package markup

import (
	"cmp"
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

// explained marks the abbreviations in a block's own words: each once, where it is used first outside of links,
// code and ids, unless the words have spelt it out by then. It takes one pass.
func (p *page) explained(b *minutes.Block, pieces []piece) []piece {
	if p.Meaning == nil || b.Kind == minutes.Heading || b.Kind == minutes.Code || unexplainedRole(b.Role) {
		return pieces
	}
	text := b.Text()
	e := explainer{meanings: map[string]string{}, done: map[string]bool{}, spelt: minutes.Spellings(text), refs: p.rangesOf(b)}
	e.uses = minutes.Uses(text, func(term string) bool {
		meaning, ok := p.Meaning(term)
		if ok = ok && strings.TrimSpace(meaning) != ""; ok {
			e.meanings[term] = meaning
		}
		return ok
	})
	if len(e.uses) == 0 {
		return pieces
	}
	return e.mark(pieces)
}

// unexplainedRole says whether a block says who met when, or what it may be used for, rather than what was said.
func unexplainedRole(r minutes.Role) bool {
	switch r {
	case minutes.RoleBanner, minutes.RoleTitle, minutes.RolePeople, minutes.RoleItem, minutes.RoleFurniture:
		return true
	}
	return false
}

// unexplained writes what follows without explanations, until the function that it returns is called.
func (p *page) unexplained() (end func()) {
	before := p.Meaning
	p.Meaning = nil
	return func() { p.Meaning = before }
}

// rangesOf are the references of a block, in order, whether or not they resolve.
func (w Writer) rangesOf(b *minutes.Block) []minutes.Range {
	var all []minutes.Range
	for _, r := range w.Refs[b] {
		all = append(all, minutes.Range{Start: r.Start, End: r.End})
	}
	slices.SortFunc(all, func(a, b minutes.Range) int { return cmp.Compare(a.Start, b.Start) })
	return all
}

// explainer goes through the words of one block.
type explainer struct {
	meanings map[string]string
	uses     []minutes.Use
	spelt    []minutes.Spelling
	refs     []minutes.Range
	done     map[string]bool // terms that are explained or spelt out
	reached  int             // the furthest end of the references that are behind
}

func (e *explainer) mark(pieces []piece) []piece {
	var all []piece
	at := 0
	for _, p := range pieces {
		end := at + len(p.Text)
		for len(e.uses) > 0 && e.uses[0].Start < end {
			u := e.uses[0]
			e.uses = e.uses[1:]
			if e.wants(u) && u.Start >= at && u.End <= end && p.link == nil && !p.Code && p.Image == "" {
				e.done[u.Term] = true
				term := p.part(p.Text[len(p.Text)-(end-u.Start):len(p.Text)-(end-u.End)], nil)
				term.meaning = e.meanings[u.Term]
				all = append(all, p.part(p.Text[len(p.Text)-(end-at):len(p.Text)-(end-u.Start)], nil), term)
				at = u.End
			}
		}
		if rest := p.Text[len(p.Text)-(end-at):]; rest != "" || p.Image != "" {
			all = append(all, p.part(rest, p.link))
		}
		at = end
	}
	return all
}

// wants says whether a use is the first that needs an explanation, as far as the words go.
func (e *explainer) wants(u minutes.Use) bool {
	for len(e.spelt) > 0 && e.spelt[0].Start <= u.Start {
		e.done[e.spelt[0].Term] = true
		e.spelt = e.spelt[1:]
	}
	for len(e.refs) > 0 && e.refs[0].Start < u.End {
		e.reached = max(e.reached, e.refs[0].End)
		e.refs = e.refs[1:]
	}
	return !e.done[u.Term] && e.reached <= u.Start
}
