package marked

import (
	"fmt"
	"strings"
)

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
