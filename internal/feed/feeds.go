package feed

import (
	"cmp"
	"path"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// maker makes the feeds of one record.
type maker struct {
	Options
	levels map[*record.Meeting]policy.Level // made when asked for
}

func newMaker(o Options) *maker {
	o.Title, o.Language = cmp.Or(o.Title, o.Words.Say("frame.untitled")), cmp.Or(o.Language, "en-GB")
	return &maker{o, map[*record.Meeting]policy.Level{}}
}

// feed is a feed with the newest that it may tell, in the order of the record.
type feed struct {
	Feed
	news []news
}

// feeds are all feeds of the record. Their news is gathered once; a text is made only for an entry that is shown.
func (m *maker) feeds() []feed {
	r := m.Record
	say := m.Words.Say
	about := say("news.did_about")
	all := []feed{
		{Feed{"/feeds/archive.atom", "/", say("news.did"), about}, gathered(m.did(r.Meetings))},
		{Feed{"/feeds/meetings.atom", "/meetings/", say("news.meetings"), say("news.meetings_about")}, gathered(m.held)},
		{Feed{"/feeds/actions.atom", "/actions/", say("news.actions"), say("news.actions_about")}, gathered(m.lives(r.Actions))},
		{Feed{"/feeds/decisions.atom", "/decisions/", say("news.decisions"), say("news.decisions_about")}, gathered(m.decided)},
		m.subjects("/feeds/incidents.atom", "/incidents/", m.rule(minutes.KindIncident), r.Incidents),
		m.subjects("/feeds/modifications.atom", "/modifications/", m.rule(minutes.KindModification), r.Modifications),
	}
	for _, k := range r.Others {
		all = append(all, m.subjects(kindPath(k), k.Path, k.Rule, k.Subjects))
	}
	for _, g := range r.Groups {
		all = append(all, feed{Feed{g.Path + "feed.atom", g.Path, g.Name, about}, gathered(m.did(g.Meetings))})
	}
	for _, o := range r.Owners {
		all = append(all, feed{Feed{o.Path + "feed.atom", o.Path, say("news.of_owner", "owner", o.Name),
			say("news.of_owner_about", "owner", o.Name)}, gathered(m.lives(o.Actions))})
	}
	return all
}

// kindPath is the feed of one of the archive's own kinds. One that is called archives gives way to the
// feed of the archive.
func kindPath(k record.Kind) string {
	name := path.Base(k.Path)
	if name == "archive" {
		name = "kind-archive"
	}
	return "/feeds/" + name + ".atom"
}

func (m *maker) rule(k minutes.Kind) minutes.KindRule { return minutes.RuleOf(m.Kinds, k) }
