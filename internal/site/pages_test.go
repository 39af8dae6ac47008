package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
	"minutebook/internal/record"
	"minutebook/internal/register"
	"minutebook/internal/wordtest"
)

func beeBuilder(t *testing.T, address string) *builder {
	t.Helper()
	return newBuilder(bees(t, address))
}

func TestActionPageTellsItsLife(t *testing.T) {
	b := beeBuilder(t, "https://host.example/m/")
	p := b.actionPage(b.record.Actions[0])
	if p.ID != "BEE 7/01" || p.Status != (status{"Closed", "closed"}) || p.Answer != "Closed on 4\u00a0May\u00a02026, 28\u00a0days after it was raised." || p.Due.Text != "3 May 2026" {
		t.Errorf("page %+v", p)
	}
	if p.RaisedAt != (Link{"BEE_7, item 1", "/m/meetings/bee-7/#raised"}) {
		t.Errorf("raised at %v", p.RaisedAt)
	}
	if len(p.Life) != 2 || p.Life[0].What != "Raised" || p.Life[1].What != "Closed" || p.Life[1].Place != (Link{"BEE_8, item 1", "/m/meetings/bee-8/#report"}) {
		t.Errorf("life %+v", p.Life)
	}
	if p.Owners[0] != (owner{Link{"Hive", "/m/owners/hive/"}, ""}) {
		t.Errorf("owners %v", p.Owners)
	}
	if len(p.Near) != 2 || p.Near[0].Text != "INC000000000042" || p.Near[1].Text != "MP7" {
		t.Errorf("near %v", p.Near)
	}
	if p.Band.Name != "White" || p.Band.Online || !strings.Contains(p.Band.Text, "parties") {
		t.Errorf("band %+v", p.Band)
	}
}

func TestSubjectPageShowsEachMentionInItsSentence(t *testing.T) {
	b := beeBuilder(t, "")
	b.look.Kinds = []minutes.KindRule{{Kind: minutes.KindIncident, Label: "swarm", Plural: "swarms", URL: "https://host.example/{id}"}}
	p := b.subjectPage(b.record.Incidents[0])
	if p.Kind != "Swarm" || p.Crumbs[1].Text != "Swarms" || p.Outside != "https://host.example/INC000000000042" || p.Occurred.ISO != "2026-04-05" {
		t.Errorf("page %+v", p)
	}
	if len(p.Mentions) != 2 || p.Count != "2 mentions in 2 meetings, from 6\u00a0April\u00a02026 to 4\u00a0May\u00a02026" {
		t.Fatalf("count %q, mentions %+v", p.Count, p.Mentions)
	}
	m := p.Mentions[0].Mentions[0]
	if m.HTML != "A swarm left on Monday, <mark>INC000000000042</mark>, as in <a class=\"ref\" href=\"/modifications/mp7/\">MP007</a>." || m.Href != "/meetings/bee-7/#swarm" || m.Spot != "item 1" {
		t.Errorf("mention %+v", m)
	}
	if len(p.Related) != 1 || p.Related[0].Subject.Text != "MP7" || len(p.Decisions) != 1 || len(p.Actions) != 2 {
		t.Errorf("related %v, decisions %v, actions %v", p.Related, p.Decisions, p.Actions)
	}
}

func TestMeetingPageBeginsWithWhatItDid(t *testing.T) {
	b := beeBuilder(t, "")
	p := b.meetingPage(b.record.Meetings[0])
	if p.Title != "BEE_7, 6 April 2026" || p.Body != "Beekeepers" || len(p.Decisions) != 1 || len(p.Raised) != 2 || p.Previous != nil {
		t.Errorf("page %+v", p)
	}
	if got := strings.Join(p.Facts, "; "); got != "10:00 to 11:30; The shed; 2\u00a0present (1\u00a0member); 1\u00a0apology" {
		t.Errorf("facts %q", got)
	}
	if p.Next == nil || p.Next.Href != "/meetings/bee-8/" || len(p.Mentions) != 1 || p.Notes[0].Source != (Link{"line 3 of the source", "/meetings/bee-7/source/#L3"}) {
		t.Errorf("next %v, mentions %v, notes %v", p.Next, p.Mentions, p.Notes)
	}
	if len(p.Agenda) != 1 || p.Agenda[0] != (agendaEntry{"1", "Swarms", "#item-1", false}) {
		t.Errorf("agenda %v", p.Agenda)
	}
	if len(p.Text) != 3 || p.Text[1].Summary != "Attendees:" || p.Text[1].ID != "attendees" || !strings.Contains(string(p.Text[1].HTML), "Ada Drone") {
		t.Errorf("text %+v", p.Text)
	}
}

