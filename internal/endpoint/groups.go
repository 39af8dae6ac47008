package endpoint

import (
	"strings"

	"minutebook/index"
	"minutebook/internal/prose"
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
func groups(f form, r index.Results, hits []hitView) []groupView {
	var all []groupView
	for _, g := range r.Groups {
		n := min(g.Shown, len(hits))
		v := groupView{Text: g.Title, Href: g.URL, Hits: hits[:n]}
		hits = hits[n:]
		for i := range v.Hits {
			v.Hits[i].ungroup(g)
		}
		if g.Meeting == "" {
			v.Text = "Of no meeting"
		}
		if day := dayInWords(g.Date); day != "" && g.Meeting != "" && !strings.Contains(g.Title, day) {
			v.Day = &dayView{g.Date, day}
		}
		v.More = more(f, g)
		all = append(all, v)
	}
	return all
}

// ungroup leaves out of a hit what its group says.
func (h *hitView) ungroup(g index.Group) {
	if h.Where == g.Meeting {
		h.Where = ""
	}
	h.Where = strings.TrimPrefix(h.Where, g.Meeting+", ")
	if h.Date == g.Date {
		h.Date, h.Day = "", ""
	}
}

// more leads to all that was found of a meeting. No address asks for what is of none.
func more(f form, g index.Group) *link {
	rest := g.Total - g.Shown
	switch {
	case rest <= 0:
		return nil
	case g.Meeting == "":
		return &link{Text: "and " + prose.Number(rest) + " more"}
	}
	return &link{Text: prose.Number(rest) + " more in this meeting", Href: f.with("by", "", "meeting", g.Meeting)}
}
