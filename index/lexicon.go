package index

import (
	"strings"

	api "github.com/blevesearch/bleve_index_api"
)

// lexicon remembers what words become, since an archive says the same ones again and again. It is for one goroutine.
type lexicon struct {
	known   *naming
	written map[string]*token // by the word as it is written; nil for what is no word
	tokens  map[string]*token // by the term
}

// token is a term, or a stem. Its stem is itself where it is one.
type token struct {
	text   string
	root   *token
	begins int // terms of the longest name that begins with it
	number int // among all, in the order in which they were met

	count int // while a field's words are counted
	freq  *api.TokenFreq
}

func newLexicon(known *naming) *lexicon {
	return &lexicon{known, map[string]*token{}, map[string]*token{}}
}

// terms are the terms of a text, as the function of that name has them.
func (l *lexicon) terms(text string) []*token {
	all := make([]*token, 0, len(text)/6+1)
	eachRun(text, func(start, end int) {
		if t := l.word(text[start:end]); t != nil {
			all = append(all, t)
		}
	})
	return all
}

func (l *lexicon) word(written string) *token {
	t, known := l.written[written]
	if known {
		return t
	}
	written = strings.Clone(written) // or the whole text would stay in memory
	if term := fold(written); term != "" {
		t = l.token(term)
	}
	l.written[written] = t
	return t
}

func (l *lexicon) token(text string) *token {
	t := l.tokens[text]
	if t == nil {
		t = &token{text: text, begins: l.known.begins[text], number: len(l.tokens)}
		l.tokens[text] = t
		if root := stem(text); root == text {
			t.root = t
		} else {
			t.root = l.token(root)
		}
	}
	return t
}

func roots(words []*token) []*token {
	all := make([]*token, len(words))
	for i, w := range words {
		all[i] = w.root
	}
	return all
}
