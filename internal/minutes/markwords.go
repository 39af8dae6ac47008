package minutes

import (
	"regexp"
	"slices"
	"strings"

	"minutebook/internal/policy"
)

var (
	titleSecret = regexp.MustCompile(`\(([^()]{4,40})\)|\s[–—-]\s+(\p{Lu}[\p{Lu} -]{4,40})$`)
	titleMark   = regexp.MustCompile(`\(\s*(?:TLP\s*:?\s*)?(\pL[\pL+ -]{0,30}?)\s*\)`)
	titleEnd    = regexp.MustCompile(`\s[–—|-]+\s*(?:TLP\s*:?\s*)?(\p{Lu}{2,}(?:[ +-]\p{Lu}+)*)[^\pL\pN]*$`)
	titleLead   = regexp.MustCompile(`^(?:(?i:agenda\s+)?(?i:item)\s+)?[\d.]*[).:]?\s*(?:TLP\s*:?\s*)?(\p{Lu}{2,}(?:[ +-]\p{Lu}+)*)\s*(?::|\s[–—-])\s`)

	// A level before the words of a text, in brackets of any kind, in one that is not closed, or in capitals before a
	// colon or a dash; and one in round brackets after the words.
	leadMark   = regexp.MustCompile(`^[^\pL({<«【\[]{0,12}[({<«【]\s*(?:TLP\s*:?\s*)?(\pL[\pL+ -]{1,30}?)\s*[)}>»】\]]`)
	leadOpen   = regexp.MustCompile(`^[^\pL\[]{0,12}\[\s*(?:TLP\s*:?\s*)?(\p{Lu}{2,}(?:[+-]\p{Lu}+)*)\b[^\]]*$`)
	leadColon  = regexp.MustCompile(`^[^\pL\pN]{0,12}(\p{Lu}{2,}(?:[ +-]\p{Lu}+)*)\s*(?::|\s[–—-])\s*\S`)
	lastBraced = regexp.MustCompile(`\(\s*(?:TLP\s*:?\s*)?(\p{Lu}{2,}(?:[ +-]\p{Lu}+)*)\s*\)[^\pL\pN]*$`)

	partIsLevel = regexp.MustCompile(`(?i)(?:^|[.:;!,([]\s*|\b(?:note|that|rest of|remainder of)\s+)\W*(?:this|the following)\s+(?:agenda\s+)?(?:section|item|part|paragraph|annex|appendix|discussion|page|table)\s+(?:[^.;]{0,60}\s)?(?:is|are|was|be|has been|remains)\s+(?:now\s+)?(?:(?:classified|marked|designated|graded|treated)(?:\s+as)?|QZQ)[\s:]*["“'‘*]*(\pL[\pL+-]*)`)
	partNamed   = regexp.MustCompile(`(?i)^\W*(?:agenda\s+)?(?:section|item|part|paragraph|annex|appendix)s?\s+([\d.]*[\d][a-z]?)\b[^;]{0,30}\b(?:is|are|was|remains?)\b[^.;]{0,40}\bQZQ\b`)
)

var (
	// markBefore is a mark before the number of a title.
	markBefore  = regexp.MustCompile(`^(?:[\p{Cf}\s]*[\[［][^\[\]［］]{2,80}[\]］]\s*:?\s*)+`)
	firstOfMark = regexp.MustCompile(`^\[([^\[\]]{2,80})\]:?\s*`)
	lastOfMark  = regexp.MustCompile(`\s*(?:\[([^\[\]]{2,80})\]|\(([^()]{2,30})\))$`)
)

// bareTitle is a title without the marks of its item; a title that is nothing else stays.
func (r *reader) bareTitle(title string) string {
	bare := title
	if m := firstOfMark.FindStringSubmatch(bare); m != nil && r.isMark(m[1]) {
		bare = bare[len(m[0]):]
	}
	if m := lastOfMark.FindStringSubmatch(bare); m != nil && (m[1] != "" && r.isMark(m[1]) || m[2] != "" && r.namesLevel(m[2])) {
		bare = strings.TrimSuffix(bare, m[0])
	}
	if bare == "" {
		return title
	}
	return bare
}

