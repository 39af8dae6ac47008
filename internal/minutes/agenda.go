package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The agenda is found by weighing, not by one look at each line. Every heading, list item and short
// paragraph that begins with a number is a candidate; the items are the chain of rising numbers that looks
// most like headings as a whole. A numbered list in the text is not in the chain, because its numbers do
// not go on from the item before or its entries look like a list's.

// candidate is a block that may head an item.
type candidate struct {
	at     int // index of its top block
	entry  int // index of its list item, -1 if it is no list
	number []string
	title  string
	score  int
}

var (
	itemWord   = regexp.MustCompile(`(?i)^(?:agenda\s+)?item\s+(?:no\.?\s*)?(\d{1,2}(?:\.\d{1,2}){0,3}[A-Z]?)\s*[.):–—-]?\s+(\S.*)$`)
	numbered   = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2}){0,3}[A-Za-z]?)(\s*[.):]|\s+[–—-])?\s+(\S.*)$`)
	yearNumber = regexp.MustCompile(`^(\d{2,4}/\d{1,3})[.):]?\s+([^\s\d].*)$`) // councils count on through the year: "23/045"
	dateTail   = regexp.MustCompile(`(?i)^(?:st|nd|rd|th)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b[\s,]*(?:\d{4})?`)
	listNumber = regexp.MustCompile(`^(\d{1,2})[.)]$`)
)

const (
	headingScore  = 10
	boldScore     = 7
	singleScore   = 3
	listedScore   = 1
	tightPenalty  = 3
	leadPenalty   = 4
	stopPenalty   = 6
	lengthPenalty = 6
	maxTitle      = 120
	least         = 3 // that a chain must weigh
)

// readAgenda parts the document into what stands before the agenda and its items.
func (r *reader) readAgenda() {
	r.blocks = r.mendTitles(r.blocks)
	chain := bestChain(r.candidates())
	if counted := r.letteredChain(); len(counted) > 0 && (len(chain) == 0 || counted[0].at < chain[0].at) {
		chain = counted
	}
	if len(chain) == 0 {
		if !r.unnumberedAgenda() {
			r.m.Preamble = r.blocks
		}
		return
	}
	r.build(chain)
}

// candidates are all blocks that may head a numbered item of the first order.
func (r *reader) candidates() []candidate {
	var all []candidate
	for i, b := range r.blocks {
		switch b.Kind {
		case Heading, Paragraph:
			if c, ok := leafCandidate(b); ok && len(c.number) == 1 {
				c.at, c.entry = i, -1
				c.score += r.around(i)
				all = append(all, c)
			}
		case List:
			all = append(all, r.listCandidates(i, b)...)
		}
	}
	return all
}

// around weighs where a block stands: text after it speaks for a heading, a lead before it for a list.
func (r *reader) around(i int) int {
	score := 0
	if i+1 < len(r.blocks) && r.blocks[i+1].Kind != List {
		score++
	}
	if i > 0 && strings.HasSuffix(endOf(r.blocks[i-1]), ":") && r.blocks[i-1].Kind == Paragraph && !isMarkAlone(r.blocks[i-1].Text()) {
		score -= leadPenalty
	}
	return score
}

func endOf(b *Block) string {
	if len(b.Spans) == 0 {
		return ""
	}
	return strings.TrimSpace(b.Spans[len(b.Spans)-1].Text)
}

func leafCandidate(b *Block) (candidate, bool) {
	text, rest := firstLine(b)
	number, title, ok := parseNumber(text, b.Kind == Heading || boldTitle(b))
	if !ok {
		return candidate{}, false
	}
	c := candidate{number: number, title: title, score: titleScore(title, rest)}
	switch {
	case b.Kind == Heading:
		c.score += headingScore
	case boldTitle(b):
		c.score += boldScore
	default:
		c.score += singleScore
	}
	return c, true
}

// boldTitle says whether a leaf's first line is bold, but perhaps for its number: "1 **Welcome**".
func boldTitle(b *Block) bool {
	strong := false
	for i, s := range b.Spans {
		switch {
		case s.Break || s.Line != b.Spans[0].Line:
			return strong
		case i == 0 && !s.Strong && numberOnly.MatchString(s.Text), strings.TrimSpace(s.Text) == "":
		case !s.Strong:
			return false
		default:
			strong = true
		}
	}
	return strong
}

// listCandidates are the entries of an ordered list, run by run: where the numbers do not go on, or a blank
// line comes into a list that had none, a converter ran a heading into a list.
func (r *reader) listCandidates(i int, list *Block) []candidate {
	if !list.Ordered {
		return nil
	}
	var all []candidate
	for start := 0; start < len(list.Blocks); {
		end, tight := runOf(list.Blocks, start)
		score := 0
		if start == 0 {
			score += min(r.around(i), 0)
		}
		if end == len(list.Blocks) {
			score += max(r.around(i), 0)
		}
		for j := start; j < end; j++ {
			if c, ok := entryCandidate(list.Blocks[j], end-start, tight); ok {
				c.at, c.entry, c.score = i, j, c.score+score
				all = append(all, c)
			}
		}
		start = end
	}
	return all
}

// runOf is the end of the run of entries that begins at start, and whether no blank line stands in it.
func runOf(entries []*Block, start int) (end int, tight bool) {
	tight = true
	for end = start + 1; end < len(entries); end++ {
		gap := entries[end].Line > entries[end-1].EndLine+1
		goesOn := atoi(strings.TrimRight(entries[end].Marker, ".)")) == atoi(strings.TrimRight(entries[end-1].Marker, ".)"))+1
		if !goesOn || gap && tight && end-start > 1 {
			break
		}
		tight = tight && !gap
	}
	return end, tight
}

func entryCandidate(entry *Block, run int, tight bool) (candidate, bool) {
	m := listNumber.FindStringSubmatch(entry.Marker)
	if m == nil || len(entry.Blocks) == 0 || entry.Blocks[0].Kind != Paragraph {
		return candidate{}, false
	}
	title, rest := firstLine(entry.Blocks[0])
	c := candidate{number: []string{trimZeros(m[1])}, title: title, score: titleScore(title, rest)}
	switch {
	case allStrong(entry.Blocks[0]) && (!tight || run == 1):
		c.score += boldScore
	case run == 1:
		c.score += singleScore
	case tight:
		c.score += listedScore - tightPenalty
	default:
		c.score += listedScore
	}
	if rest != "" && c.score > 0 && !isMarkAlone(rest) {
		c.score++ // text runs on under a title
	}
	return c, true
}

// titleScore weighs how much a text looks like a title.
func titleScore(title, rest string) int {
	score := 0
	if isMarkAlone(rest) {
		rest = "" // the item's banner
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(title, `"'‘“(*`))
	if unicode.IsLower(first) {
		score -= stopPenalty
	}
	if strings.ContainsAny(title[len(title)-min(len(title), 1):], ".;:,") {
		score -= stopPenalty
	}
	if len(title) > maxTitle {
		score -= lengthPenalty + len(title)/100
	}
	if first, _ := utf8.DecodeRuneInString(rest); rest != "" && (len(title) > 60 || !unicode.IsUpper(first)) {
		score -= stopPenalty // a paragraph that its writer wrapped
	}
	return score
}

func allStrong(b *Block) bool {
	strong := false
	for _, s := range b.Spans {
		if strings.TrimSpace(s.Text) == "" {
			continue
		}
		if !s.Strong {
			return false
		}
		strong = true
	}
	return strong
}
