package site

import (
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"minutebook/internal/markup/escape"
)

// markup is the row as the layouts show it: its cells, each an element with the class of its column, and with the column's name
// for screens too narrow for a head. A register is mostly cells, so they are made here once and not taken apart in a layout.
func (r row) markup(columns []column) template.HTML {
	var s strings.Builder
	for i, c := range r {
		c.element(&s, columns[i])
	}
	return template.HTML(s.String())
}

func (c cell) element(s *strings.Builder, of column) {
	name, class := "td", of.Class
	if of.Class == "name" {
		name, class = "th", "id"
	}
	if c.long() {
		class += " long"
	}
	s.WriteString("<" + name)
	if name == "th" {
		attribute(s, "scope", "row")
	}
	if class != "" {
		attribute(s, "class", class)
	}
	if of.Class == "words" {
		attribute(s, "dir", "auto")
	}
	if c.Sort != "" {
		attribute(s, "data-sort", c.Sort)
	}
	attribute(s, "data-label", of.Name)
	s.WriteString(">")
	c.content(s, of)
	s.WriteString("</" + name + ">")
}

// content is what stands in the cell, with its note.
func (c cell) content(s *strings.Builder, of column) {
	switch {
	case of.Class == "status":
		writeStatus(s, status{c.Text, c.Class})
	case c.ISO != "":
		writeDay(s, date{c.ISO, c.Text})
	case c.HTML != "":
		s.WriteString(string(c.HTML))
	case len(c.Links) > 0:
		for i, l := range c.Links {
			if i > 0 {
				s.WriteString(", ")
			}
			writeLink(s, l)
		}
	case c.Said != "":
		before, after, _ := strings.Cut(c.Said, "{meeting}")
		s.WriteString(escape.HTML(before))
		writeLink(s, Link{c.Text, c.Href})
		s.WriteString(escape.HTML(after))
	default:
		writeLink(s, Link{c.Text, c.Href})
	}
	if c.Note != "" {
		s.WriteString(` <span class="meta">` + escape.HTML(c.Note) + "</span>")
	}
}

// longWord is the length, in characters, of the longest word that a column of the table is as wide as.
const longWord = 20

// long says whether the cell may need to break within a word.
func (c cell) long() bool {
	return hasLongWord(c.Text) || slices.ContainsFunc(c.Links, func(l Link) bool { return hasLongWord(l.Text) })
}

func hasLongWord(text string) bool {
	if len(text) <= longWord {
		return false
	}
	for w := range strings.FieldsSeq(text) {
		if len(w) > longWord && utf8.RuneCountInString(w) > longWord {
			return true
		}
	}
	return false
}