func TestDraftLeadsToWhatStands(t *testing.T) {
	b := beeBuilder(t, "")
	final := b.record.Meetings[0]
	draft := &record.Meeting{ID: final.ID, Path: "/meetings/bee-7/draft/", Group: final.Group, SupersededBy: final,
		Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Group: "BEE", Date: "2026-04-06", Version: "Draft"}}}
	p := b.meetingPage(draft)
	if p.Title != "BEE_7, 6 April 2026 (draft)" || p.SupersededBy == nil || *p.SupersededBy != (Link{"Final", "/meetings/bee-7/"}) {
		t.Errorf("title %q, superseded by %v", p.Title, p.SupersededBy)
	}
	final.Superseded = []*record.Meeting{draft}
	if p := b.meetingPage(final); len(p.Superseded) != 1 || p.Superseded[0] != (Link{"Draft", "/meetings/bee-7/draft/"}) {
		t.Errorf("superseded %v", p.Superseded)
	}
	if n := len(b.meetings()); n != 3 {
		t.Errorf("%d meetings have a page", n)
	}
}

func TestHomeAnswersWhatIsNew(t *testing.T) {
	p := beeBuilder(t, "").homePage()
	if len(p.Groups) != 1 || p.Groups[0].Latest.Meeting.Text != "BEE_8" || p.Groups[0].Latest.Closed != "1 closed" {
		t.Errorf("groups %+v", p.Groups)
	}
	if len(p.Next) != 1 || p.Next[0].Date.ISO != "2026-06-01" || len(p.Incidents) != 1 || len(p.Decisions) != 1 {
		t.Errorf("next %v, incidents %v, decisions %v", p.Next, p.Incidents, p.Decisions)
	}
	if p.Counts[1].Link != (Link{"open action", "/actions/open/"}) || p.Counts[1].Count != "1" {
		t.Errorf("counts %v", p.Counts)
	}
}

func TestBandIsTheStrictestLevelShown(t *testing.T) {
	p := policy.Default()
	clear, _ := p.Level("Clear")
	amber, _ := p.Level("Amber")
	plain := &record.Meeting{Minutes: firstMeeting(clear)}
	marked := &record.Meeting{Minutes: firstMeeting(clear)}
	marked.Minutes.Items[0].Blocks[0].Level = amber
	b := &builder{policy: p, levels: map[*record.Meeting]policy.Level{plain: plain.Level(), marked: marked.Level()}}
	if got := b.bandOf(plain); got.Name != "Clear" || !got.Online {
		t.Errorf("a clear meeting: %+v", got)
	}
	if got := b.bandOf(plain, marked); got.Name != "Amber" || got.Online {
		t.Errorf("with an amber paragraph: %+v", got)
	}
	if got := b.bandOf(); got != (band{}) {
		t.Errorf("nothing shown: %+v", got)
	}
}

func TestRegisterGoesOnByYears(t *testing.T) {
	o := bees(t, "/m/")
	for year := range 4 {
		for n := range 40 {
			o.Record.Actions = append(o.Record.Actions, &record.Action{ID: fmt.Sprintf("BEE %d/%d", year, n), Group: "BEE", Raised: fmt.Sprintf("%d-05-01", 2020+year)})
		}
	}
	b := newBuilder(o)
	pages := map[string]registerPage{}
	for _, l := range b.listings() {
		for _, p := range b.registerPages(l) {
			pages[p.path] = p.value().(registerPage)
		}
	}
	first, oldest := pages["/actions/"], pages["/actions/years/2020/"]
	if first.Count != "162 actions, here the newest 50" || first.Older != "/m/actions/years/2022/" || first.Newer != "" || len(first.Filters) == 0 || len(first.Pages) != 4 {
		t.Errorf("first page %+v", first.head)
	}
	if oldest.Count != "40 actions" || oldest.Title != "Actions, 2020" || oldest.Older != "" || oldest.Newer != "/m/actions/years/2021/" || oldest.Filters != nil || oldest.Note != "" {
		t.Errorf("oldest page %+v", oldest.head)
	}
	if rows := oldest.Rows; len(rows) != 40 || !strings.Contains(string(rows[0]), ">BEE 0/39</th>") {
		t.Errorf("%d rows, the first %s", len(rows), rows[0])
	}
}

func TestPairsLeadOnAndBack(t *testing.T) {
	b := beeBuilder(t, "")
	var pair *registerPage
	for _, l := range b.listings() {
		for _, p := range b.registerPages(l) {
			if p.path == "/actions/group/bee/open/" {
				v := p.value().(registerPage)
				pair = &v
			}
		}
	}
	if pair == nil || pair.Title != "Actions of the Beekeepers: open" || pair.Crumbs[2] != (Link{"Beekeepers", "/actions/group/bee/"}) {
		t.Fatalf("%+v", pair)
	}
	if want := []choice{{"Status: Open", "/actions/group/bee/"}, {"Group: Beekeepers", "/actions/open/"}}; !slices.Equal(pair.Chosen, want) {
		t.Errorf("chosen %v", pair.Chosen)
	}
	status := pair.Filters[0]
	if status.Now != "Open" || status.Views[0].Href != "/actions/group/bee/" || len(status.Views) != 3 || status.Views[2].Href != "/actions/group/bee/closed/" {
		t.Errorf("%+v", status)
	}
}

