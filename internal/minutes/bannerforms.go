package minutes

import (
	"regexp"
	"strings"
)

// bannerLine is one place where the document says its level.
type bannerLine struct {
	block     *Block
	written   string
	statement string
	edge      bool     // it stands at the document's head or foot
	beside    []*Block // the cells that follow it in its row
}

// headBlocks and footBlocks are how many blocks of a document are its head, at most, and its foot.
const (
	headBlocks = 25
	footBlocks = 5
)

// levelWord is how a level is written: "White", "AMBER+STRICT", "TLP:RED".
const levelWord = `((?:TLP\s*[:–—-]?\s*)?\pL[\pL+-]*)`

var (
	tlpPrefix      = regexp.MustCompile(`(?i)^TLP\s*[:–—-]?\s*`)
	saysClassified = regexp.MustCompile(`(?i)^\W*(?:(?:the\s+)?(?:information|contents?)\s+(?:contained\s+)?(?:in|of)\s+)?(this|these|the)\s+(?:document|minutes|meeting|record)s?\s+(?:(?:is|are|has been|have been)\s+(?:classified|marked|designated|graded)(?:\s+as)?|(?:has|have)\s+(?:a|the)\s+classification\s+of)[\s:]*["“'‘*]*` + levelWord)
	namesLevel     = regexp.MustCompile(`(?i)^\W*(?:(?:SEC|document|security|information|protective|data|paper|minutes)\s+)*(?:classification|marking|sensitivity)(?:\s+level)?\s*(?:is\s+|[:–—|-]\s*)["“'‘*]*` + levelWord)
	tlp            = regexp.MustCompile(`(?i)^\W*TLP\s*[:–-]?\s*([\pL]+(?:\+[\pL]+)?)`)
	bracketMark    = regexp.MustCompile(`^\W*\[[^\[\]]{2,80}\]`) // "[TLP:RED] Words" is a mark of the words, not a banner
	prefixed       = regexp.MustCompile(`^\W*(\S.{0,60}?)\s*[-–—]\s*((?:TLP\s*:?\s*)?\p{Lu}+(?:\s?[+ ]\s?\p{Lu}+)?)\W*$`)
	alone          = regexp.MustCompile(`^\W*(\pL+(?:\s?\+?\s?\pL+)?)\W*$`)
	cellLevel      = regexp.MustCompile(`(?i)^\W*` + levelWord)
	classification = regexp.MustCompile(`(?i)^\W*(?:(?:document|security|information|protective)\s+)*(?:classification|marking|sensitivity)\W*$`)
)

// banners are the places where the document says its level: a sentence that says so anywhere, shorter
// forms in what stands before the agenda and at the ends of pages.
func (r *reader) banners() []bannerLine {
	var found []bannerLine
	passages := r.everyPassage()
	people := false
	for i, p := range passages {
		people = people || p.item == nil && p.block.Kind != Table && peopleLabel.MatchString(normal(p.block.Text()))
		head := p.item == nil && i < headBlocks && !people
		from := len(found)
		follow := func() *Block {
			if i+1 < len(passages) && passages[i+1].block.Kind == Paragraph {
				return passages[i+1].block
			}
			return nil
		}
		if _, ok := r.itemBanner(p); ok {
			found = append(found, r.laterBanners(p.block, follow)...)
			continue
		}
		switch p.block.Kind {
		case Table:
			found = append(found, r.tableBanners(p.block, head && !r.isPeopleTable(p.block))...)
		case Paragraph, Heading, Code: // indented by a word processor, a banner is code
			found = append(found, r.leafBanner(p.block, head, follow)...)
		case List, ListItem: // not a quote, which tells what another document says
			p.block.Walk(func(b *Block) {
				if b.Kind == Paragraph || b.Kind == Heading || b.Kind == Code {
					found = append(found, r.sentenceBanner(b, spoken(b.Spans), head, func() *Block { return nil })...)
				}
			})
		}
		for j := from; j < len(found); j++ {
			found[j].edge = head || i >= len(passages)-footBlocks
		}
	}
	return found
}

// leafBanner reads each line of a leaf, for a converter may run a running head into what follows it.
func (r *reader) leafBanner(b *Block, head bool, follow func() *Block) []bannerLine {
	if found := r.lineBanner(b, spoken(b.Spans), head, follow); found != nil {
		return found
	}
	lines := spanLines(b)
	for i, l := range lines {
		text := spoken(l)
		if len(lines) == 1 || i > 0 && !head && !saysClassified.MatchString(text) {
			continue
		}
		if found := r.lineBanner(b, text, head, follow); found != nil {
			return found
		}
	}
	return nil
}