func (r *reader) namesLevel(text string) bool {
	_, written := r.markLevel(normal(text))
	return written != ""
}

// isMark says whether what stands in square brackets is a mark.
func (r *reader) isMark(text string) bool {
	text = normal(text)
	return r.namesLevel(text) || r.looksLikeLevel(text) || r.unknownMark(text, false)
}

// wordMarks are the levels that a block gives to its part in words, or in a heading's round brackets.
func (r *reader) wordMarks(p passage, b *Block, names *levelNames) []mark {
	var all []mark
	note := func(level policy.Level, written, item string, whole bool) {
		all = append(all, mark{level: level, written: written, line: b.Line, column: b.Column, cell: -1, item: item, whole: whole})
	}
	title := b.Kind == Heading || p.item != nil && p.item.Head == b
	if whole := b.Text(); !title && names.absent(whole) && !speaksOfClass(whole) {
		return nil
	}
	for _, spans := range spanLines(b) {
		text := plainLine(spans, names)
		for _, written := range r.looseMarks(p, b, spans, text, title) {
			own, _ := r.rules.Policy.Level(written)
			note(own, written, "", false)
			r.tellLoose(b, own, written, title)
		}
		if title {
			if m := titleSecret.FindStringSubmatch(text); m != nil && secretWhole.MatchString(m[1]+m[2]) {
				r.fault("unknown-mark", b, "the mark "+quote(m[1]+m[2])+" is not a level", "what it marks is withheld from everybody; use one of "+r.levelNames())
				note(policy.Untold, "", "", false)
			}
			for _, m := range titleMark.FindAllStringSubmatch(text, -1) {
				if own, known := r.rules.Policy.Level(m[1]); known {
					note(own, m[1], "", false)
				}
			}
		}
		for _, named := range names.in(text) {
			before, after := text[max(0, named.start-200):named.start], text[named.end:min(len(text), named.end+20)]
			if m := partNamed.FindStringSubmatch(before + "QZQ" + after); m != nil {
				note(named.level, named.written, m[1], true)
			} else if b.Role != RoleBanner && partIsLevel.MatchString(before+"QZQ "+named.written) {
				note(named.level, named.written, "", true)
			}
		}
		if own, written, ok := r.classifiedPart(b, text); ok {
			note(own, written, "", true)
		}
	}
	return all
}

// looseMarks are the levels that a line says before its words or after them, not in square brackets.
func (r *reader) looseMarks(p passage, b *Block, spans []Span, text string, title bool) []string {
	var all []string
	known := func(written string) {
		if _, ok := r.rules.Policy.Level(written); ok && !slices.Contains(all, written) {
			all = append(all, written)
		}
	}
	for _, l := range leads(p, b, title) {
		if !strings.ContainsAny(text, l.sign) {
			continue
		}
		if m := l.pattern.FindStringSubmatch(text); m != nil {
			known(m[1])
		}
	}
	if first := spans[0]; first.Strong && len(spans) > 1 && p.item != nil && b.Kind != Cell && strings.ToUpper(first.Text) == first.Text {
		known(normal(first.Text))
	}
	return all
}

// tellLoose says of words that were taken for a mark that they were: they may say something else, such as how a piece
// of work stands.
func (r *reader) tellLoose(b *Block, own policy.Level, written string, title bool) {
	if whole := r.m.Classification.Level; !title && policy.Stricter(own, whole) != whole {
		r.advise("mark-without-brackets", b, quote(written)+" is read as the mark of this text", "the text is withheld from who may not read it; write ["+written+"] if it is a mark, and other words if it is none")
	}
}

// leads are the forms in which a text may say a level before its words or after them. Tables have columns of states
// in words; what stands before the first item is of the document.
func leads(p passage, b *Block, title bool) []lead {
	switch {
	case title:
		return titleLeads
	case b.Kind == Cell || p.item == nil:
		return textLeads[:3]
	}
	return textLeads
}

