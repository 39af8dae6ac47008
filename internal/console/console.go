// Package console shows on a terminal what a search found:
//
//	2 results on parties. Other sites: public, members (--site NAME).
//
//	The action itself:
//
//	PRUG 12/01: The Grower to count the baskets by 11 June.
//	  Action PRUG 12/01, 3 May 2021, PRUG_12, open, owned by Grower
//	  https://minutes.example/actions/prug-12-01/
//
//	Returns
//	  Agenda item PRUG_12 item 2.1, 3 May 2021
//	  The Grower noted INC000000004711 in the cider.
//	  https://minutes.example/meetings/prug-12/#item-2.1
//
// Lines are no wider than the terminal, by the columns that characters take up there, but for an address, which stays in
// one piece. Colour helps and never tells anything alone. Whatever the minutes hold, the only escape sequences written are
// this package's: a control character is shown by its picture, and one that turns the direction of writing by U+FFFD.
package console

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/answer"
	"minutebook/internal/prose"
)

// View is how results are shown.
type View struct {
	Colour  bool
	Width   int                      // in columns, narrowest at least
	Facets  bool                     // with counts
	Site    string                   // that was searched
	Others  []string                 // sites that could have been
	Address func(path string) string // whole, of a path of the site; nil shows paths
}

// narrowest is how many columns there are at least.
const narrowest = 20

// Write writes one page of results.
func (v View) Write(w io.Writer, r index.Results) error {
	p := &printer{View: v}
	p.Width = max(p.Width, narrowest)
	p.count(r)
	p.offers(&r)
	p.hits(r)
	if v.Facets {
		p.facets(r)
	}
	p.pages(r)
	_, err := io.WriteString(w, p.out.String())
	return err
}

// printer gathers what is written.
type printer struct {
	View
	out strings.Builder
}

func (p *printer) count(r index.Results) {
	line := prose.Count(r.Total, "result", "results")
	if r.Total == 0 {
		line = "Nothing found"
	}
	line += " on " + p.Site + "."
	if len(p.Others) > 0 {
		line += " Other sites: " + strings.Join(p.Others, ", ") + " (--site NAME)."
	}
	p.line(0, plainText(line))
	switch {
	case r.Suggestion != "":
		p.line(0, text{{s: "Did you mean: "}, {r.Suggestion, strong}})
	case r.Total == 0:
		p.line(0, plainText("Fewer words, or none of the filters, find more."))
	}
	if r.Full > 0 && r.Full < r.Total {
		p.line(0, plainText(prose.Count(r.Full, "has", "have")+" all the words and come first; the others lack one."))
	}
	if r.Partly {
		p.line(0, plainText("Nothing has all the words; these have some of them."))
	}
}

// offers come first. What is offered is not listed again, unless under its meeting.
func (p *printer) offers(r *index.Results) {
	for _, o := range r.Offers {
		same := func(h index.Hit) bool { return h.Kind == o.Kind && h.ID == o.ID && h.URL == o.URL }
		if i := slices.IndexFunc(r.Hits, same); i >= 0 {
			o = r.Hits[i]
		}
		if r.Groups == nil {
			r.Hits = slices.DeleteFunc(slices.Clone(r.Hits), same)
		}
		p.blank()
		p.line(0, plainText("The "+answer.KindName(o.Kind)+" itself:"))
		p.hit(0, o)
	}
}

// hits are those of the page, under their meetings if they are grouped.
func (p *printer) hits(r index.Results) {
	if r.Groups == nil {
		p.list(0, r.Hits)
		return
	}
	rest := r.Hits
	for _, g := range r.Groups {
		n := min(max(g.Shown, 0), len(rest))
		p.blank()
		p.group(g)
		p.list(2, rest[:n])
		rest = rest[n:]
	}
}

func (p *printer) list(indent int, hits []index.Hit) {
	for _, h := range hits {
		p.blank()
		p.hit(indent, h)
	}
}

