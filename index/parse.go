package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The text of a query is
//
//	query  = { ["-"] ( word | phrase ) }
//	phrase = '"' anything '"'        the last quote may be missing
//	word   = neither blanks nor quotes
//
// Nothing else has a meaning: no stars, no fields, no brackets. What bounds a query bounds its cost.
const (
	maxText    = 200 // bytes
	maxClauses = 8   // words that say nothing ("the", "of") apart
	maxTerms   = 24  // an id or a compound is one clause of several terms
)

// clause is one thing that a hit must have or must not have.
type clause struct {
	terms      []string // one word, or several that follow each other
	quoted     bool     // exactly as written; otherwise a word may be found by its stem
	not        bool
	start, end int // where it stands in the query's text, for spelling
	id         *id // set if the terms are the id of documents
}

// parse reads the text of a query. Text without words yields no clauses; only blank text is no error then.
func parse(text string) ([]clause, error) {
	if len(text) > maxText {
		return nil, refusal("refused.too_long", "The query is too long: 200 characters are the most. Use the few words that matter.")
	}
	if !utf8.ValidString(text) {
		return nil, refusal("refused.no_text", "The query is not readable text. Type it again.")
	}
	clauses, count := split(text), 0
	for _, c := range clauses {
		count += len(c.terms)
	}
	switch {
	case len(withoutStopWords(clauses)) > maxClauses:
		return nil, refusal("refused.too_many_words", "The query has too many words: 8 are the most. Leave out the less important ones.")
	case count > maxTerms:
		return nil, refusal("refused.too_many_parts", "The query has too many parts. Use the few words that matter.")
	case len(clauses) == 0 && strings.TrimFunc(text, isBlank) != "":
		return nil, refusal("refused.no_words", "The query has no word and no number. Type a word, an id or a phrase in quotes.")
	}
	return clauses, nil
}

// split cuts a query's text into its clauses, without those that hold no term.
func split(text string) []clause {
	var all []clause
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isBlank(r) {
			i += size
			continue
		}
		c := clause{not: r == '-'}
		if c.not {
			i += size
		}
		r, size = utf8.DecodeRuneInString(text[i:])
		if c.quoted = isQuote(r); c.quoted {
			i += size
		}
		c.start, c.end = i, clauseEnd(text, i, c.quoted)
		c.terms = terms(text[c.start:c.end])
		if len(c.terms) > 0 {
			all = append(all, c)
		}
		i = c.end
		if c.quoted && i < len(text) {
			_, size = utf8.DecodeRuneInString(text[i:])
			i += size
		}
	}
	return all
}

func clauseEnd(text string, from int, quoted bool) int {
	end := strings.IndexFunc(text[from:], func(r rune) bool { return isQuote(r) || !quoted && isBlank(r) })
	if end < 0 {
		return len(text)
	}
	return from + end
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' }

func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
