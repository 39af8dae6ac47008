package audit

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// eachPart calls f for the words of every block of a document as they are shown (the markup of a link or of emphasis stands
// within a sentence of the source, not of the page), and for what is read out of them: titles, people, actions,
// decisions, the meanings of abbreviations. line is that of the document.
func eachPart(src edition.Source, f func(text string, line int)) {
	block := func(b *minutes.Block) {
		if len(b.Spans) > 0 {
			f(b.Text(), b.Line)
		}
	}
	if p := src.Page; p != nil {
		f(p.Title, 1)
		for _, b := range p.Blocks {
			b.Walk(block)
		}
		return
	}
	m := src.Minutes
	m.Walk(block)
	for _, text := range []string{m.Meeting.ID, m.Meeting.Document, m.Meeting.GroupName, m.Meeting.Title, m.Meeting.Venue, m.Meeting.Version, m.Classification.Statement} {
		f(text, 1)
	}
	for _, it := range m.AllItems() {
		f(it.Title, it.Line)
	}
	for _, people := range [][]minutes.Attendee{m.Attendance, m.Apologies} {
		for _, p := range people {
			for _, text := range []string{p.Name, p.Representing, p.Role, p.AlternateFor} {
				f(text, p.Line)
			}
		}
	}
	eachAction(m, f)
	for _, d := range m.Decisions {
		f(d.Text, d.Line)
	}
	for _, t := range m.Glossary {
		f(t.Term, t.Line)
		f(t.Expansion, t.Line)
	}
	for _, subjects := range [][]minutes.Subject{m.Incidents, m.Modifications} {
		for _, sub := range subjects {
			f(sub.Title, 1)
		}
	}
}

func eachAction(m *minutes.Minutes, f func(text string, line int)) {
	for _, list := range [][]minutes.Action{m.Raised, m.Updated} {
		for _, a := range list {
			f(a.Text, a.Line)
			f(a.Update, a.Line)
			for _, o := range a.Owners {
				f(o, a.Line)
			}
		}
	}
}

// aside is what a document says beside its blocks: the lines of its front matter and comments, and the addresses of its
// links.
type aside struct{ parts []part }

type part struct {
	text string
	line int
}

func newAside(src edition.Source) aside {
	var a aside
	text := string(src.Text)
	var hidden []minutes.Range
	links := func(b *minutes.Block) {
		for _, sp := range b.Spans {
			a.address(sp.Href, max(sp.Line, b.Line))
			a.address(sp.Image, max(sp.Line, b.Line))
		}
	}
	if src.Page != nil {
		hidden = src.Page.Hidden
		for _, b := range src.Page.Blocks {
			b.Walk(links)
		}
	} else {
		hidden = src.Minutes.Hidden
		src.Minutes.Walk(links)
	}
	line, at := 1, 0
	for _, r := range hidden {
		if r.Start < at || r.End > len(text) {
			continue
		}
		line += strings.Count(text[at:r.Start], "\n")
		at = r.Start
		a.lines(text[r.Start:r.End], line)
	}
	return a
}

// lines are those of front matter or of a comment, and what stands behind a colon in each.
func (a *aside) lines(text string, line int) {
	whole := strings.Trim(text, "<!->\n\r\t ")
	a.parts = append(a.parts, part{whole, line})
	for i, one := range strings.Split(text, "\n") {
		one = strings.TrimSpace(strings.Trim(strings.TrimSpace(one), "<!->"))
		if one == "" || one == whole {
			continue
		}
		a.parts = append(a.parts, part{one, line + i})
		if key, value, ok := strings.Cut(one, ":"); ok {
			a.parts = append(a.parts, part{key, line + i}, part{value, line + i})
		}
	}
}

// address is where a link leads, whole and by the name of the file.
func (a *aside) address(href string, line int) {
	if href == "" {
		return
	}
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	a.parts = append(a.parts, part{href, line}, part{path.Base(href), line})
}

// asDocument is all of it as Markdown, a paragraph each, in which ids are found. A slug is spelt as an id as well.
func (a aside) asDocument() string {
	var text strings.Builder
	slug := strings.NewReplacer("-", "_", "/", " ", ".", " ")
	for _, p := range a.parts {
		text.WriteString(noMarkup.ReplaceAllString("Says "+p.text+" and "+slug.Replace(strings.ToUpper(p.text))+" .", " "))
		text.WriteString("\n\n")
	}
	return text.String()
}

var noMarkup = regexp.MustCompile("[<>\\[\\]#`*|\\s]+")

// lineOf is the line of the source for a line of asDocument.
func (a aside) lineOf(line int) int { return a.parts[min(max(line-1, 0)/2, len(a.parts)-1)].line }
