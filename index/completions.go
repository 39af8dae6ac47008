package index

import (
	"slices"
	"strings"
)

// completions are the words that titles and ids are made of. Whatever can be suggested has a place, the better the
// smaller: by kind, then newest first.
type completions struct {
	entries []uint32 // of each place, a row, or rows and a place among the names
	places  []uint32 // of each row, its place; noRow for what is not suggested
	words   texts    // sorted
	found   lists    // of each word, the places whose titles or ids have it, ascending
	named   int      // how many of the entries are names
}

// suggestedKinds is the order in which a title is suggested.
var suggestedKinds = []string{"owner", "thread", "meeting", "action", "incident", "modification", "page", "item"}

func (w *writer) completions(c completions) {
	w.list(c.entries)
	w.texts(c.words)
	w.lists(c.found)
}

func (r *reader) completions(rows int) completions {
	c := completions{entries: r.list(), places: make([]uint32, rows)}
	c.words = r.strings()
	c.found = r.lists(c.words.len(), max(1, len(c.entries)))
	for row := range c.places {
		c.places[row] = noRow
	}
	for place, number := range c.entries {
		if int(number) < rows {
			c.places[number] = uint32(place)
		} else {
			c.named = max(c.named, int(number)-rows+1)
		}
	}
	return c
}

// titles are the first places that have all the words, the last one perhaps only begun.
func (c completions) titles(typed []string) []uint32 {
	last := typed[len(typed)-1]
	whole := make([][]uint32, 0, len(typed))
	for _, word := range typed[:len(typed)-1] {
		i := c.words.search(word)
		if i == c.words.len() || c.words.at(i) != word {
			return nil
		}
		whole = append(whole, c.found.at(i))
	}
	var best []uint32
	for i := c.words.search(last); i < c.words.len() && strings.HasPrefix(c.words.at(i), last); i++ {
		best = firstOf(best, c.found.at(i), whole)
	}
	return best
}

// firstOf adds to the best places those of one word that are in all lists, and keeps the first.
func firstOf(best, places []uint32, whole [][]uint32) []uint32 {
	for _, place := range places {
		if len(best) == maxSuggestions && place >= best[len(best)-1] {
			break // the rest is worse still
		}
		if slices.ContainsFunc(whole, func(list []uint32) bool { return !contains(list, place) }) {
			continue
		}
		if i, there := slices.BinarySearch(best, place); !there {
			best = slices.Insert(best, i, place)
			best = best[:min(len(best), maxSuggestions)]
		}
	}
	return best
}

func contains(sorted []uint32, n uint32) bool {
	_, ok := slices.BinarySearch(sorted, n)
	return ok
}
