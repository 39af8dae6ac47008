package feed

import (
	"strings"

	"golang.org/x/net/html"

	"minutebook/internal/record"
)

// count is a number and its noun; "" for none.
func (m *maker) count(key string, n int) string {
	if n == 0 {
		return ""
	}
	return m.Words.Count(key, n)
}

// titleLength is about how many characters of a sentence a title shows.
const titleLength = 100

// spot is a place in words: "TOG_31, item 4".
func (m *maker) spot(p record.Place) string {
	if n := p.ItemNumber(); n != "" {
		return m.Words.Say("news.meeting_item", "meeting", p.Meeting.ID, "item", n)
	}
	return p.Meeting.ID
}

// within is a place of a meeting that goes without saying: "Item 4".
func (m *maker) within(p record.Place) string {
	if n := p.ItemNumber(); n != "" {
		return m.Words.Say("news.within", "item", n)
	}
	return m.Words.Say("news.before_agenda")
}

// phrase is a text with a link in one of its places.
func (m *maker) phrase(text, place string, link *html.Node) []*html.Node {
	before, after, there := strings.Cut(text, place)
	if !there {
		return []*html.Node{words(text), words(" "), link}
	}
	return []*html.Node{words(before), link, words(after)}
}
