package site

import (
	"fmt"
	"strings"
	"testing"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// However often a subject is mentioned, its page is light, and every meeting that mentions it is a link, or counted if
// very many came later.
func TestPagesStayLightHoweverOftenTheirRecordIsMentioned(t *testing.T) {
	o := bees(t, "")
	s := o.Record.Incidents[0]
	group := s.Mentions[0].Meeting.Group
	s.Mentions = nil
	for i := range 400 {
		m := &record.Meeting{ID: fmt.Sprintf("BEE_%d", i), Path: fmt.Sprintf("/meetings/bee-%d/", i), Group: group,
			Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Group: "BEE", Date: fmt.Sprintf("20%02d-01-01", i/10)}}}
		item, block := &minutes.Item{Number: "3"}, record.SpotOf(paragraph("p", "the swarm, the swarm"))
		for n := range 30 {
			m.Decisions = append(m.Decisions, &record.Decision{Place: record.Place{Meeting: m, Item: item, Block: block}, Verb: "NOTED", Text: fmt.Sprint("The BEE NOTED it, ", n)})
		}
		for range 3 {
			s.Mentions = append(s.Mentions, record.Mention{Place: record.Place{Meeting: m, Item: item, Block: block},
				Sentence: strings.Repeat("the swarm came up ", 12), Start: 4, End: 9, Written: "swarm"})
		}
	}
	o.Record.Meetings[0].Mentions = nil
	mustRender(t, o)
	html := written(t, o.Out.Dir())["incidents/inc000000000042/index.html"]
	if len(html) > 50_000 || len(html) < 20_000 {
		t.Errorf("%d bytes", len(html))
	}
	page := parsed(t, html)
	for i := 400 - mostEarlier; i < 400; i++ {
		if page.Find(fmt.Sprintf(`main a[href^="/meetings/bee-%d/"]`, i)).Length() == 0 {
			t.Errorf("no link to meeting %d", i)
		}
	}
	if text := page.Find("main details").Text(); !strings.Contains(text, " before those.") {
		t.Errorf("what is left out is not counted: %s", text)
	}
	if last := page.Find(".mentions").Last().Find("h3 a").Last().Text(); last != "BEE_399" {
		t.Errorf("the last meeting shown is %s", last)
	}
}
