package index

import "strings"

// QueryError says in a sentence for the reader why a query cannot be answered and what to do instead. It
// never quotes the query.
type QueryError struct {
	Sentence string   // in English
	Key      string   // of the same sentence in the words of a site
	Places   []string // what stands in the sentence's places: a name, its value, and so on
}

func (e *QueryError) Error() string { return e.Sentence }

// refusal is the error of a sentence whose places, such as {name}, are filled.
func refusal(key, sentence string, places ...string) *QueryError {
	for i := 0; i+1 < len(places); i += 2 {
		sentence = strings.ReplaceAll(sentence, "{"+places[i]+"}", places[i+1])
	}
	return &QueryError{sentence, key, places}
}
