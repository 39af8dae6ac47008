package minutes

import (
	"bytes"
	"cmp"
	"html"
	"regexp"
	"slices"
	"strings"

	"minutebook/internal/policy"
)

// mark is one place of the document that gives a level to a part of it.
type mark struct {
	level   policy.Level
	written string // "" where it names no level
	line    int    // of the source
	column  int
	passage int    // of the document, from 0; -1 where it is told by the line
	cell    int    // of a row of a pipe table, from 0; -1 elsewhere
	item    string // number of the item that a sentence names; "" for the part in which the mark stands
	whole   bool   // it speaks of the item in which it stands, wherever it stands there
}

var (
	// markText finds a mark with the backslashes before it: an odd number of them escapes it.
	markText     = regexp.MustCompile(`(\\*)\[([^\[\]]{2,80})\](\(|\[|:)?`)
	markDress    = regexp.MustCompile("<[^<>]*>|[*_~`\\\\\"]")
	markParts    = regexp.MustCompile(`\s*(?:[:–—,;/|&+-]|\band\b|\bor\b|\s\s)\s*`)
	markCapitals = regexp.MustCompile(`^\p{Lu}{2,}(?:[ &/'’–—+.:-]+\p{Lu}+)*[.:!?]?$`)
	// secrecy are words that say that something is kept from somebody, whatever the levels are called.
	secrecy = regexp.MustCompile(`(?i)^(?:strictly |commercially? |commercial in |official[- ]|highly )*(?:confidential|confidence|restricted|secret|private|sensitive|privileged|embargoed|closed session|in camera)\b`)
)

// secretWhole is a mark that says nothing but that, in letters of any case: "[Confidential]", "(Closed session)".
var secretWhole = regexp.MustCompile(secrecy.String() + `(?i:\s+(?:session|item|discussion|matter|paper|annex|part|section|minutes?))?$`)

// Pandoc escapes both brackets of every mark that it finds in a document of another kind. Where marks stand, before
// the words of a line or after all of them, such a one is meant.
var (
	beforeWords = regexp.MustCompile(`^[\s>*_#|+~-]*(?:(?i:(?:agenda\s+)?item\s+)?[\pL\d]{1,3}(?:\.\d+)*[.):]?\s*)?[\s*_\[-]*$`)
	afterWords  = regexp.MustCompile(`^[\s*_#|\]]*(?:\{[^{}]*\}[\s#]*)*$`)
)