// lead is a form, and the characters of which a text must have one.
type lead struct {
	pattern *regexp.Regexp
	sign    string
}

var (
	titleLeads = []lead{{leadMark, "({<«【["}, {titleEnd, "–—|-"}, {titleLead, ":–—-"}}
	textLeads  = []lead{{leadMark, "({<«【["}, {leadOpen, "["}, {lastBraced, "("}, {leadColon, ":–—-"}}
)

// speaksOfClass is false of most texts that do not say how a part is classified.
func speaksOfClass(text string) bool {
	return holdsAny(text, "lassified", "arked", "raded", "reated", "esignated") && partHints.in(text)
}

var partHints = newHints("this", "the following")

// classifiedPart reads "This item is classified as ...". What it names that is no level withholds the part.
func (r *reader) classifiedPart(b *Block, text string) (policy.Level, string, bool) {
	if b.Role == RoleBanner || !speaksOfClass(text) {
		return policy.Untold, "", false
	}
	m := partIsLevel.FindStringSubmatch(text)
	if m == nil {
		return policy.Untold, "", false
	}
	if own, known := r.rules.Policy.Level(m[1]); known {
		return own, m[1], true
	}
	if secrecy.MatchString(m[1]) || r.looksLikeLevel(m[1]) {
		r.fault("unknown-mark", b, "a part is marked "+quote(m[1])+", which is not a level", "what it marks is withheld from everybody; use one of "+r.levelNames())
		return policy.Untold, "", true
	}
	return policy.Untold, "", false
}

// itemBanner is the banner of the item under whose heading a passage stands directly.
func (r *reader) itemBanner(p passage) (mark, bool) {
	if r.banned == nil {
		r.banned = map[*Block]mark{}
		names := r.levelsByName()
		for _, q := range r.everyPassage() {
			if m, ok := r.readItemBanner(q, names); ok {
				r.banned[q.block] = m
			}
		}
	}
	m, ok := r.banned[p.block]
	return m, ok
}

// readItemBanner reads the line directly under an item's heading as the item's banner: a level alone, "Classification: Red",
// "TLP:RED". A sentence about the document is none.
func (r *reader) readItemBanner(p passage, names *levelNames) (mark, bool) {
	text, ok := r.underHeading(p)
	if !ok || saysClassified.MatchString(text) || bracketMark.MatchString(text) && !isMarkAlone(text) || len(text) > 300 {
		return mark{}, false
	}
	b := p.block
	at := mark{line: b.Line, column: b.Column, cell: -1, whole: true}
	for _, re := range []*regexp.Regexp{namesLevel, tlp} {
		m := re.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		at.level, at.written = policy.Untold, ""
		written, _ := r.levelAt(text, m[2], m[3])
		if l, known := r.rules.Policy.Level(written); known {
			at.level, at.written = l, written
			if other := names.in(text); len(other) > 1 {
				at.written = onlyLevel(text, names)
				at.level, _ = r.rules.Policy.Level(at.written)
			}
			return at, true
		}
		if len(text) <= 60 {
			r.fault("unknown-level", b, "classification "+quote(written)+" is not a level", "the item is withheld from everybody; use one of "+r.levelNames())
			return at, true
		}
	}
	if levels := names.in(text); len(levels) == 1 && levelOnly.MatchString(text[:levels[0].start]+"QZQ"+text[levels[0].end:]) && len(text) <= 60 {
		at.level, at.written = levels[0].level, levels[0].written
		return at, true
	}
	return mark{}, false
}

// underHeading is the first line of the first block under an item's heading, in normal form; ok is false for every
// other block.
func (r *reader) underHeading(p passage) (text string, ok bool) {
	if p.item == nil || len(p.item.Blocks) == 0 || p.item.Blocks[0] != p.block || p.block.Kind != Paragraph && p.block.Kind != Code && p.block.Kind != Heading {
		return "", false
	}
	lines := spanLines(p.block)
	if len(lines) == 0 {
		return "", false
	}
	return spoken(lines[0]), true
}
