package index

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

const (
	maxSuggestions = 8
	maxTyped       = 100  // bytes that are completed
	maxScanned     = 4000 // keys of ids that are looked at
)

// Suggest completes text: at most 8 documents or names whose title and id have all its words, the last one perhaps
// only begun. An id that is typed out comes first, then ids that begin so, then titles by kind. Text that cannot be
// completed yields none.
func (x *Index) Suggest(text string) []Suggestion {
	if len(text) > maxTyped || !utf8.ValidString(text) {
		return nil
	}
	typed := terms(text)
	if n := len(typed); n > 1 && typed[n-1] == "0" {
		typed = typed[:n-1] // "12/0" on the way to "12/01"
	}
	if x.tables == nil || len(typed) == 0 || len(typed) > maxClauses {
		return nil
	}
	var out []Suggestion
	for _, place := range x.completed(typed) {
		s, err := x.suggestion(x.complete.entries[place])
		if err != nil {
			return out // what cannot be read is not suggested
		}
		out = append(out, s)
	}
	return out
}

// completed are the places of at most maxSuggestions ids and titles that begin like what was typed.
func (x *Index) completed(typed []string) []uint32 {
	places := x.idsBegun(join(typed))
	if parts := x.unglued(typed); len(places) == 0 && parts != nil {
		places = x.idsBegun(join(parts))
	}
	if len(places) < maxSuggestions && !(len(places) > 0 && hasNumber(typed)) {
		places = appendNew(places, x.complete.titles(typed))
	}
	return places[:min(len(places), maxSuggestions)]
}

func appendNew(places, more []uint32) []uint32 {
	for _, place := range more {
		if !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return places
}

func (x *Index) suggestion(number uint32) (Suggestion, error) {
	if int(number) >= x.rows {
		return x.names[int(number)-x.rows], nil
	}
	var s Suggestion
	err := x.visit(number, func(field string, value []byte) {
		switch field { // not the text, which is most of it
		case storedID:
			s.ID = string(value)
		case fieldKind:
			s.Kind = string(value)
		case storedHeading:
			s.Title = string(value)
		case storedURL:
			s.URL = string(value)
		}
	})
	return s, err
}

// idsBegun are the first places of ids that begin like what was typed: those that it names, by how exactly, then all
// others alike.
func (x *Index) idsBegun(typed string) []uint32 {
	type begun struct {
		place   uint32
		exactly int
	}
	first := func(a, b begun) int { return cmp.Or(cmp.Compare(b.exactly, a.exactly), cmp.Compare(a.place, b.place)) }
	var best []begun // of each place perhaps twice, under two of its keys
	scanned := 0
	x.keys.begin(typed, func(key string, references []uint32) bool {
		for _, one := range references {
			b := begun{place: x.complete.places[reference(one).row()]}
			if key == typed {
				b.exactly = reference(one).exactly()
			}
			if n := len(best); n == 2*maxSuggestions && first(best[n-1], b) < 0 {
				continue
			}
			i, there := slices.BinarySearchFunc(best, b, first)
			if b.place == noRow || there || i == 2*maxSuggestions {
				continue
			}
			best = slices.Insert(best, i, b)
			best = best[:min(len(best), 2*maxSuggestions)]
		}
		scanned += len(references)
		return scanned < maxScanned
	})
	var places []uint32
	for _, b := range best {
		places = appendNew(places, []uint32{b.place})
	}
	return places[:min(len(places), maxSuggestions)]
}
