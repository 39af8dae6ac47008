package feed

import (
	"fmt"
	"strings"

	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// decided is every decision. Of several in one paragraph each is counted.
func (m *maker) decided(g *gathering) {
	seen := map[string]int{}
	for _, d := range m.Record.Decisions {
		if !g.wants(d.Meeting) {
			continue
		}
		place := d.URL()
		seen[place]++
		g.add(news{fmt.Sprintf("%s#decision%d", place, seen[place]), d.Meeting, func() told {
			return told{title: decisionTitle(d), page: place, content: plain(d.Text)}
		}})
	}
}

// decisionTitle begins with the meeting and the verb: "TOG_29 AGREED the plan."
func decisionTitle(d *record.Decision) string {
	before, after, ok := strings.Cut(d.Text, d.Verb)
	if !ok || d.Verb == "" {
		after = before
	}
	return d.Meeting.ID + " " + strings.TrimSpace(d.Verb+" "+prose.Clip(after, titleLength))
}
