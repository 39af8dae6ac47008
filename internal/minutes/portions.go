package minutes

import (
	"regexp"
	"strings"

	"minutebook/internal/policy"
)

var (
	mark        = regexp.MustCompile(`^[\s*_#\d.)>|:-]*\[\s*(?:TLP\s*:\s*)?([\pL][\pL+-]*)\s*\]`)
	partIsLevel = regexp.MustCompile(`(?i)^\W*(?:this|the following)\s+(?:agenda\s+)?(?:section|item|part|paragraph|annex|appendix|discussion|page|table)\s+(?:is|are|was|has been)\s+(?:classified|marked|designated|graded)(?:\s+as)?[\s:]*["“'‘*]*([\pL][\pL+-]*)`)
)

// portions is the level of a document whose parts carry levels of their own: that of its strictest part,
// for nothing is cut out of it here.
func (r *reader) portions(level policy.Level) policy.Level {
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			if len(b.Spans) == 0 || b.Role == RoleBanner {
				return
			}
			for _, l := range leafLines(b) {
				level = r.portion(l, level)
			}
		})
	}
	return level
}

func (r *reader) portion(l headLine, level policy.Level) policy.Level {
	if !strings.Contains(l.text, "[") && !strings.Contains(l.text, "lassified") && !strings.Contains(l.text, "arked") {
		return level
	}
	for _, re := range []*regexp.Regexp{mark, partIsLevel} {
		m := re.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		if own, known := r.rules.Policy.Level(m[1]); known && policy.Stricter(own, level) != level {
			r.warn("stricter-part", l.block, "a part is marked "+quote(m[1])+", stricter than the document", "the whole document is read as "+m[1])
			return own
		}
	}
	return level
}