// An empty view names the wider ones that are not; one with rows has no need to.
func TestAnEmptyViewSaysWhereToLook(t *testing.T) {
	b := beeBuilder(t, "")
	want := map[string]string{"/actions/unknown/": "[All actions (2)]", "/actions/group/bee/overdue/": "[Actions of the Beekeepers (2)]", "/actions/group/bee/": "[]"}
	for _, l := range b.listings() {
		for _, p := range b.registerPages(l) {
			if _, asked := want[p.path]; !asked {
				continue
			}
			got := []string{}
			for _, f := range p.value().(registerPage).Instead {
				got = append(got, f.Text+" ("+f.Count+")")
			}
			if fmt.Sprint(got) != want[p.path] {
				t.Errorf("%s: %v, wanted %s", p.path, got, want[p.path])
			}
			delete(want, p.path)
		}
	}
	if len(want) != 0 {
		t.Errorf("no page for %v", want)
	}
}

func TestLongRegistersNameThePagesNear(t *testing.T) {
	b := &builder{base: "/", words: wordtest.English(t)}
	pages := make([]register.Page, 9)
	for i := range pages {
		pages[i] = register.Page{Path: "/actions/", From: fmt.Sprint(i + 1), To: fmt.Sprint(i + 1)}
	}
	for at, want := range map[int]string{0: "[1] 2 3 … 9", 4: "1 … 3 4 [5] 6 7 … 9", 3: "1 2 3 [4] 5 6 … 9", 8: "1 … 7 8 [9]"} {
		var shown []string
		for _, p := range b.pagesNear(pages, at) {
			if p.Current {
				p.Text = "[" + p.Text + "]"
			}
			shown = append(shown, p.Text)
		}
		if got := strings.Join(shown, " "); got != want {
			t.Errorf("on page %d: %s, wanted %s", at+1, got, want)
		}
	}
}

func TestLinksOfDocuments(t *testing.T) {
	b := beeBuilder(t, "https://host.example/m")
	b.papers[[2]string{"bee/BEE_7.md", "plan.pdf"}] = "/files/1/plan.pdf"
	to := b.hrefOf("bee/BEE_7.md", map[string]bool{"swarm": true})
	for href, want := range map[string]string{
		"https://other.example/x": "https://other.example/x", "mailto:a@b.example": "mailto:a@b.example",
		"plan.pdf": "/m/files/1/plan.pdf", "BEE_8.md": "/m/meetings/bee-8/", "../hives.md": "/m/hives/", "#swarm": "#swarm",
		"#nowhere": "", "missing.pdf": "", "/etc/passwd": "", "/actions/bee-7-01/": "/m/actions/bee-7-01/", "/actions/bee-7-99/": "", "/../incidents/": "", "//other.example/x": "", "javascript:alert(1)": "", "%zz": "",
	} {
		if got, ok := to(href); ok != (want != "") || ok && got != want {
			t.Errorf("%s leads to %q, %v; wanted %q", href, got, ok, want)
		}
	}
}

func TestWords(t *testing.T) {
	b := beeBuilder(t, "")
	for got, want := range map[string]string{
		prose.Number(7): "7", prose.Number(1204): "1,204", prose.Number(1234567): "1,234,567",
		prose.Count(1, "day", "days"): "1 day", prose.Count(0, "day", "days"): "0 days",
		prose.Clip("one two three four", 12): "one two…", prose.Clip("one\n two", 12): "one two", prose.Clip("ééééé", 5): "ééééé",
		prose.List("a", "", "b", "c"): "a, b and c", prose.List("a"): "a", prose.List(): "",
		b.day("2021-09-04").Text: "4 September 2021", b.shortDay("2021-09-04").Text: "4 Sep 2021", b.day("to be agreed").Text: "to be agreed", b.day("to be agreed").ISO: "",
		cssString(`a"} b`): `"a\22 \7d  b"`, prose.Lower("DCC"): "DCC", prose.Lower("Incidents"): "incidents", prose.Capital("élan"): "Élan",
	} {
		if got != want {
			t.Errorf("%q, wanted %q", got, want)
		}
	}
}

func TestLookMustNameAColour(t *testing.T) {
	for accent, ok := range map[string]bool{"": true, "#1d4f7c": true, "#ABC": true, "red": false, "#1d4f7c; } body { display: none": false} {
		if _, err := themeOf(Look{Accent: accent}, policy.Default()); (err == nil) != ok {
			t.Errorf("%q: %v", accent, err)
		}
	}
}