// laterBanners are the sentences about the document on the lines below an item's own banner.
func (r *reader) laterBanners(b *Block, follow func() *Block) []bannerLine {
	for _, l := range spanLines(b)[1:] {
		if text := spoken(l); saysClassified.MatchString(text) {
			return r.lineBanner(b, text, false, follow)
		}
	}
	return nil
}

// lineBanner reads a banner of any form.
func (r *reader) lineBanner(b *Block, text string, head bool, follow func() *Block) []bannerLine {
	if found := r.sentenceBanner(b, text, head, follow); found != nil || len(text) > 100 || !head {
		return found
	}
	if m := alone.FindStringSubmatch(text); m != nil {
		if r.isLevel(m[1]) {
			return []bannerLine{r.withStatement(b, m[1], "", follow)}
		}
	}
	if m := prefixed.FindStringSubmatch(text); m != nil && r.namesBody(m[1]) {
		if level := tlpPrefix.ReplaceAllString(m[2], ""); r.isLevel(level) {
			return []bannerLine{r.withStatement(b, level, "", follow)}
		}
	}
	return nil
}

// sentenceBanner reads a banner that says what it is: "This document is classified as ...",
// "Classification: ...", "TLP:...".
func (r *reader) sentenceBanner(b *Block, text string, head bool, follow func() *Block) []bannerLine {
	if len(text) > 4000 {
		text = text[:4000]
	}
	if m := saysClassified.FindStringSubmatchIndex(text); m != nil && (head || strings.EqualFold(group(text, m, 1), "this")) {
		written, rest := r.levelAt(text, m[4], m[5])
		return []bannerLine{r.withStatement(b, written, rest, follow)}
	}
	for _, re := range []*regexp.Regexp{namesLevel, tlp} {
		if m := re.FindStringSubmatchIndex(text); m != nil && (!bracketMark.MatchString(text) || head && isMarkAlone(text)) {
			written, rest := r.levelAt(text, m[2], m[3])
			if r.isLevel(written) || strings.Trim(rest, " .*_\"”'’|") == "" {
				return []bannerLine{r.withStatement(b, written, rest, follow)}
			}
		}
	}
	return nil
}

// levelAt is the level written at text[start:end], or the longer name of one that begins there ("AMBER STRICT"), and
// what follows it. A word that is longer than any name stays whole: it is another level, or none. A policy that does
// not know of TLP knows its levels without that.
func (r *reader) levelAt(text string, start, end int) (written, rest string) {
	if name := r.levelsByName().at(text[start:]); len(name) > end-start {
		end = start + len(name)
	}
	written, rest = text[start:end], text[end:]
	if bare := tlpPrefix.ReplaceAllString(written, ""); !r.isLevel(written) && r.isLevel(bare) {
		written = bare
	}
	return written, rest
}

func (r *reader) isLevel(name string) bool {
	_, known := r.rules.Policy.Level(name)
	return known
}

// namesBody says whether a text names the body that meets, or minutes: what stands before a level in a
// running head.
func (r *reader) namesBody(text string) bool {
	lower := strings.ToLower(text)
	for _, g := range r.rules.Groups {
		for _, n := range append([]string{g.ID, g.Name}, g.Aliases...) {
			if n != "" && containsWord(lower, strings.ToLower(n)) {
				return true
			}
		}
	}
	return containsWord(lower, "minutes") || containsWord(lower, "classification")
}

// tableBanners are the level rows of a table of keys and values in the head.
func (r *reader) tableBanners(table *Block, head bool) []bannerLine {
	var found []bannerLine
	none := func() *Block { return nil }
	for _, row := range table.Blocks {
		for i, cell := range row.Blocks {
			text := spoken(cell.Spans)
			if head && classification.MatchString(text) && i+1 < len(row.Blocks) {
				value := row.Blocks[i+1]
				text := spoken(value.Spans)
				if m := cellLevel.FindStringSubmatchIndex(text); m != nil {
					written, _ := r.levelAt(text, m[2], m[3])
					found = append(found, bannerLine{block: value, written: written, beside: row.Blocks[i+2 : min(len(row.Blocks), i+14)]})
				}
			} else if head && (len(row.Blocks) == 1 || cell.Colspan > 1) {
				found = append(found, r.leafBanner(cell, true, none)...)
			} else if saysClassified.MatchString(text) {
				found = append(found, r.leafBanner(cell, head, none)...)
			}
		}
	}
	return found
}