// isConverters says whether a mark with a backslash before it was escaped by a converter: who denies a mark escapes
// its first bracket.
func isConverters(before, inside, after string) bool {
	return strings.HasSuffix(inside, `\`) && (beforeWords.MatchString(before) || afterWords.MatchString(after))
}

// harmless are bracketed capitals that editors and logs write, and that keep nothing from anybody.
var harmless = []string{"SIC", "NB", "DN", "ED", "EDITOR", "NA", "N/A", "INAUDIBLE", "REDACTED", "REMOVED", "WITHHELD", "BLANK", "PAUSE", "LAUGHTER",
	"ACTION", "DECISION", "OPEN", "CLOSED", "NEW", "INFO", "DEBUG", "TRACE", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL", "OK"}

// marks are the marks of the document: those in brackets in order, then what it says in words.
func (r *reader) marks(passages []passage) []mark {
	all := r.sourceMarks()
	names := r.levelsByName()
	for i, p := range passages {
		from := len(all)
		if m, ok := r.itemBanner(p); ok {
			all = append(all, m)
		}
		p.block.Walk(func(b *Block) {
			if len(b.Spans) > 0 {
				all = append(all, r.wordMarks(p, b, names)...)
			}
		})
		for j := from; j < len(all); j++ {
			all[j].passage = i
		}
	}
	return all
}

// sourceMarks reads the marks as the source writes them: there alone can be told what a backslash escapes,
// and nothing that Markdown makes of a bracket (a link, a definition, code) hides it.
func (r *reader) sourceMarks() []mark {
	var all []mark
	text := r.src.text
	for at := 0; at < len(text); {
		line, next := lineEnd(text, at)
		if holdsBracket(line) {
			all = append(all, r.lineMarks(line, at, next)...)
		}
		at = next
	}
	return all
}

// lineMarks are the marks of one line of the text, cell by cell where it is the row of a pipe table.
func (r *reader) lineMarks(line []byte, at, next int) []mark {
	number, column := r.src.place(at + max(0, bytes.IndexByte(line, '[')))
	if row := r.pipeRows[number]; row != nil {
		var all []mark
		for i, cell := range pipeCells(line) {
			words := line[cell.Start:cell.End]
			_, column := r.src.place(at + cell.Start + max(0, bytes.IndexByte(words, '[')))
			all = append(all, r.marksIn(words, mark{line: number, column: column, cell: i, passage: -1})...)
		}
		return all
	}
	line = append(line[:len(line):len(line)], restOfBracket(r.src.text, line, next)...)
	return r.marksIn(line, mark{line: number, column: column, cell: -1, passage: -1})
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

// marksIn are the marks of a piece of the source, each at the given place.
func (r *reader) marksIn(piece []byte, at mark) []mark {
	var all []mark
	raw := html.UnescapeString(string(piece))
	line := normal(raw)
	for _, place := range markText.FindAllStringSubmatchIndex(line, -1) {
		m := at
		inside := line[place[4]:place[5]]
		text := strings.Join(strings.Fields(markDress.ReplaceAllString(inside, "")), " ")
		text = cmp.Or(strings.TrimRight(text, ".:;,!? "), text)
		m.level, m.written = r.markLevel(text)
		escaped := (place[3]-place[2])%2 == 1
		switch {
		case escaped && (m.written == "" && !secrecy.MatchString(text) || !isConverters(line[:place[2]], inside, line[place[1]:])):
			continue
		case m.written != "" && !spelledPlainly(raw, m.written), r.looksLikeLevel(text):
			r.say("error", "level-spelling", m.line, m.column, "the mark "+quote("["+text+"]")+" is a level in letters that only look like its own, or with hidden characters",
				"what it marks is withheld from everybody; type the level anew")
			m.level = policy.Untold
		case m.written != "":
		case r.unknownMark(text, place[6] >= 0):
			r.say("error", "unknown-mark", m.line, m.column, "the mark "+quote("["+text+"]")+" is not a level",
				`what it marks is withheld from everybody; use a level's name, or write \[ if it is no mark`)
		default:
			continue
		}
		all = append(all, m)
	}
	return r.oneLevel(all)
}

// oneLevel says so where marks at one place differ; the stricter holds.
func (r *reader) oneLevel(marks []mark) []mark {
	for _, m := range marks[min(1, len(marks)):] {
		if first := marks[0]; m.level != first.level && m.written != "" && first.written != "" {
			r.say("warning", "marks-differ", m.line, m.column, "marked "+quote(first.written)+" and "+quote(m.written), "the stricter holds; keep one mark")
			break
		}
	}
	return marks
}

// markLevel is the strictest level that the text of a mark names: "RED", "TLP:AMBER", "Clear / Red", "Red – members".
func (r *reader) markLevel(text string) (policy.Level, string) {
	for _, whole := range []string{text, strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "TLP"), ":"))} {
		if l, known := r.rules.Policy.Level(whole); known {
			return l, whole
		}
		text = whole
	}
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
	case secretWhole.MatchString(text) && !link:
		return true
	case !markCapitals.MatchString(text):
		return false
	case secrecy.MatchString(text):
		return true
	case link || slices.Contains(harmless, strings.Trim(text, ".:!?")) || slices.Contains(r.rules.Harmless, text) || slices.Contains(r.rules.Verbs, text) || slices.Contains(r.rules.Owners, text):
		return false
	}
	return r.group(text) == nil
}
