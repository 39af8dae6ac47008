package markup

import (
	"net/url"
	"strings"

	"minutebook/internal/markup/escape"
)

// address is where a link leads, checked. The zero address leads nowhere.
type address struct {
	href     string
	external bool // on another site
}

// safe checks an address, whoever wrote it: http, https and mailto, and what lies on this site (from the
// root, relative, or a fragment). Blanks, backslashes and "//host" are refused, since browsers and
// parsers read them differently.
func safe(raw string) (address, bool) {
	if raw == "" || strings.ContainsFunc(raw, misread) || strings.HasPrefix(raw, "//") {
		return address{}, false
	}
	u, err := url.Parse(raw)
	if err != nil {
		return address{}, false
	}
	switch strings.ToLower(u.Scheme) {
	case "":
		return address{href: raw}, true
	case "http", "https":
		return address{href: raw, external: true}, u.Host != ""
	case "mailto":
		return address{href: raw}, true
	}
	return address{}, false
}

func misread(r rune) bool {
	return r <= ' ' || r == '\\' || escape.Visible(string(r)) != string(r)
}

// open is the start tag of a link with a class ("" for none).
func (a address) open(class string) string {
	tag := "<a" + attribute("class", class) + attribute("href", a.href)
	if a.external {
		tag += ` rel="noopener noreferrer"`
	}
	return tag + ">"
}

// attribute is ` name="value"`, or nothing for an empty value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + escape.HTML(value) + `"`
}

// document is what an address written in the document becomes.
func (w Writer) document(written string) (address, bool) {
	if w.Href == nil || written == "" {
		return safe(written)
	}
	href, ok := w.Href(written)
	if !ok {
		return address{}, false
	}
	return safe(href)
}
