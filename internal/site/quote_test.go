package site

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"testing"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

func TestRecordedLeavesOutWhatTiesAList(t *testing.T) {
	for sentence, want := range map[string]string{
		"NOTED the explanation; and": "NOTED the explanation", "NOTED it;": "NOTED it", "one, or": "one",
		"The sea and": "The sea and", "It is so.": "It is so.", "": "", "; and": "",
	} {
		if got := recorded(sentence); got != want {
			t.Errorf("%q is %q, wanted %q", sentence, got, want)
		}
	}
}

func TestDressedSetsApartWhatFits(t *testing.T) {
	for _, c := range []struct {
		stretches []stretch
		want      template.HTML
	}{
		{nil, "a &lt;b&gt; c"},
		{[]stretch{{start: 2, end: 5, element: "mark"}}, "a <mark>&lt;b&gt;</mark> c"},
		{[]stretch{{start: 6, end: 7, href: `/x"/`}, {start: 0, end: 1, element: "strong"}}, `<strong>a</strong> &lt;b&gt; <a class="ref" href="/x&#34;/">c</a>`},
		{[]stretch{{start: 0, end: 1, element: "mark"}, {start: 0, end: 5, href: "/x/"}}, `<a class="ref" href="/x/">a &lt;b&gt;</a> c`},
		{[]stretch{{start: 3, end: 99, element: "mark"}, {start: 4, end: 4, element: "mark"}}, "a &lt;b&gt; c"},
	} {
		if got := dressed("a <b> c", c.stretches); got != c.want {
			t.Errorf("%v: %s, wanted %s", c.stretches, got, c.want)
		}
	}
}

// A decision names records that have a page as links; on its own meeting's page it begins with its verb.
func TestDecisionLinksWhatItNames(t *testing.T) {
	b := beeBuilder(t, "/m/")
	m := b.record.Meetings[0]
	block := paragraph("d", "The BEE AGREED to see INC000000000042, not INC000000000042B or MP9.")
	spot := record.SpotOf(block)
	m.References = append(m.References, naming(minutes.KindIncident, "INC000000000042", spot), naming(minutes.KindModification, "MP9", spot))
	d := &record.Decision{Place: record.Place{Meeting: m, Block: spot}, Verb: "AGREED", Text: block.Text()}
	words := `to see <a class="ref" href="/m/incidents/inc000000000042/">INC000000000042</a>, not INC000000000042B or MP9`
	if got := b.decisionLine(d).Text; string(got) != "The BEE <strong>AGREED</strong> "+words {
		t.Errorf("anywhere: %s", got)
	}
	if got := b.ownDecisionLine(d).Text; string(got) != "<strong>AGREED</strong> "+words {
		t.Errorf("on the meeting's page: %s", got)
	}
	d.Text = "The Chair of the BEE AGREED the plan."
	if got := b.ownDecisionLine(d).Text; string(got) != "The Chair of the BEE <strong>AGREED</strong> the plan" {
		t.Errorf("decided by another: %s", got)
	}
}

// A paragraph of very many ids is quoted without links.
func TestQuoteOfAListOfIdsIsPlain(t *testing.T) {
	b := beeBuilder(t, "")
	m := b.record.Meetings[0]
	block := record.SpotOf(paragraph("ids", ""))
	for range manyRefs + 1 {
		m.References = append(m.References, naming(minutes.KindIncident, "INC000000000042", block))
	}
	if got := b.linksIn("INC000000000042 again.", record.Place{Meeting: m, Block: block}, ""); got != nil {
		t.Errorf("links %v", got)
	}
}

func naming(kind minutes.Kind, id string, block *record.Spot) record.Reference {
	return record.Reference{Name: &record.Name{Kind: kind, ID: id, Written: id}, Item: "1", Block: block}
}

func TestTellingIsTheSentenceThatSaysMost(t *testing.T) {
	b := beeBuilder(t, "")
	mentions := func(sentences ...string) []record.Mention {
		var all []record.Mention
		for _, s := range sentences {
			at := strings.Index(s, "INC1")
			all = append(all, record.Mention{Sentence: s, Start: at, End: at + 4, Written: "INC1"})
		}
		return all
	}
	for want, sentences := range map[string][]string{
		"Major Incident INC1, which occurred on 3 May 2026, began at night.": {"INC1", "Ada Drone added a word or two on INC1 of 3 May.",
			"Major Incident INC1, which occurred on 3 May 2026, began at night."},
		"The hive was lost in INC1 for want of a lid.": {"See INC1.", "The hive was lost in INC1 for want of a lid.", "The hive was lost in INC1 for want of a cat."},
	} {
		if got := b.telling(minutes.KindIncident, mentions(sentences...)); got == nil || got.Sentence != want {
			t.Errorf("%v, wanted %q", got, want)
		}
	}
	if got := b.telling(minutes.KindIncident, mentions("INC1", "Major Incident INC1", "INC1, 3 May 2026")); got != nil {
		t.Errorf("ids and dates tell nothing, but: %q", got.Sentence)
	}
}

// What the home page says of an incident was said at the meeting whose date it shows.
func TestHomeShowsWhatWasSaidLast(t *testing.T) {
	b := beeBuilder(t, "")
	p := b.homePage()
	want := recent{[]Link{{"INC000000000042", "/incidents/inc000000000042/"}}, "The plan of BEE_7 stands; INC000000000042 came up again.",
		b.day("2026-05-04"), Link{"BEE_8", "/meetings/bee-8/#earlier"}, "item 1"}
	if got := fmt.Sprint(p.Incidents); got != fmt.Sprint([]recent{want}) {
		t.Errorf("%s, wanted %v", got, want)
	}
}

func TestDueIsADayAMeetingOrNothing(t *testing.T) {
	b := beeBuilder(t, "")
	for _, c := range []struct {
		action record.Action
		want   cell
	}{
		{record.Action{Due: "2026-05-03", DueMeeting: "BEE_8"}, cell{Text: "3 May 2026", ISO: "2026-05-03"}},
		{record.Action{DueMeeting: "BEE_8"}, cell{Said: "by {meeting}", Text: "BEE_8", Href: "/meetings/bee-8/"}},
		{record.Action{DueMeeting: "BEE_9"}, cell{Said: "by {meeting}", Text: "BEE_9"}},
		{record.Action{}, cell{Note: "no date"}},
		{record.Action{Status: minutes.Closed}, cell{}},
	} {
		if got := b.dueCell(&c.action); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%+v: %+v, wanted %+v", c.action, got, c.want)
		}
	}
}
