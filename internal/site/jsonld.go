package site

import (
	"encoding/json"
	"net/url"
)

// jsonLD is a value as the text of a script element of JSON-LD: no text in it can end the element.
func jsonLD(v any) string {
	text, err := json.Marshal(v) // which writes <, > and & as \u003c and the like
	if err != nil {
		return ""
	}
	return string(text)
}

// absolute is a root-relative address of the site with its scheme and host; "" where the site has no address of its own.
func (b *builder) absolute(p string) string {
	root, err := url.Parse(b.record.Site.URL)
	if err != nil || root.Host == "" {
		return ""
	}
	return (&url.URL{Scheme: root.Scheme, Host: root.Host}).String() + b.href(p)
}
