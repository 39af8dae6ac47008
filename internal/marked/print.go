package marked

import "strings"

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
