package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// withTerms is a site whose first meeting spells abbreviations out, "RDP=Registration Data Provider".
func withTerms(t *testing.T, terms ...string) Options {
	t.Helper()
	o := bees(t, "https://host.example/m")
	white, _ := o.Policy.Level("White")
	m := firstMeeting(white)
	at := m.Items[0].Blocks[0]
	for _, s := range terms {
		term, expansion, _ := strings.Cut(s, "=")
		m.Glossary = append(m.Glossary, minutes.Term{Term: term, Expansion: expansion, Block: at})
	}
	second := secondMeeting(white)
	second.Items[0].Blocks = append(second.Items[0].Blocks, paragraph("words", "The BEE and the HW saw that HWs use TOR."))
	o.Edition = edition.Of(o.Record.Site, []edition.Source{{Minutes: m, Text: []byte("text\n")}, {Minutes: second, Text: []byte("more\n")}}, &minutes.Rules{Policy: o.Policy}, nil)
	o.Record = record.Link(o.Edition)
	return o
}

func TestGlossary(t *testing.T) {
	o := withTerms(t, "HW=Hive Works", "TOR=Terms of Reference", "TOR=Tower of "+hostile, "DfC=Drones for Change", "DFC=Department")
	mustRender(t, o)
	files := written(t, o.Out.Dir())
	page := parsed(t, files["glossary/index.html"])
	for selector, want := range map[string]string{
		"#hw dt": "HW", "#hw dd": "Hive Works BEE_7, item 1", "#DfC dd": "Drones for Change BEE_7, item 1", "#dfc dd": "Department BEE_7, item 1",
		"#tor dd:nth-of-type(1)": "2 meanings: the minutes use it for different things", "#tor dd:nth-of-type(3)": "Tower of " + hostile + " BEE_7, item 1",
		"main .lede": "5 abbreviations. 1 has more than one meaning. Each meaning with the place where the minutes spell it out first."} {
		if got := strings.Join(strings.Fields(page.Find(selector).Text()), " "); got != want {
			t.Errorf("%s: %q, wanted %q", selector, got, want)
		}
	}
	meeting := parsed(t, files["meetings/bee-8/index.html"])
	explained := map[string]string{}
	meeting.Find(".minutes abbr").Each(func(_ int, e *goquery.Selection) { explained[e.Text()] = e.AttrOr("title", "") })
	if len(explained) != 2 || explained["BEE"] != "Beekeepers" || explained["HW"] != "Hive Works" {
		t.Errorf("explained: %q", explained)
	}
	var used []string
	meeting.Find(".colophon dl > div").Each(func(_ int, e *goquery.Selection) {
		used = append(used, e.Find("a").AttrOr("href", "")+" "+strings.Join(strings.Fields(e.Text()), " "))
	})
	if got, want := strings.Join(used, "\n"), "/m/glossary/#bee BEE Beekeepers\n/m/glossary/#hw HW Hive Works\n/m/glossary/#tor TOR Terms of Reference Tower of "+hostile; got != want {
		t.Errorf("used:\n%s\nwanted:\n%s", got, want)
	}
	// A document that spells a term out itself says what it means there.
	own := parsed(t, files["meetings/bee-7/index.html"]).Find(".colophon dl > div").Text()
	if strings.Contains(own, "Tower") {
		t.Errorf("not used there: %q", own)
	}
}

// However many terms there are, each is at /glossary/#id while a page can list them, its meaning is where the
// links say, and no page weighs more than a page may.
func TestLongGlossary(t *testing.T) {
	for _, n := range []int{20, 200, 440, 2000} {
		var terms []string
		for i := range n {
			terms = append(terms, fmt.Sprintf("%c%c%c%c=%s", 'A'+i/676%3, 'A'+i/26%26, 'A'+i%26, 'Q', strings.Repeat("Long Words ", 2+i%9)))
		}
		o := withTerms(t, terms...)
		mustRender(t, o)
		files := written(t, o.Out.Dir())
		base := "/m/"
		for name, html := range files {
			if strings.HasPrefix(name, "glossary/") && len(html) >= 50_000 {
				t.Errorf("%d terms: %s weighs %d bytes", n, name, len(html))
			}
		}
		b := newBuilder(o)
		front := parsed(t, files["glossary/index.html"])
		for _, term := range o.Record.Glossary {
			path, id, _ := strings.Cut(b.href(b.terms.address[term]), "#")
			html := files[strings.TrimPrefix(path, base)+"index.html"]
			if !strings.Contains(html, `<div id="`+id+`"><dt>`) {
				t.Fatalf("%d terms: no %s on %s", n, id, path)
			}
			if n <= 440 && front.Find("#"+id).Length() != 1 {
				t.Fatalf("%d terms: no #%s in the glossary", n, id)
			}
		}
	}
}
