package index

import (
	"math"
	"slices"
	"unicode/utf8"
)

const (
	maxSuggestions = 8
	maxTyped       = 100  // bytes that are completed
	maxScanned     = 4000 // keys of ids that are looked at
)

func keysOf[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

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
	places := x.idsBegun(join(typed))
	if parts := x.unglued(typed); len(places) == 0 && parts != nil {
		places = x.idsBegun(join(parts))
	}
	if len(places) < maxSuggestions && !(len(places) > 0 && hasNumber(typed)) {
		places = appendNew(places, x.complete.titles(typed))
	}
	var out []Suggestion
	for _, place := range places[:min(len(places), maxSuggestions)] {
		s, err := x.suggestion(x.complete.entries[place])
		if err != nil {
			return out // what cannot be read is not suggested
		}
		out = append(out, s)
	}
	return out
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
	d, err := x.load(number)
	return Suggestion{d.ID, d.Kind, d.Title, d.URL}, err
}

// idsBegun are the places of the ids that begin like what was typed, the id itself first, then by how much more there is
// to type.
func (x *Index) idsBegun(typed string) []uint32 {
	type begun struct{ place, more uint32 }
	var all []begun
	scanned := 0
	x.keys.begin(typed, func(key string, rows []uint32) bool {
		for _, one := range rows {
			if place := x.complete.places[one>>2]; place != noRow {
				more := uint32(4*(len(key)-len(typed))) + isOwn - one&3
				if key != typed {
					more = math.MaxUint32 // begun ids are all alike
				}
				all = append(all, begun{place, more})
			}
		}
		scanned += len(rows)
		return scanned < maxScanned
	})
	slices.SortFunc(all, func(a, b begun) int {
		if a.more != b.more {
			return int(int64(a.more) - int64(b.more))
		}
		return int(a.place) - int(b.place)
	})
	var places []uint32
	for _, b := range all {
		if len(places) == maxSuggestions {
			break
		}
		places = appendNew(places, []uint32{b.place})
	}
	return places
}
