package minutes

import (
	"regexp"
	"strings"
)

// Items may be counted in letters, "A. Welcome", or in Roman numbers, "IV. Reports". They are taken for
// items only where they go on from the first without a gap.

var (
	letterHead = regexp.MustCompile(`^([A-Z])(?:[.)]|\s+[–—-])\s+(\S.*)$`)
	romanHead  = regexp.MustCompile(`^([IVXL]{1,6})(?:[.)]|\s+[–—-])\s+(\S.*)$`)
	romans     = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII",
		"XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX"}
)

// letteredChain is the chain of items that are counted in letters or Roman numbers; nil where none is plain.
func (r *reader) letteredChain() []candidate {
	letter := func(n int) string { return string(rune('A' + n)) }
	roman := func(n int) string { return romans[n] }
	letters, numerals := r.counted(letterHead, letter, 26), r.counted(romanHead, roman, len(romans))
	if len(numerals) >= len(letters) {
		return numerals
	}
	return letters
}

// counted are the blocks that go on from the first number to the next, of the kind of the first: headings,
// lines in bold, or plain lines.
func (r *reader) counted(head *regexp.Regexp, name func(int) string, most int) []candidate {
	var chain []candidate
	for i, b := range r.blocks {
		if b.Kind != Heading && b.Kind != Paragraph || len(chain) == most {
			continue
		}
		text, rest := firstLine(b)
		m := head.FindStringSubmatch(text)
		if m == nil || m[1] != name(len(chain)) || titleScore(m[2], rest) < 0 {
			continue
		}
		if len(chain) > 0 && rank(b) != rank(r.blocks[chain[0].at]) {
			continue
		}
		chain = append(chain, candidate{at: i, entry: -1, number: []string{m[1]}, title: m[2]})
	}
	if len(chain) < 2 || len(chain) < 3 && rank(r.blocks[chain[0].at]) == 0 {
		return nil
	}
	return chain
}

// rank is how a block stands out: a heading by its depth, a line in bold, or not at all.
func rank(b *Block) int {
	switch {
	case b.Kind == Heading:
		return 10 - b.Depth
	case allStrong(b):
		return 1
	}
	return 0
}

// letteredSub is the number and title of a sub-item of a lettered item: "IV.1 Clocks".
func letteredSub(up, text string) (number, title string, ok bool) {
	rest, ok := strings.CutPrefix(text, up+".")
	if !ok || up == "" || up[0] >= '0' && up[0] <= '9' {
		return "", "", false
	}
	m := numbered.FindStringSubmatch(rest)
	if m == nil {
		return "", "", false
	}
	return up + "." + strings.ToUpper(m[1]), m[3], true
}
