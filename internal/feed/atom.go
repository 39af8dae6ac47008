package feed

import (
	"bytes"
	"encoding/xml"
	"slices"

	"minutebook/internal/policy"
)

// document is an Atom feed document; its fields and those below are the elements of RFC 4287.
type document struct {
	XMLName   xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Language  string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Subtitle  string   `xml:"subtitle"`
	Updated   string   `xml:"updated"`
	Links     []link   `xml:"link"`
	Author    person   `xml:"author"`
	Rights    string   `xml:"rights,omitempty"`
	Generator string   `xml:"generator"`
	Entries   []entry  `xml:"entry"`
}

type entry struct {
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Updated  string   `xml:"updated"`
	Links    []link   `xml:"link"`
	Author   person   `xml:"author"`
	Category category `xml:"category"`
	Rights   string   `xml:"rights"`
	Content  text     `xml:"content"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type person struct {
	Name string `xml:"name"`
}

type category struct {
	Term string `xml:"term,attr"`
}

// text is plain words, or HTML as text.
type text struct {
	Type string `xml:"type,attr"` // "text" or "html"
	Body string `xml:",chardata"`
}

// epoch is when a feed without entries was updated: there is no day that it could name, and RFC 4287 wants one.
const epoch = "1970-01-01"

// atom is the file of a feed.
func (m *maker) atom(f feed) ([]byte, error) {
	d := document{Language: m.Language, ID: m.urn(f.Path), Title: m.Words.Say("news.title", "site", m.Title, "feed", f.Title),
		Subtitle: m.Words.Say("news.newest", "about", f.About), Updated: instant(epoch), Author: person{m.Title}, Generator: "minutebook",
		Links: []link{{"self", "application/atom+xml", m.address(f.Path)}, {"alternate", "text/html", m.address(f.Page)}}}
	var levels []policy.Level
	for _, n := range newest(f.news) {
		e, level := m.entry(n)
		d.Entries, levels = append(d.Entries, e), append(levels, level)
	}
	if len(d.Entries) > 0 {
		d.Updated, d.Rights = d.Entries[0].Updated, m.rights(slices.Min(levels))
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	x := xml.NewEncoder(&b)
	x.Indent("", " ")
	if err := x.Encode(d); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
