package feed

import (
	"slices"

	"golang.org/x/net/html"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// subjects is the feed of one kind of subject: each at each meeting that names it.
func (m *maker) subjects(path, page string, rule minutes.KindRule, all []*record.Subject) feed {
	f := feed{Feed: Feed{path, page, rule.Many(), m.Words.Say("news.of_kind", "kind", prose.Lower(rule.One()))}}
	f.news = gathered(func(g *gathering) { m.named(g, all) })
	return f
}

// named is each meeting that names a subject, of all.
func (m *maker) named(g *gathering, all []*record.Subject) {
	for _, s := range all {
		for rest := s.Mentions; len(rest) > 0; {
			at := rest[0].Meeting
			n := slices.IndexFunc(rest, func(other record.Mention) bool { return other.Meeting != at })
			if n < 0 {
				n = len(rest)
			}
			here := rest[:n]
			rest = rest[n:]
			if g.wants(at) {
				g.add(news{s.Path + "#" + at.Path, at, func() told { return m.discussed(s, here) }})
			}
		}
	}
}

// discussed quotes the sentences in which one meeting names a subject, each once.
func (m *maker) discussed(s *record.Subject, here []record.Mention) told {
	type quote struct{ sentence, place string }
	seen := map[quote]bool{}
	var blocks []*html.Node
	for _, in := range here {
		q := quote{in.Sentence, in.URL()}
		if seen[q] {
			continue
		}
		seen[q] = true
		blocks = append(blocks, element("blockquote", words(in.Sentence)),
			element("p", anchor(m.address(q.place), m.spot(in.Place))))
	}
	t := told{title: m.Words.Say("news.discussed", "id", s.ID, "meeting", here[0].Meeting.ID), page: s.Path, place: here[0].URL(), content: rich(blocks...)}
	if s.Title != "" {
		t.title = m.Words.Say("news.discussed_titled", "id", s.ID, "meeting", here[0].Meeting.ID, "title", prose.Clip(s.Title, titleLength))
		for _, any := range s.Mentions { // each of which may have given the title
			t.quoted = append(t.quoted, any.Meeting)
		}
	}
	return t
}
