package redline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// fewWords is the most that count as changed between two longer changes.
const fewWords = 3

// stretch is a replacement: words of the earlier version by words of the later one. Between two there are words
// of both.
type stretch = lcs.Diff

// compare marks the words of a pair.
func compare(p pair) Passage {
	switch {
	case p.after == nil:
		return Passage{Kind: p.before.kind, Old: p.before.block, Runs: mark(nil, Deleted, p.before.words)}
	case p.before == nil:
		return Passage{Kind: p.after.kind, New: p.after.block, Runs: mark(nil, Inserted, p.after.words)}
	}
	before, after := p.before.words, p.after.words
	var runs []Run
	i, j := 0, 0
	for _, s := range joined(lcs.DiffLines(texts(before), texts(after))) {
		runs = mark(runs, Same, both(before[i:s.Start], after[j:s.ReplStart]))
		runs = mark(runs, Deleted, before[s.Start:s.End])
		runs = mark(runs, Inserted, after[s.ReplStart:s.ReplEnd])
		i, j = s.End, s.ReplEnd
	}
	return Passage{Kind: p.after.kind, Old: p.before.block, New: p.after.block, Runs: mark(runs, Same, both(before[i:], after[j:]))}
}

// both are words that stand in both versions, with the blanks of the later one. The last word of that has none:
// then with those of the earlier one, for there it may go on.
func both(before, after []word) []word {
	words := slices.Clone(after)
	for i := range words {
		words[i].after = cmp.Or(words[i].after, before[i].after)
	}
	return words
}

func texts(words []word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.text
	}
	return all
}

// joined makes one of two stretches with only a few words between them that are both longer than those.
func joined(all []stretch) []stretch {
	var kept []stretch
	for _, s := range all {
		if n := len(kept); n > 0 {
			last := &kept[n-1]
			between := s.Start - last.End
			if between <= fewWords && between < size(*last) && between < size(s) {
				last.End, last.ReplEnd = s.End, s.ReplEnd
				continue
			}
		}
		kept = append(kept, s)
	}
	return kept
}

func size(s stretch) int { return max(s.End-s.Start, s.ReplEnd-s.ReplStart) }

// mark adds words to runs.
func mark(runs []Run, as Mark, words []word) []Run {
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			runs = append(runs, Run{Mark: as, Text: text.String()})
			text.Reset()
		}
	}
	for _, w := range words {
		if w.text == border {
			flush()
			runs = append(runs, Run{Mark: as, Next: true})
			continue
		}
		text.WriteString(w.text)
		text.WriteString(w.after)
	}
	flush()
	return runs
}
