package synth

import "strings"

const (
	nouns      = 4000
	adjectives = 900
	verbs      = 700
)

var (
	onsets = []string{"b", "br", "c", "cr", "d", "dr", "f", "fl", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "qu", "r",
		"s", "sk", "sl", "st", "t", "tr", "v", "w", "z"}
	vowels = []string{"a", "e", "i", "o", "u", "ai", "ea", "ou"}
	codas  = []string{"", "l", "m", "n", "nd", "r", "rk", "s", "st", "t", "x"}
	ending = []string{"el", "er", "in", "on", "or", "um", "ent", "age", "ing", "ory"}
)

// lexicon is the invented language: three classes of words, each drawn by Zipf's law.
type lexicon struct {
	nouns, adjectives, verbs []string
	byNoun, byAdj, byVerb    zipf
	taken                    map[string]bool
}

func newLexicon(d dice) *lexicon {
	l := &lexicon{taken: map[string]bool{}, byNoun: newZipf(nouns), byAdj: newZipf(adjectives), byVerb: newZipf(verbs)}
	l.nouns = l.coin(d, nouns, "")
	l.adjectives = l.coin(d, adjectives, "al")
	l.verbs = l.coin(d, verbs, "ed")
	return l
}

// coin makes n new words.
func (l *lexicon) coin(d dice, n int, suffix string) []string {
	words := make([]string, 0, n)
	for len(words) < n {
		if w := joined(syllables(d), suffix); !l.taken[w] {
			l.taken[w] = true
			words = append(words, w)
		}
	}
	return words
}

// joined puts a suffix to a word, which loses its last e before another vowel.
func joined(word, suffix string) string {
	if suffix == "" {
		return word
	}
	return strings.TrimSuffix(word, "e") + suffix
}

func syllables(d dice) string {
	w := pick(d, onsets) + pick(d, vowels) + pick(d, codas)
	if d.percent(60) {
		w += pick(d, onsets) + pick(d, vowels)
	}
	if strings.HasSuffix(w, "e") || strings.HasSuffix(w, "a") || strings.HasSuffix(w, "o") {
		w += pick(d, []string{"l", "n", "r"})
	}
	return w + pick(d, ending)
}

func (l *lexicon) noun(d dice) string      { return l.nouns[l.byNoun.draw(d)] }
func (l *lexicon) adjective(d dice) string { return l.adjectives[l.byAdj.draw(d)] }
func (l *lexicon) verb(d dice) string      { return l.verbs[l.byVerb.draw(d)] }

// title is a heading of some words.
func (l *lexicon) title(d dice) string {
	w := capital(l.adjective(d)) + " " + capital(l.noun(d))
	return w + " " + pick(d, []string{"Report", "Review", "Programme", "Plan", "Update", "Forecast", "Service"})
}

// name is a person.
func (l *lexicon) name(d dice) string {
	return l.accented(d, capital(syllables(d))+" "+capital(syllables(d)))
}

func capital(w string) string { return strings.ToUpper(w[:1]) + w[1:] }
