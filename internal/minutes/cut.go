package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/finding"
)

// joinSentences makes one paragraph of two where a page break cut a sentence: the first, which may end a
// list, ends without a stop, the second goes on in lower case.
func (r *reader) joinSentences(blocks []*Block) []*Block {
	var joined []*Block
	for _, b := range blocks {
		n := len(joined)
		if n > 0 && sentenceGoesOn(lastLeaf(joined[n-1]), b) {
			r.warn("sentence-joined", b, "a page break cut the sentence before "+quote(firstWords(b.Text())),
				"read as one paragraph from line "+itoa(lastLeaf(joined[n-1]).Line))
			joinTo(joined[n-1], b)
			continue
		}
		before := n - 1
		for before > 0 && before >= n-2 && isFurniture(joined[before]) {
			before--
		}
		if before >= 0 && before < n-1 && sentenceGoesOn(lastLeaf(joined[before]), b) {
			r.say(finding.Warning, "sentence-cut", b.Line, b.Column,
				"a page break and its footer cut the sentence before "+quote(firstWords(b.Text())),
				"kept as it stands; take the footer out to have one paragraph")
		}
		joined = append(joined, b)
	}
	return joined
}

// lastLeaf is the paragraph that a block ends with: itself, or the last of a list.
func lastLeaf(b *Block) *Block {
	for (b.Kind == List || b.Kind == ListItem) && len(b.Blocks) > 0 {
		b = b.Blocks[len(b.Blocks)-1]
	}
	return b
}

// joinTo puts a paragraph at the end of the sentence that a block ends with.
func joinTo(block, b *Block) {
	leaf := lastLeaf(block)
	leaf.Spans = append(leaf.Spans, Span{Text: " ", Joined: true, Line: b.Line, Column: b.Column})
	leaf.Spans = append(leaf.Spans, b.Spans...)
	for in := block; ; in = in.Blocks[len(in.Blocks)-1] {
		in.EndLine = b.EndLine
		if in == leaf {
			return
		}
	}
}

var listLead = regexp.MustCompile(`^\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})[.)]\s`)

func sentenceGoesOn(a, b *Block) bool {
	if a.Kind != Paragraph || b.Kind != Paragraph || len(b.Spans) == 0 || len(a.Spans) == 0 {
		return false
	}
	if b.Spans[0].Strong || b.Spans[0].Code || b.Spans[0].Image != "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(b.Spans[0].Text)
	if !unicode.IsLower(first) || listLead.MatchString(b.Spans[0].Text) {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(a.Spans[len(a.Spans)-1].Text)
	cut := unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(",-–&’'\")]%", last)
	return size > 0 && cut && longEnough(a)
}

// longEnough says whether a paragraph is a sentence rather than a label or a title.
func longEnough(b *Block) bool {
	n := 0
	for _, s := range b.Spans {
		n += strings.Count(s.Text, " ")
		if n >= 5 {
			return true
		}
	}
	return false
}

func firstWords(s string) string {
	words := strings.Fields(s[:min(len(s), 80)])
	return strings.Join(words[:min(len(words), 5)], " ")
}
