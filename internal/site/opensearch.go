package site

import (
	"encoding/xml"
	"strings"

	"minutebook/internal/generation"
)

// openSearch tells a browser how to search the site from its own search box: OpenSearch 1.1.
type openSearch struct {
	XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string
	LongName    string
	Description string
	Encoding    string `xml:"InputEncoding"`
	URL         openSearchURL
}

type openSearchURL struct {
	XMLName  xml.Name `xml:"Url"`
	Type     string   `xml:"type,attr"`
	Template string   `xml:"template,attr"`
}

// The specification's bounds, in characters.
const (
	longestShortName = 16
	longestLongName  = 48
)

// writeOpenSearch writes opensearch.xml for a site whose address is known. It names the search page alone, which every
// host has; a search service answers at the same address with its suggestions and feed as well.
func (b *builder) writeOpenSearch(out *generation.Folder) error {
	root := strings.TrimRight(b.record.Site.URL, "/")
	if root == "" {
		return nil
	}
	data, err := xml.MarshalIndent(openSearch{
		ShortName:   firstRunes(b.look.Title, longestShortName),
		LongName:    firstRunes(b.look.Title, longestLongName),
		Description: b.words.Say("frame.open_search", "site", b.look.Title),
		Encoding:    "UTF-8",
		URL:         openSearchURL{Type: "text/html", Template: root + "/search?q={searchTerms}"},
	}, "", " ")
	if err != nil {
		return err
	}
	return out.Write("opensearch.xml", append(append([]byte(xml.Header), data...), '\n'))
}

// firstRunes cuts a text to so many characters, at a blank if there is one.
func firstRunes(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	short := string(runes[:most+1])
	if blank := strings.LastIndexByte(short, ' '); blank > 0 {
		return short[:blank]
	}
	return string(runes[:most])
}
