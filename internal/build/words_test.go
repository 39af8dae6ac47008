package build_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
)

// The words of each meeting's page, in order, are the words of its edition: markup, comments and the table
// heads that a page break repeated apart. The words of the edition are taken from its Markdown by rules of
// this test's own, not by the parser that made the page.
func TestPagesKeepTheWords(t *testing.T) {
	meetings := 0
	for _, s := range allSites(t) {
		root := archives[s.archive](t)
		for id, text := range editionTexts(t, root, s.name) {
			p := s.pages["/meetings/"+id+"/"]
			if p == nil {
				t.Errorf("%s %s: no page for %s", s.archive, s.name, id)
				continue
			}
			record := p.doc.Find(".minutes")
			if record.Length() != 1 {
				t.Errorf("%s %s %s: %d elements hold the record", s.archive, s.name, id, record.Length())
				continue
			}
			meetings++
			if why := differ(sourceLines(text), shownWords(record.Nodes[0])); why != "" {
				t.Errorf("%s %s %s: %s", s.archive, s.name, id, why)
			}
		}
	}
	if meetings < 60 {
		t.Errorf("only %d meetings were compared", meetings)
	}
}

// editionTexts are the standing documents of a site, by the slug of their meeting.
func editionTexts(t *testing.T, root, site string) map[string]string {
	t.Helper()
	e := editionOf(t, root, site)
	texts := map[string]string{}
	for _, d := range e.Documents() {
		if d.Standing {
			texts[strings.ToLower(strings.ReplaceAll(d.Minutes.Meeting.ID, "_", "-"))] = d.Text()
		}
	}
	return texts
}

var (
	address  = regexp.MustCompile(`\]\([^)\s]*(?:\s+"[^"]*")?\)`)
	fence    = regexp.MustCompile("^\\s*(?:```|~~~)\\s*\\S*\\s*$")
	markup   = regexp.MustCompile(`</?(?:i|b|em|strong|u|sub|sup|s|br|code)\s*/?>`)
	cellRule = regexp.MustCompile(`^\s*\|?[\s:|-]*-[\s:|-]*$`)
)

// sourceLine is one line's words; repeated says that it is a table head that stood before.
type sourceLine struct {
	words    []string
	repeated bool
}

func sourceLines(text string) []sourceLine {
	var all []sourceLine
	heads := map[string]bool{}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if fence.MatchString(line) {
			continue
		}
		line = html.UnescapeString(markup.ReplaceAllString(address.ReplaceAllString(line, "]"), " "))
		l := sourceLine{words: alphanumeric(line)}
		if i+1 < len(lines) && strings.Contains(line, "|") && cellRule.MatchString(lines[i+1]) && strings.Contains(lines[i+1], "|") {
			key := strings.Join(l.words, " ")
			l.repeated = heads[key]
			heads[key] = true
		}
		all = append(all, l)
	}
	return all
}

// differ aligns the source with the page; a repeated table head may be missing from the page.
func differ(source []sourceLine, shown []string) string {
	at := 0
	for n, line := range source {
		if line.repeated && !hasPrefix(shown[at:], line.words) {
			continue
		}
		for _, w := range line.words {
			if at >= len(shown) {
				return fmt.Sprintf("line %d: the page ends before %q", n+1, w)
			}
			if shown[at] != w {
				return fmt.Sprintf("line %d: the source says %q, the page %q", n+1, w, strings.Join(shown[at:min(at+6, len(shown))], " "))
			}
			at++
		}
	}
	if at < len(shown) {
		return fmt.Sprintf("the page goes on: %q", strings.Join(shown[at:min(at+8, len(shown))], " "))
	}
	return ""
}

func hasPrefix(words, prefix []string) bool {
	if len(words) < len(prefix) {
		return false
	}
	for i, w := range prefix {
		if words[i] != w {
			return false
		}
	}
	return true
}

func alphanumeric(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// shownWords are the words that a reader sees in an element, the numbers of ordered lists among them.
func shownWords(n *html.Node) []string {
	var text strings.Builder
	show(n, &text)
	return alphanumeric(text.String())
}

func show(n *html.Node, text *strings.Builder) {
	switch attr(n, "class") {
	case "stub meta", "own meta": // the site's own words: that an item is withheld, how many attended
		return
	}
	if n.Type == html.TextNode {
		text.WriteString(n.Data)
		return
	}
	number := 0
	if n.Type == html.ElementNode {
		switch n.Data {
		case "ol":
			number = 1
			if start, err := strconv.Atoi(attr(n, "start")); err == nil {
				number = start
			}
		case "img":
			text.WriteString(" " + attr(n, "alt") + " ")
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if number > 0 && c.Type == html.ElementNode && c.Data == "li" {
			fmt.Fprintf(text, " %d ", number)
			number++
		}
		show(c, text)
	}
	if n.Type == html.ElementNode && !inline[n.Data] {
		text.WriteString("\n")
	}
}

var inline = map[string]bool{"a": true, "strong": true, "em": true, "code": true, "s": true, "u": true, "sub": true, "sup": true,
	"span": true, "abbr": true, "mark": true, "time": true, "b": true, "i": true}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
