package feed

import (
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// count is a number and its noun; "" for none.
func count(n int, one, many string) string {
	if n == 0 {
		return ""
	}
	return prose.Count(n, one, many)
}

// titleLength is about how many characters of a sentence a title shows.
const titleLength = 100

// spot is a place in words: "TOG_31, item 4".
func spot(p record.Place) string {
	if n := p.ItemNumber(); n != "" {
		return p.Meeting.ID + ", item " + n
	}
	return p.Meeting.ID
}

// within is a place of a meeting that goes without saying: "Item 4".
func within(p record.Place) string {
	if n := p.ItemNumber(); n != "" {
		return "Item " + n
	}
	return "Before the agenda"
}
