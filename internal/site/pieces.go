package site

import (
	"strings"

	"minutebook/internal/markup/escape"
)

// Small pieces of markup that stand on pages many times over, as the partials of the same names make them.

func attribute(s *strings.Builder, name, value string) {
	s.WriteString(" " + name + `="` + escape.HTML(value) + `"`)
}

// writeLink is a link to an address of this site; the text alone where it leads nowhere.
func writeLink(s *strings.Builder, l Link) {
	if l.Href == "" {
		s.WriteString(escape.HTML(l.Text))
		return
	}
	s.WriteString(`<a href="` + escape.HTML(l.Href) + `">` + escape.HTML(l.Text) + "</a>")
}

func writeStatus(s *strings.Builder, of status) {
	if of.Word != "" {
		s.WriteString(`<span class="status ` + escape.HTML(of.Class) + `">` + escape.HTML(of.Word) + "</span>")
	}
}

func writeDay(s *strings.Builder, d date) {
	s.WriteString(`<time datetime="` + escape.HTML(d.ISO) + `">` + escape.HTML(d.Text) + "</time>")
}
