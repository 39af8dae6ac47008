package audit

// Notice is a text of the settings that the audience may not read: the reason of a withdrawal.
type Notice struct {
	File string
	Line int
	Text string
}

// shortest is how many words a notice must have to be looked for: fewer are anybody's.
const shortest = 4

// withhold adds a notice to the secrets, run by run; one that is shorter than a run as a whole.
func (s *Secrets) withhold(n Notice, known permitted) {
	s.texts = append(s.texts, source{n.File, n.Text, n.Line})
	at := int32(len(s.texts) - 1)
	all := words(n.Text)
	forRuns(all, func(hash uint64, offset int) {
		if !known.runs[hash] {
			s.runs[hash] = spot{at, int32(offset)}
		}
	})
	if len(all) < shortest || len(all) >= runLength || known.says(all) {
		return
	}
	if s.phrases[len(all)] == nil {
		s.phrases[len(all)] = map[uint64]spot{}
	}
	forPhrases(all, len(all), func(hash uint64, offset int) { s.phrases[len(all)][hash] = spot{at, int32(offset)} })
}

// says whether the audience may read these words, one after the other, somewhere else.
func (p permitted) says(phrase []word) (yes bool) {
	n := len(phrase)
	if p.phrases[n] == nil {
		p.phrases[n] = map[uint64]bool{}
		for _, text := range p.texts {
			forPhrases(words(text), n, func(hash uint64, _ int) { p.phrases[n][hash] = true })
		}
	}
	forPhrases(phrase, n, func(hash uint64, _ int) { yes = p.phrases[n][hash] })
	return yes
}
