package minutes

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"

	"minutebook/internal/policy"
)

var (
	// markText finds a mark with the backslashes before it: an odd number of them escapes it.
	markText     = regexp.MustCompile(`(\\*)\[([^\[\]]{2,80})\](\(|\[|:)?`)
	markDress    = regexp.MustCompile("<[^<>]*>|[*_~`\\\\\"]")
	markParts    = regexp.MustCompile(`\s*(?:[:–—,;/|&+-]|\band\b|\bor\b|\s\s)\s*`)
	markCapitals = regexp.MustCompile(`^\p{Lu}{2,}(?:[ &/'’–—+.:-]+\p{Lu}+)*[.:!?]?$`)
	// secrecy are words that say that something is kept from somebody, whatever the levels are called.
	secrecy   = regexp.MustCompile(`(?i)^(?:strictly |commercially? |commercial in |official[- ]|highly )*(?:confidential|confidence|restricted|secret|private|sensitive|privileged|embargoed|closed session|in camera)\b`)
	titleMark = regexp.MustCompile(`\(\s*(?:TLP\s*:?\s*)?(\pL[\pL+ -]{0,30}?)\s*\)`)

	leadMark = regexp.MustCompile(`^[^\pL(]{0,12}\(\s*(?:TLP\s*:?\s*)?(\p{Lu}{2,}(?:[ +-]\p{Lu}+)*)\s*\)`)

	partIsLevel = regexp.MustCompile(`(?i)(?:^|[.:;!]\s+)\W*(?:this|the following)\s+(?:agenda\s+)?(?:section|item|part|paragraph|annex|appendix|discussion|page|table)\s+(?:is|are|was|has been|remains)\s+(?:now\s+)?(?:(?:classified|marked|designated|graded)(?:\s+as)?|QZQ)[\s:]*["“'‘*]*(\pL[\pL+-]*)`)
	partNamed   = regexp.MustCompile(`(?i)^\W*(?:agenda\s+)?(?:section|item|part|paragraph|annex|appendix)s?\s+[\d.]+[a-z]?\b[^.;]{0,30}\b(?:is|are|was|remains?)\b[^.;]{0,40}\bQZQ\b`)
)

// harmless are bracketed capitals that editors and logs write, and that keep nothing from anybody.
var harmless = []string{"SIC", "NB", "DN", "ED", "EDITOR", "NA", "N/A", "INAUDIBLE", "REDACTED", "REMOVED", "BLANK", "PAUSE", "LAUGHTER",
	"ACTION", "DECISION", "OPEN", "CLOSED", "NEW", "INFO", "DEBUG", "TRACE", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL", "OK"}

// portions is the level of a document whose parts carry marks of their own: that of its strictest part, for
// nothing is cut out of it here. Bracketed capitals that are neither a level nor harmless leave it Untold.
func (r *reader) portions(level policy.Level) policy.Level {
	level = r.sourceMarks(level)
	names := newLevelNames(r.rules.Policy)
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			if len(b.Spans) > 0 {
				level = r.portion(p, b, names, level)
			}
		})
	}
	return level
}

// sourceMarks reads the marks as the source writes them: there alone can be told what a backslash escapes,
// and nothing that Markdown makes of a bracket (a link, a definition, code) hides it.
func (r *reader) sourceMarks(level policy.Level) policy.Level {
	text := r.src.text
	for at := 0; at < len(text); {
		line, next := lineEnd(text, at)
		if holdsBracket(line) {
			line = append(line[:len(line):len(line)], restOfBracket(text, line, next)...)
			level = r.lineMarks(normal(html.UnescapeString(string(line))), r.blockAt(at+max(0, bytes.IndexByte(line, '['))), level)
		}
		at = next
	}
	return level
}

// restOfBracket is what the next line has of a bracket that a line opens and does not close.
func restOfBracket(text, line []byte, next int) []byte {
	if bytes.LastIndexByte(line, '[') <= bytes.LastIndexByte(line, ']') {
		return nil
	}
	rest, _ := lineEnd(text, next)
	rest = bytes.TrimLeft(rest, " \t>")
	return append([]byte(" "), rest[:1+bytes.IndexByte(rest, ']')]...)
}

func holdsBracket(line []byte) bool {
	return slices.Contains(line, '[') || slices.Contains(line, '&') || slices.Contains(line, 0xEF)
}