func (p *printer) group(g index.Group) {
	title, how := g.Title, prose.Count(g.Total, "result", "results")
	if title == "" {
		title = "Of no meeting"
	}
	if g.Shown < g.Total {
		how += fmt.Sprintf(", the first %d", g.Shown)
	}
	p.line(0, text{{title, strong}, {s: ": " + how}})
	p.address(2, g.URL)
}

func (p *printer) hit(indent int, h index.Hit) {
	p.line(indent, text{{h.Title, strong}})
	p.line(indent+2, about(h))
	if answer.Repeats(h) {
		h.Snippet = ""
	}
	p.line(indent+2, marked(string(h.Snippet)))
	p.address(indent+2, h.URL)
}

// about is what a hit is, where, when, its state and whose.
func about(h index.Hit) text {
	parts := text{{s: prose.Capital(answer.KindName(h.Kind)) + " " + h.ID}}
	add := func(words string, as style) {
		if words != "" {
			parts = append(parts, run{s: ", "}, run{words, as})
		}
	}
	add(prose.Day(h.Date), normal)
	if !strings.HasPrefix(h.ID, h.Meeting) {
		add(h.Meeting, normal)
	}
	add(h.Within, normal)
	switch h.Status {
	case "unknown":
		add("status unknown", normal)
	case "open":
		add("open", pending)
	default:
		add(h.Status, normal)
	}
	if len(h.Owners) > 0 {
		add("owned by "+prose.List(h.Owners...), normal)
	}
	return parts
}

// maxValues is how many values of a facet are shown.
const maxValues = 12

// facets are the counts, under the values that a flag or a qualifier takes.
func (p *printer) facets(r index.Results) {
	before := "\n"
	for _, name := range index.Facets() {
		values := r.Facets[name]
		if len(values) == 0 {
			continue
		}
		var shown []string
		for _, v := range values[:min(len(values), maxValues)] {
			shown = append(shown, v.Value+together+prose.Number(v.Count))
		}
		if more := len(values) - maxValues; more > 0 {
			shown = append(shown, prose.Number(more)+" more")
		}
		p.out.WriteString(before)
		p.hanging(prose.Capital(name)+": ", plainText(strings.Join(shown, ", ")))
		before = ""
	}
}

func (p *printer) pages(r index.Results) {
	switch {
	case r.Pages == 0:
	case r.Page > r.Pages:
		p.blank()
		p.line(0, plainText(fmt.Sprintf("There is no page %d; the last one is %d.", r.Page, r.Pages)))
	case r.Page < r.Pages:
		p.blank()
		p.line(0, plainText(fmt.Sprintf("Page %d of %d; --page %d shows the next.", r.Page, r.Pages, r.Page+1)))
	case r.Page > 1:
		p.blank()
		p.line(0, plainText(fmt.Sprintf("Page %d of %d, the last.", r.Page, r.Pages)))
	}
}

func (p *printer) blank() { p.out.WriteString("\n") }

// line writes words under an indent, in as many lines as they need; none for no words.
func (p *printer) line(indent int, t text) {
	for _, l := range wrap(t.clean(), p.Width-indent) {
		p.out.WriteString(strings.Repeat(" ", indent))
		p.out.WriteString(l.render(p.Colour))
		p.out.WriteString("\n")
	}
}

// together is a blank at which no line is broken.
const together = "\u00a0"

// hanging writes words after a name, further lines indented.
func (p *printer) hanging(name string, t text) {
	for i, l := range wrap(slices.Insert(t.clean(), 0, run{s: name}), p.Width-2) {
		if i > 0 {
			p.out.WriteString("  ")
		}
		p.out.WriteString(strings.ReplaceAll(l.render(p.Colour), together, " ") + "\n")
	}
}

// address is never cut: it is there to be taken up.
func (p *printer) address(indent int, path string) {
	if path == "" {
		return
	}
	if p.Address != nil {
		path = p.Address(path)
	}
	p.out.WriteString(strings.Repeat(" ", indent) + Clean(path) + "\n")
}
