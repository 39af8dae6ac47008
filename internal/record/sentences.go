package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/minutes"
)

// longestSentence bounds what a mention repeats of its paragraph, in bytes. Without it a page of ids without a
// full stop would be repeated once for each of them.
const longestSentence = 2000

// sentences makes mentions of references. It remembers the text of the last block, since many references
// stand in one.
type sentences struct {
	block *minutes.Block
	text  string
}

// sentenceKey tells one sentence of a document from every other.
type sentenceKey struct {
	block *minutes.Block
	at    minutes.Range
}

func (s *sentences) mention(ref minutes.Reference, at *atlas) (Mention, sentenceKey) {
	if ref.Block != s.block {
		s.block, s.text = ref.Block, ref.Block.Text()
	}
	in := around(s.text, ref)
	m := Mention{Place: at.place(ref.Block, ref.Item), Written: ref.Written}
	m.Sentence, m.Start, m.End = excerpt(s.text[in.Start:in.End], ref.Start-in.Start, ref.End-in.Start)
	return m, sentenceKey{ref.Block, in}
}

// around is the sentence of a reference without outer blanks, or the whole text where the two do not fit.
func around(text string, ref minutes.Reference) minutes.Range {
	in := ref.Sentence
	if in.Start < 0 || in.Start > ref.Start || ref.Start > ref.End || ref.End > in.End || in.End > len(text) {
		return minutes.Range{Start: 0, End: len(text)}
	}
	before, after := text[in.Start:ref.Start], text[ref.End:in.End]
	in.Start += len(before) - len(strings.TrimLeftFunc(before, unicode.IsSpace))
	in.End -= len(after) - len(strings.TrimRightFunc(after, unicode.IsSpace))
	return in
}

// excerpt cuts a long sentence at blanks, to the same length on both sides of the reference, with an
// ellipsis for what it leaves out. A range outside the sentence becomes an empty one at its start.
func excerpt(sentence string, start, end int) (string, int, int) {
	if start < 0 || start > end || end > len(sentence) {
		start, end = 0, 0
	}
	if len(sentence) <= longestSentence {
		return sentence, start, end
	}
	side := max(0, longestSentence-(end-start)) / 2
	before, after := tail(sentence[:start], side), head(sentence[end:], side)
	return before + sentence[start:end] + after, len(before), len(before) + end - start
}

// tail is the end of s after a blank, at most n bytes and an ellipsis.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[len(s)-n:]
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return "…" + s[i:]
	}
	for s != "" && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return "…" + s
}

// head is the start of s up to a blank, at most n bytes and an ellipsis.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n+1], ' '); i >= 0 {
		return s[:i+1] + "…"
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
