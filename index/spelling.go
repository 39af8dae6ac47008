package index

import (
	"context"
	"strings"

	api "github.com/blevesearch/bleve_index_api"
)

const (
	minRespelt = 4 // letters of a word worth respelling
	maxRespelt = 3 // words of a query
	maxNear    = 50
)

// respell is the query's text with every word that the index does not know replaced by the commonest known
// word of one letter's difference; "" if there is no such word.
func (x *Index) respell(ctx context.Context, text string, words []clause) (string, error) {
	var b strings.Builder
	at, changed := 0, 0
	for _, w := range words {
		if len(w.terms[0]) < minRespelt || changed == maxRespelt || ctx.Err() != nil {
			continue
		}
		better, err := x.closest(w.terms[0])
		if err != nil {
			return "", err
		}
		if better != "" {
			b.WriteString(text[at:w.start] + better)
			at = w.end
			changed++
		}
	}
	if changed == 0 {
		return "", nil
	}
	return b.String() + text[at:], nil
}

// closest finds a word for one that the index does not know; "" for one that it does.
func (x *Index) closest(word string) (string, error) {
	for field, t := range map[string]string{fieldWords: word, fieldStems: stem(word), fieldAbout: stem(word)} {
		if known, err := x.knows(field, t); known || err != nil {
			return "", err
		}
	}
	near, err := x.near(word)
	if err != nil {
		return "", err
	}
	var best string
	var most uint64
	for _, candidate := range near { // the dictionary of a fuzzy search leaves the counts out
		postings, err := x.reader.TermFieldReader(context.Background(), []byte(candidate), fieldWords, false, false, false)
		if err != nil {
			return "", err
		}
		if n := postings.Count(); n > most {
			best, most = candidate, n
		}
		if err := postings.Close(); err != nil {
			return "", err
		}
	}
	return best, nil
}

// near are words of one letter's difference, by the alphabet.
func (x *Index) near(word string) ([]string, error) {
	dict, err := x.reader.(api.IndexReaderFuzzy).FieldDictFuzzy(fieldWords, word, 1, "")
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	var all []string
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil || len(all) == maxNear {
			return all, err
		}
		all = append(all, entry.Term)
	}
}

func (x *Index) knows(field, term string) (bool, error) {
	dict, err := x.reader.(api.IndexReaderContains).FieldDictContains(field)
	if err != nil {
		return false, err
	}
	return dict.Contains([]byte(term))
}
