package marked

import (
	"fmt"
	"strings"
)

// Files are the whole archive where s is nil, and otherwise what its readers may see of it, as an archive of its own.
func (a *Archive) Files(s *Site) []File {
	a.settle()
	all := []File{{"minutebook.yaml", []byte(a.settings(s))}}
	documents, linked := a.print(s)
	all = append(all, documents...)
	for _, p := range a.papers {
		if s == nil || linked[p] {
			all = append(all, File{"content/" + p.path, []byte(p.text)})
		}
	}
	return all
}

// print is the documents, and the papers that they link to.
func (a *Archive) print(s *Site) (all []File, linked map[*paper]bool) {
	linked = map[*paper]bool{}
	for _, d := range a.Documents {
		if s != nil && !a.shows(*s, d) {
			continue
		}
		p := &printer{stubs: a.stubs, site: s, papers: linked}
		all = append(all, File{"content/" + d.File, []byte(p.document(d))})
	}
	return all, linked
}

// Sees says whether the readers of a site may see a canary.
func (a *Archive) Sees(s Site, c *Canary) bool {
	if c.paper == nil {
		return c.Level <= s.Cleared && (c.document == nil || a.shows(s, c.document))
	}
	if a.linked[s] == nil {
		_, linked := a.print(&s)
		a.linked[s] = linked
	}
	return a.linked[s][c.paper]
}

// shows says whether a site shows a document at all. Of two drafts of a meeting there is only one here.
func (a *Archive) shows(s Site, d *Document) bool {
	if d.Level > s.Cleared || d.Draft && s.Drafts == Never {
		return false
	}
	if !d.Draft || s.Drafts == Kept || d.meeting == "" {
		return true
	}
	for _, other := range a.Documents {
		if other.meeting == d.meeting && !other.Draft && other.Level <= s.Cleared {
			return false
		}
	}
	return true
}

// printer prints documents for a site, or whole.
type printer struct {
	site   *Site
	stubs  Level
	papers map[*paper]bool // that it linked to
}

func (p *printer) sees(l Level) bool { return p.site == nil || l <= p.site.Cleared }

func (p *printer) document(d *Document) string {
	front := d.front
	if p.site == nil {
		front = append(append([]string{}, front...), d.hidden...)
	}
	text := ""
	if len(front) > 0 {
		text = "---\n" + strings.Join(front, "\n") + "\n---\n"
	}
	var blocks []string
	if d.banner != "" {
		blocks = append(blocks, d.banner)
	}
	blocks = append(blocks, p.parts(d.preamble)...)
	for _, it := range d.items {
		blocks = append(blocks, p.item(it, d.style, 2)...)
	}
	blocks = append(blocks, p.parts(d.ends)...)
	return p.unseen(text + strings.Join(blocks, "\n\n") + "\n")
}

// unseen stands before and after what is within a text and never shown.
const unseen = "\x00"

func (p *printer) unseen(text string) string {
	all := strings.Split(text, unseen)
	for i := range all {
		if i%2 == 1 && p.site != nil {
			all[i] = ""
		}
	}
	return strings.Join(all, "")
}

func (p *printer) item(it *item, st style, depth int) []string {
	if !p.sees(it.level) {
		if it.level == p.stubs && p.sees(it.in) {
			return []string{stub(st, depth, it.number)}
		}
		return nil
	}
	blocks := append(p.heading(it, st, depth), p.parts(it.parts)...)
	for _, sub := range it.below {
		blocks = append(blocks, p.item(sub, st, depth+1)...)
	}
	return blocks
}

// stub is the heading of an item of which only the number is shown.
func stub(st style, depth int, number string) string {
	if st == bold {
		st = plain
	}
	return heading(st, depth, number, "[WITHHELD]")
}

func heading(st style, depth int, number, title string) string {
	switch st {
	case hash:
		return strings.Repeat("#", depth) + " " + number + ". " + title
	case bold:
		return "**" + number + ". " + title + "**"
	}
	return number + ". " + title
}

func (p *printer) heading(it *item, st style, depth int) []string {
	if it.mark == "" {
		return []string{heading(st, depth, it.number, it.title)}
	}
	switch it.where {
	case beforeNumber:
		lead := map[style]string{hash: strings.Repeat("#", depth) + " "}[st]
		return []string{lead + it.mark + " " + strings.TrimPrefix(heading(st, depth, it.number, it.title), lead)}
	case afterNumber:
		return []string{heading(st, depth, it.number, it.mark+" "+it.title)}
	case underHeading:
		return []string{heading(st, depth, it.number, it.title) + "\n" + it.mark}
	case firstBlock:
		return []string{heading(st, depth, it.number, it.title), it.mark}
	}
	return []string{heading(st, depth, it.number, it.title+" "+it.mark)}
}

