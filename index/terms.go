package index

// Terms are the words of a text, in order, as the index has them: runs of letters or of digits, never both, in lower
// case, without accents and possessive 's, numbers without leading zeros.
func Terms(text string) []string { return terms(text) }

// Keys are all that a document is found under as an id: the terms of its id and of its aliases, with blanks between, and
// each of them without the letters that it begins with ("opsg 49 1", "49 1"). What has no number has none.
func Keys(d Document) []string {
	var all []string
	for _, id := range append([]string{d.ID}, d.Aliases...) {
		all = append(all, keys(id)...)
	}
	return distinct(all)
}

// Key is what a document's id is found under before all else: its terms, with blanks between.
func Key(id string) string { return key(id) }

// Cutter cuts texts as Terms does and remembers the words, for very many texts. It is for one goroutine.
type Cutter struct{ lexicon *lexicon }

// NewCutter remembers no words yet.
func NewCutter() Cutter { return Cutter{newLexicon(&naming{})} }

// Terms calls f for each term of a text, in order, with a small number that is that term's alone.
func (c Cutter) Terms(text string, f func(number int, term string)) {
	eachRun(text, func(start, end int) {
		if t := c.lexicon.word(text[start:end]); t != nil {
			f(t.number, t.text)
		}
	})
}
