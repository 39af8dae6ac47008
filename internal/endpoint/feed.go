package endpoint

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"strings"

	"minutebook/index"
	"minutebook/internal/permalink"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
)

// mostEntries is how many hits a feed has: the newest, as in the feeds that a build writes (internal/feed).
const mostEntries = 50

// atom is an Atom feed document (RFC 4287).
type atom struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language  string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr,omitempty"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle"`
	Updated   string      `xml:"updated"`
	Links     []atomLink  `xml:"link"`
	Author    atomPerson  `xml:"author"`
	Generator string      `xml:"generator"`
	Entries   []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Author     atomPerson     `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Content    *atomText      `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

// feed answers with the newest hits. What has no date is in no feed: nobody can tell whether it is new.
func (s searcher) feed(w http.ResponseWriter, r *http.Request) {
	f, err := readForm(r)
	if err != nil {
		s.refusePlainly(w, err)
		return
	}
	f.Sort, f.By, f.Page, f.Size = index.SortDate, index.ByNothing, 1, mostEntries
	res, err := s.find(r.Context(), f.Query)
	if err != nil {
		s.refusePlainly(w, err)
		return
	}
	f = form{res.Query}
	s.send(w, r, response{http.StatusOK, contentType(".atom"), marshalXML(s.atom(f, res)), true})
}

func (s searcher) atom(f form, res index.Results) atom {
	whole := f.with("size", "", "by", "", "sort", "")
	d := atom{Language: s.page.language, ID: s.urn("/search.atom" + whole),
		Title:    s.words().named(f, s.site.Title),
		Subtitle: s.site.Words.Count("results.feed_holds", mostEntries),
		Updated:  instant(epoch), Author: atomPerson{s.site.Title}, Generator: "minutebook",
		Links: []atomLink{
			{"self", "application/atom+xml", s.where("/search.atom" + whole)},
			{"alternate", "text/html", s.where("/search" + whole)}}}
	seen := map[string]bool{}
	for _, h := range res.Hits {
		e := s.entry(h)
		if !prose.IsDay(h.Date) || seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		d.Entries = append(d.Entries, e)
	}
	if len(d.Entries) > 0 {
		d.Updated = d.Entries[0].Updated
	}
	return d
}

// epoch is when a feed without entries was updated: there is no day that it could name, and RFC 4287 wants one.
const epoch = "1970-01-01"

func instant(day string) string { return day + "T00:00:00Z" }

func (s searcher) entry(h index.Hit) atomEntry {
	at := strings.TrimPrefix(h.URL, s.site.Base)
	page, _, _ := strings.Cut(at, "#")
	e := atomEntry{ID: s.urn(at + "#found-" + h.Kind + "-" + h.ID), Title: entryTitle(h),
		Updated: instant(h.Date), Author: atomPerson{authorOf(h, s.site.Title)},
		Links: []atomLink{{"alternate", "text/html", s.where(at)}}, Categories: []atomCategory{{h.Kind, s.words().kind(h.Kind)}}}
	if page != at {
		e.Links = append(e.Links, atomLink{"related", "text/html", s.where(page)})
	}
	if h.Status != "" {
		e.Categories = append(e.Categories, atomCategory{h.Status, s.words().status(h.Status)})
	}
	if h.Snippet != "" {
		e.Content = &atomText{"html", "<p>" + string(h.Snippet) + "</p>"}
	}
	return e
}

// entryTitle is what a hit is called where nothing beside it says of which meeting.
func entryTitle(h index.Hit) string {
	if h.Kind == "meeting" || h.Meeting == "" || strings.Contains(h.Title, h.Meeting) {
		return h.Title
	}
	return h.Title + " (" + h.Meeting + ")"
}

func authorOf(h index.Hit, site string) string {
	if h.Group != "" {
		return h.Group
	}
	return site
}

// permanent is the site as lasting names and addresses need it.
func (s searcher) permanent() policy.Site { return policy.Site{Name: s.site.Name, URL: s.site.URL} }

// urn names what stands at an address for ever, whatever else is found.
func (s searcher) urn(at string) string { return "urn:uuid:" + permalink.UUID(s.permanent(), at) }

// where is an address as readers elsewhere need it: whole where the site's url is known.
func (s searcher) where(at string) string {
	if s.site.URL == "" {
		return s.site.Base + at
	}
	return permalink.Address(s.permanent(), at)
}

func marshalXML(v any) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	x := xml.NewEncoder(&b)
	x.Indent("", " ")
	if err := x.Encode(v); err != nil {
		panic(err) // plain strings, into memory
	}
	b.WriteByte('\n')
	return b.Bytes()
}