// parts are the blocks that are left of some parts.
func (p *printer) parts(all []*part) []string {
	var blocks []string
	for _, one := range all {
		if !p.sees(one.level) {
			continue
		}
		for _, b := range p.part(one) {
			if b != "" {
				blocks = append(blocks, b)
			}
		}
	}
	return blocks
}

func (p *printer) part(one *part) []string {
	for _, paper := range one.papers {
		p.papers[paper] = true
	}
	switch one.kind {
	case list:
		return []string{p.list(one)}
	case table:
		return []string{p.table(one)}
	case htmlTable:
		return []string{p.htmlTable(one)}
	case attached:
		return []string{strings.Join(append([]string{one.mark}, p.parts(one.below)...), "\n")}
	case rest:
		return []string{one.mark}
	case quote:
		return []string{indent(strings.Join(lines(one), "\n\n"), "> ")}
	case fence:
		return []string{"```\n" + strings.Join(lines(one), "\n") + "\n```"}
	case openFence:
		return []string{"```\n" + strings.Join(lines(one), "\n")}
	case indented:
		return []string{indent(strings.Join(lines(one), "\n"), "    ")}
	case pre:
		return []string{"<pre>\n" + strings.Join(lines(one), "\n") + "\n</pre>"}
	}
	return append([]string{sentences(one)}, p.parts(one.below)...)
}

// sentences are the texts of a part with its mark between them.
func sentences(one *part) string {
	if !one.loose {
		return strings.Join(marked(one), " ")
	}
	return strings.Join(lines(one), "\n")
}

// marked are the texts of a part and its mark.
func marked(one *part) []string {
	all := append([]string{}, one.texts...)
	if one.mark == "" {
		return all
	}
	return append(all[:one.at:one.at], append([]string{one.mark}, all[one.at:]...)...)
}

// lines are the texts of a part, the mark within one of them.
func lines(one *part) []string {
	all := append([]string{}, one.texts...)
	switch {
	case one.mark == "":
	case one.at < len(all):
		all[one.at] = one.mark + " " + all[one.at]
	default:
		all[len(all)-1] += " " + one.mark
	}
	return all
}

func indent(text, by string) string {
	all := strings.Split(text, "\n")
	for i, l := range all {
		if l != "" || by == "> " {
			all[i] = strings.TrimRight(by+l, " ")
		}
	}
	return strings.Join(all, "\n")
}

func (p *printer) list(one *part) string {
	between := "\n"
	if one.loose {
		between = "\n\n"
	}
	var entries []string
	for i, e := range one.below {
		if !p.sees(e.level) {
			continue
		}
		marker := "- "
		if one.ordered {
			marker = fmt.Sprintf("%d. ", i+1)
		}
		for _, paper := range e.papers {
			p.papers[paper] = true
		}
		text := marker + sentences(e)
		for _, in := range p.parts(e.below) {
			text += between + indent(in, strings.Repeat(" ", len(marker)))
		}
		entries = append(entries, text)
	}
	return strings.Join(entries, between)
}

func (p *printer) table(one *part) string {
	head := one.below[0]
	top := p.row(head, one.mark) + "\n" + strings.Repeat("|---", one.align) + "|"
	all := []string{top}
	for _, r := range one.below[1:] {
		switch {
		case r.kind == again:
			all = append(all, "", top)
		case p.sees(r.level):
			all = append(all, p.row(r, r.mark))
		}
	}
	return strings.Join(all, "\n")
}

// row writes the mark of a row into its first cell that is filled.
func (p *printer) row(r *part, mark string) string {
	line := "|"
	for _, c := range r.below {
		text := ""
		if p.sees(c.level) {
			text = strings.Join(marked(c), " ")
			for _, paper := range c.papers {
				p.papers[paper] = true
			}
		}
		if text != "" && mark != "" {
			text, mark = mark+" "+text, ""
		}
		line += " " + text + strings.Repeat(" ", min(1, len(text))) + "|"
	}
	return line
}

func (p *printer) htmlTable(one *part) string {
	all := []string{"<table>"}
	for _, r := range one.below {
		if p.sees(r.level) {
			all = append(all, "<tr><td>"+strings.Join(lines(r), "</td><td>")+"</td></tr>")
		}
	}
	return strings.Join(append(all, "</table>"), "\n")
}