// blockAt stands for a place of the text in findings.
func (r *reader) blockAt(off int) *Block {
	line, column := r.src.place(off)
	return &Block{Line: line, Column: column}
}

// lineMarks is the stricter of level and of the marks in a line in normal form.
func (r *reader) lineMarks(line string, at *Block, level policy.Level) policy.Level {
	for _, m := range markText.FindAllStringSubmatch(line, -1) {
		if len(m[1])%2 == 1 {
			continue
		}
		text := strings.Join(strings.Fields(markDress.ReplaceAllString(m[2], "")), " ")
		own, written := r.markLevel(text)
		switch {
		case written != "":
			level = r.stricterPart(at, own, written, level)
		case r.unknownMark(text, m[3] != ""):
			r.fault("unknown-mark", at, "the mark "+quote("["+text+"]")+" is not a level",
				`the document is withheld, as what it marks cannot be told; use a level's name, or write \[ if it is no mark`)
			level = policy.Untold
		}
	}
	return level
}

// markLevel is the strictest level that the text of a mark names: "RED", "TLP:AMBER", "Clear / Red", "Red – members".
func (r *reader) markLevel(text string) (policy.Level, string) {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "TLP"), ":"))
	var strictest policy.Level
	written, all := "", true
	for _, part := range markParts.Split(text, -1) {
		l, known := r.rules.Policy.Level(part)
		if !known {
			all = false
		} else if written == "" || policy.Stricter(l, strictest) == l {
			strictest, written = l, part
		}
	}
	if !all && markCapitals.MatchString(text) {
		return policy.Untold, "" // "AMBER+STRICT" is another level
	}
	return strictest, written
}

// unknownMark says whether the text of a mark is one of no level. A link's words in capitals are none, unless
// they speak of secrecy.
func (r *reader) unknownMark(text string, link bool) bool {
	switch {
	case !markCapitals.MatchString(text):
		return false
	case secrecy.MatchString(text):
		return true
	case link || slices.Contains(harmless, strings.Trim(text, ".:!?")) || slices.Contains(r.rules.Verbs, text) || slices.Contains(r.rules.Owners, text):
		return false
	}
	return r.group(text) == nil
}

func (r *reader) stricterPart(at *Block, own policy.Level, written string, level policy.Level) policy.Level {
	if policy.Stricter(own, level) == level {
		return level
	}
	r.warn("stricter-part", at, "a part is marked "+quote(written)+", stricter than the document", "the whole document is read as "+written)
	return own
}

// portion reads what a block says of its part in words or in a heading's round brackets.
func (r *reader) portion(p passage, b *Block, names *levelNames, level policy.Level) policy.Level {
	title := b.Kind == Heading || p.item != nil && p.item.Head == b
	for _, spans := range spanLines(b) {
		text := plainLine(spans, names)
		if m := leadMark.FindStringSubmatch(text); m != nil {
			if own, known := r.rules.Policy.Level(m[1]); known {
				level = r.stricterPart(b, own, m[1], level)
			}
		}
		if title {
			for _, m := range titleMark.FindAllStringSubmatch(text, -1) {
				if own, known := r.rules.Policy.Level(m[1]); known {
					level = r.stricterPart(b, own, m[1], level)
				}
			}
		}
		for _, named := range names.in(text) {
			before, after := text[max(0, named.start-200):named.start], text[named.end:min(len(text), named.end+20)]
			if partNamed.MatchString(before+"QZQ"+after) || b.Role != RoleBanner && partIsLevel.MatchString(before+"QZQ "+named.written) {
				level = r.stricterPart(b, named.level, named.written, level)
			}
		}
		if b.Role == RoleBanner || !strings.Contains(text, "lassified") && !strings.Contains(text, "arked") && !strings.Contains(text, "raded") && !strings.Contains(text, "esignated") {
			continue
		}
		if m := partIsLevel.FindStringSubmatch(text); m != nil {
			if own, known := r.rules.Policy.Level(m[1]); known {
				level = r.stricterPart(b, own, m[1], level)
			} else if secrecy.MatchString(m[1]) {
				r.fault("unknown-mark", b, "a part is marked "+quote(m[1])+", which is not a level", "the document is withheld; use one of "+r.levelNames())
				level = policy.Untold
			}
		}
	}
	return level
}
