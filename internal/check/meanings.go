package check

import (
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// mostMeanings bounds how many meanings of one abbreviation are told apart.
const mostMeanings = 20

// meanings finds the abbreviations that documents spell out in different words. Each other meaning is told once,
// where it first stands; two in one document its reader has told.
func (c *checker) meanings() {
	type meaning struct {
		minutes.Term
		meeting *record.Meeting
	}
	known := map[string][]meaning{}
	for _, m := range c.record.Meetings {
		here := map[string]bool{}
		for _, t := range m.Minutes.Glossary {
			all, told := known[t.Term], here[t.Term]
			here[t.Term] = true
			new := len(all) < mostMeanings
			for _, k := range all {
				new = new && !k.Agrees(t)
			}
			if !new {
				continue
			}
			known[t.Term] = append(all, meaning{t, m})
			if len(all) > 0 && !told {
				first := all[0]
				c.warn("term-two-meanings", c.find(m.Minutes.File, t.Line, "("+t.Term), quote(t.Term)+" stands for "+quote(t.Expansion)+" here and for "+quote(first.Expansion)+" in "+line(first.meeting, first.Line),
					"the glossary shows both; use another abbreviation for one of them")
			}
		}
	}
}
