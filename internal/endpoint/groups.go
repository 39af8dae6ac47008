package endpoint

import (
	"strings"

	"minutebook/index"
)

// groupView is what was found of one meeting.
type groupView struct {
	Text, Href string
	Day        *dayView
	Hits       []hitView
	More       *link // to the rest of what was found of it
}

type dayView struct{ Date, Text string }

// groups deals the hits out to their meetings.
func (w words) groups(f form, r index.Results, hits []hitView) []groupView {
	var all []groupView
	for _, g := range r.Groups {
		n := min(g.Shown, len(hits))
		v := groupView{Text: g.Title, Href: g.URL, Hits: hits[:n]}
		hits = hits[n:]
		for i := range v.Hits {
			v.Hits[i].ungroup(g, w)
		}
		if g.Meeting == "" {
			v.Text = w.Say("results.of_no_meeting")
		}
		if day := w.day(g.Date); day != "" && g.Meeting != "" && !strings.Contains(g.Title, day) {
			v.Day = &dayView{g.Date, day}
		}
		v.More = w.more(f, g)
		all = append(all, v)
	}
	return all
}

// ungroup leaves out of a hit what its group says.
func (h *hitView) ungroup(g index.Group, w words) {
	if h.Where == g.Meeting {
		h.Where = ""
	}
	if _, item, ok := strings.Cut(h.ID, itemOf); ok && h.Where == w.itemOf(g.Meeting, item) {
		h.Where = w.Say("results.item", "item", item)
	}
	h.Where = strings.TrimPrefix(h.Where, g.Meeting+", ")
	if h.Date == g.Date {
		h.Date, h.Day = "", ""
	}
}

// more leads to all that was found of a meeting. No address asks for what is of none.
func (w words) more(f form, g index.Group) *link {
	rest := g.Total - g.Shown
	switch {
	case rest <= 0:
		return nil
	case g.Meeting == "":
		return &link{Text: w.Count("results.and_more", rest)}
	}
	return &link{Text: w.Count("results.more_in_meeting", rest), Href: f.with("by", "", "meeting", g.Meeting)}
}
