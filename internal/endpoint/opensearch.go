package endpoint

import (
	_ "embed"
	"encoding/xml"
	"net/http"
	"regexp"
	"strings"

	"minutebook/index"
)

// openAPIText describes every address of this package but the files.
//
//go:embed openapi.json
var openAPIText []byte

func (s searcher) openAPI(w http.ResponseWriter, r *http.Request) {
	s.send(w, r, response{http.StatusOK, contentType(".json"), openAPIText, true})
}

// suggestionsKind is the media type of completions in the form of OpenSearch, by which browsers know it.
const suggestionsKind = "application/x-suggestions+json"

// complete answers with completions as OpenSearch has them: what was typed, then words, descriptions and addresses.
func (s searcher) complete(w http.ResponseWriter, r *http.Request) {
	typed, all, err := s.suggestions(r)
	if err != nil {
		s.refuseJSON(w, r, err)
		return
	}
	site, err := s.address(r)
	if err != nil {
		s.refuseJSON(w, r, err)
		return
	}
	titles, kinds, urls := []string{}, []string{}, []string{}
	for _, c := range all {
		titles, kinds = append(titles, c.Title), append(kinds, s.words().kind(c.Kind))
		urls = append(urls, site+strings.TrimPrefix(c.URL, s.site.Base))
	}
	s.variesByProxy(w)
	s.send(w, r, response{status: http.StatusOK, kind: suggestionsKind, body: marshal([]any{typed, titles, kinds, urls})})
}

// description is an OpenSearch description document, 1.1.
type description struct {
	XMLName       xml.Name      `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName     string        `xml:"ShortName"`
	LongName      string        `xml:"LongName"`
	Description   string        `xml:"Description"`
	InputEncoding string        `xml:"InputEncoding"`
	Language      string        `xml:"Language,omitempty"`
	Images        []image       `xml:"Image"`
	URLs          []urlTemplate `xml:"Url"`
}

type image struct {
	Type    string `xml:"type,attr"`
	Address string `xml:",chardata"`
}

type urlTemplate struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// Lengths of names, by the specification.
const (
	shortName = 16
	longName  = 48
)

// describe answers with the description by which a browser adds the search.
func (s searcher) describe(w http.ResponseWriter, r *http.Request) {
	site, err := s.address(r)
	if err != nil {
		s.refusePlainly(w, err)
		return
	}
	d := description{ShortName: clip(s.site.Title, shortName), LongName: clip(s.site.Words.Say("search.open_name", "title", s.site.Title), longName),
		Description: s.site.Words.Say("search.open_about"), InputEncoding: "UTF-8", Language: s.page.language,
		URLs: []urlTemplate{
			{"text/html", "results", site + "/search?q={searchTerms}"},
			{suggestionsKind, "suggestions", site + "/api/opensearch?q={searchTerms}"},
			{"application/atom+xml", "results", site + "/search.atom?q={searchTerms}"},
			{"application/opensearchdescription+xml", "self", site + "/opensearch.xml"},
		}}
	if s.hasFile("favicon.svg") {
		d.Images = []image{{"image/svg+xml", site + "/favicon.svg"}}
	}
	s.variesByProxy(w)
	s.send(w, r, response{http.StatusOK, "application/opensearchdescription+xml; charset=utf-8", marshalXML(d), s.site.URL != ""})
}

func (s searcher) hasFile(name string) bool {
	_, ok := s.site.Sums["www/"+name]
	return ok
}

// clip keeps whole words, as far as there are any.
func clip(name string, most int) string {
	runes := []rune(name)
	if len(runes) <= most {
		return name
	}
	cut := string(runes[:most+1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		return cut[:i]
	}
	return string(runes[:most])
}

// A host is a name or an address, perhaps with a port. What else a client may write there is in no answer.
var aHost = regexp.MustCompile(`^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$`)

// variesByProxy tells caches of what address depends on beside the host.
func (s searcher) variesByProxy(w http.ResponseWriter) {
	if s.site.URL == "" {
		w.Header().Add("Vary", "X-Forwarded-Proto")
	}
}

// address is where everybody finds the site: its url, or where this client found it. That a proxy in front speaks TLS is
// believed, for nobody is led astray by it.
func (s searcher) address(r *http.Request) (string, error) {
	if s.site.URL != "" {
		return s.site.URL, nil
	}
	if !aHost.MatchString(r.Host) {
		return "", &index.QueryError{Key: "refused.host", Sentence: "The name of this site is missing or damaged in the request. Give the site a url in minutebook.yaml."}
	}
	scheme := "http"
	if r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https"
	}
	return scheme + "://" + r.Host + s.site.Base, nil
}
