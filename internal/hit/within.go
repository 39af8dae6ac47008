package hit

import (
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// within are the titles above each agenda item of a meeting, the outermost first, with its own last.
func within(m *record.Meeting) map[*minutes.Item][]string {
	all := map[*minutes.Item][]string{}
	for _, it := range m.Minutes.Items {
		descend(it, nil, all)
	}
	return all
}

func descend(it *minutes.Item, above []string, all map[*minutes.Item][]string) {
	titles := above[:len(above):len(above)]
	if it.Title != "" && !it.Stub {
		titles = append(titles, it.Title)
	}
	all[it] = titles
	for _, below := range it.Items {
		descend(below, titles, all)
	}
}

// around are the titles above a place; nil for no place.
func (c *collector) around(p *record.Place) []string {
	if p == nil || p.Meeting == nil {
		return nil
	}
	if c.titles[p.Meeting] == nil {
		c.titles[p.Meeting] = within(p.Meeting)
	}
	return c.titles[p.Meeting][p.Item]
}
