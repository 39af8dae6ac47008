package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2/search"
)

const (
	minRespelt = 4 // letters of a word worth respelling
	farRespelt = 8 // letters of a word in which two may be wrong
	maxRespelt = 3 // words of a query
)

// vocabulary are the words of all texts, sorted, and how many documents have each.
type vocabulary struct {
	words  texts
	counts []uint32
}

func (r *reader) vocabulary() vocabulary {
	v := vocabulary{r.strings(), r.list()}
	if v.words.len() != len(v.counts) {
		r.damaged()
		return vocabulary{}
	}
	return v
}

// respell is the query's text with every word that the index does not know replaced by the commonest known
// word of one letter's difference, or two of a long one; "" if there is no such word.
func (v vocabulary) respell(text string, unknown []clause) string {
	var b strings.Builder
	at, changed := 0, 0
	for _, w := range unknown {
		if len(w.terms[0]) < minRespelt || changed == maxRespelt {
			continue
		}
		if better := v.closest(w.terms[0]); better != "" {
			b.WriteString(text[at:w.start] + better)
			at = w.end
			changed++
		}
	}
	if changed == 0 {
		return ""
	}
	return b.String() + text[at:]
}

// closest finds a word for one that the index does not know.
func (v vocabulary) closest(word string) string {
	most := 1
	if len(word) >= farRespelt {
		most = 2
	}
	best, nearest := -1, most+1
	for i := range v.words.len() {
		other := v.words.at(i)
		if len(other)-len(word) > most || len(word)-len(other) > most {
			continue
		}
		distance, far := search.LevenshteinDistanceMax(word, other, min(most, nearest))
		if swapped(word, other) {
			distance, far = 1, false
		}
		if !far && distance <= most && (best < 0 || distance < nearest || distance == nearest && v.counts[i] > v.counts[best]) {
			best, nearest = i, distance
		}
	}
	if best < 0 {
		return ""
	}
	return v.words.at(best)
}

// swapped says whether two letters that follow each other are the only difference.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
