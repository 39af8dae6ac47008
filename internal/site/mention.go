package site

import (
	"html/template"

	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// mention is one sentence that names a record, which is marked in it; others that it names are links.
type mention struct {
	HTML template.HTML `json:"html"`
	Href string        `json:"href"`
	Spot string        `json:"spot"` // "item 3.1", "the preamble"
}

// meetingMentions are the mentions of one meeting.
type meetingMentions struct {
	Meeting  Link      `json:"meeting"`
	Date     date      `json:"date"`
	Mentions []mention `json:"mentions"`
}

func (b *builder) mention(m record.Mention) mention {
	return mention{HTML: b.quote(m), Href: b.href(m.URL()), Spot: b.spot(m.Place)}
}

// byMeeting groups mentions, which come by date, under their meetings.
func (b *builder) byMeeting(mentions []record.Mention) []meetingMentions {
	var groups []meetingMentions
	var last *record.Meeting
	for _, m := range mentions {
		if m.Meeting != last {
			last = m.Meeting
			groups = append(groups, meetingMentions{Meeting: b.meetingLink(m.Meeting), Date: b.day(m.Meeting.Minutes.Meeting.Date)})
		}
		at := &groups[len(groups)-1]
		at.Mentions = append(at.Mentions, b.mention(m))
	}
	return groups
}

// sentenceBytes is about how many bytes of sentences one page quotes, so that it stays light however often its
// record is mentioned.
const sentenceBytes = 12_000

// mostEarlier is how many meetings before those that one page quotes are links.
const mostEarlier = 240

// lately keeps the sentences of the newest meetings. Of those before each is a link to the first place; where they are
// very many, omitted counts the oldest of them.
func lately(all []meetingMentions) (omitted string, earlier []Link, newest []meetingMentions) {
	left, from := sentenceBytes, len(all)
	for from > 0 && (left > 0 || from == len(all)) {
		from--
		for _, m := range all[from].Mentions {
			left -= len(m.HTML) + len(m.Href)
		}
	}
	oldest := max(0, from-mostEarlier)
	for _, g := range all[oldest:from] {
		earlier = append(earlier, Link{g.Meeting.Text, g.Mentions[0].Href})
	}
	if oldest > 0 {
		omitted = prose.Number(oldest) + " before those."
	}
	return omitted, earlier, all[from:]
}

func (b *builder) meetingLink(m *record.Meeting) Link { return Link{m.ID, b.href(m.Path)} }

// meetingsOf are the meetings that mentions stand in.
func meetingsOf(mentions []record.Mention) []*record.Meeting {
	all := make([]*record.Meeting, len(mentions))
	for i, m := range mentions {
		all[i] = m.Meeting
	}
	return all
}
