package minutes

import (
	"regexp"
	"strings"

	"minutebook/internal/policy"
)

// said is one line of the document that may say a level, read in normal form.
type said struct {
	block *Block
	text  string
	head  bool // it stands before the people and the first item, or at the foot
	cell  bool // it is one cell of several
	list  bool // it is one item of several
	part  bool // it is the banner of an item
}

// isBracketed says whether a level is named in a mark, which is for the part in which it stands.
func isBracketed(text string, named namedLevel) bool {
	if !strings.Contains(text, "[") {
		return false
	}
	for _, m := range markText.FindAllStringIndex(text, -1) {
		if m[0] <= named.start && named.end <= m[1] {
			return true
		}
	}
	return false
}

// The level that a line names stands as QZQ in what these expressions read.
var (
	levelOnly  = regexp.MustCompile(`^[^\pL\pN]*(?:TLP[^\pL\pN]*)?QZQ[^\pL\pN]*$`)
	levelFirst = regexp.MustCompile(`^[^\pL\pN]*(?:TLP[^\pL\pN]*)?QZQ\s*(?:\|\s*\d|[|–—:,(-]+\s*(?i:(?:strictly\s+)?(?:page|p\.|pg|for|only|not|members?|committee|parties|attendees|confidential|restricted|private|internal|minutes|document|do not)))`)
	levelNoun  = regexp.MustCompile(`^[^\pL\pN]*QZQ\s+(?i:classification|classified|marking|minutes|document|paper)\b`)
	allSecret  = regexp.MustCompile(`^[^\p{Ll}]{0,40}\b(?:OFFICIAL|SENSITIVE|CONFIDENTIAL|RESTRICTED|SECRET|PRIVATE)\b[^\p{Ll}]{0,20}QZQ[^\p{Ll}]{0,20}$`)
	onEachPage = regexp.MustCompile(`(?i)\bpage\s*\d|\b\d{1,4}\s+of\s+\d{1,4}\b|\b[A-Z]{2,10}_\d{1,4}x?_\d{4}\b`)
	levelLast  = regexp.MustCompile(`(\S.{0,60}?)\s*([-–—|:]+)\s*QZQ[^\pL\pN]*$`)
	levelLabel = regexp.MustCompile(`(?i)(?:^|[|–—•;.]|\s-)[^\pL\pN]*(?:(?:SEC|document|security|information|protective|data|paper|minutes|overall|government|our|current|its|the|this)\s+)*` +
		`(?:classification|classified|marking|marked|protectively marked|sensitivity|TLP|traffic light(?: protocol)?(?: \(TLP\))?|handling|security level|clearance)(?:\s+(?:level|status|code|colour|is|as|now|of|at|to|be))*(?:\s*\([^()]{1,30}\))?[\s:=|–—"'“‘*_-]*\bQZQ\b`)
	levelKey   = regexp.MustCompile(`(?i)(?:^|[{,;]|\s)["']?(?:level|classification|marking|sensitivity)["']?\s*[:=]\s*["']?QZQ\b`)
	thisIs     = regexp.MustCompile(`(?i)\b(?:this|these)\s+(?:whole\s+|entire\s+|draft\s+|final\s+|meeting\s+)?(?:document|minutes|record|file|publication|note|meeting)\b[^.;]{0,60}\b(?:is|are|be|been|remains?|was|were|as|at)\b[^.;]{0,40}\bQZQ\b`)
	thisSays   = regexp.MustCompile(`(?i)\b(?:this|these)\s+(?:paper|report|page|text|information|material|content)s?\b[^.;]{0,40}\b(?:classified|marked|designated|graded|rated)\b[^.;]{0,30}\bQZQ\b`)
	theIs      = regexp.MustCompile(`(?i)(?:^|[.:;!]\s*|\bthat\s+)[^\pL\pN]*the\s+(?:document|minutes|classification|marking)\b(?:\s+(?:of|for|from|to)\s+[^.;,]{0,40}?)?\s+(?:is|are|has been|have been|remains?|must be|should be)\b[^.;]{0,40}\bQZQ\b`)
	aboutLevel = regexp.MustCompile(`(?i)\b(?:classification|classified|protective marking|marking|sensitivity|TLP|traffic light protocol)\b`)
)

var aboutHints = newHints("classifi", "marking", "sensitivity", "tlp", "traffic")

// restrain withholds a document of which some line says a stricter level than its banner. Rules that set a
// level are strict; these are generous, for they can only withhold: a line of its own, a running head or
// foot, a table about classification, a sentence about this document. Ordinary prose says no level.
func (r *reader) restrain(level policy.Level) policy.Level {
	if level == policy.Untold {
		return level
	}
	names := r.levelsByName()
	for _, l := range r.saidLines(names) {
		for _, named := range names.in(l.text) {
			if l.part || isBracketed(l.text, named) {
				continue // of the part in which it stands
			}
			if policy.Stricter(named.level, level) != level && r.saysLevel(l, named) {
				r.fault("level-contradiction", l.block, "classified as "+r.m.Classification.Written+", but this line says "+quote(named.written),
					"the document is withheld; make them agree")
				return policy.Untold
			}
		}
	}
	return level
}

// saysLevel says whether a line gives a level to the document.
func (r *reader) saysLevel(l said, named namedLevel) bool {
	text := l.text[max(0, named.start-300):named.start] + "QZQ" + l.text[named.end:min(len(l.text), named.end+100)]
	for _, re := range []*regexp.Regexp{thisIs, thisSays, theIs} {
		if re.MatchString(text) {
			return true
		}
	}
	if len(l.text) > 120 {
		return false
	}
	if levelLabel.MatchString(text) || l.head && levelKey.MatchString(text) {
		return true
	}
	if l.cell {
		return false
	}
	capitals := named.written == strings.ToUpper(named.written)
	switch {
	case levelOnly.MatchString(text):
		return (capitals || l.head || l.block.Kind != Cell) && !l.list
	case levelFirst.MatchString(text), levelNoun.MatchString(text), capitals && allSecret.MatchString(text), onEachPage.MatchString(l.text):
		return true
	}
	m := levelLast.FindStringSubmatch(text)
	return m != nil && (capitals || l.head && m[2] != ":") && r.namesBody(m[1])
}

// saidLines are the lines of the document that name a level, in order. A line among the people names none
// unless in capitals.
func (r *reader) saidLines(names *levelNames) []said {
	var all []said
	people := false
	passages := r.everyPassage()
	for i, p := range passages {
		head := p.item == nil && i < headBlocks && !people || i >= len(passages)-footBlocks
		if p.item == nil && p.block.Kind != Table && peopleLabel.MatchString(normal(p.block.Text())) {
			people = true
		}
		listed := r.legend(p.block, names)
		_, banner := r.itemBanner(p)
		add := func(b *Block, cell bool) {
			if names.absent(b.Text()) {
				return
			}
			for i, spans := range spanLines(b) {
				text := plainLine(spans, names)
				if levels := names.in(text); len(levels) > 0 {
					surname := people && p.item == nil && levels[0].written != strings.ToUpper(levels[0].written)
					all = append(all, said{b, text, head, cell, listed || surname, banner && i == 0 && b == p.block})
				}
			}
			if text := plainLine(b.Spans, names); b.Line != b.EndLine && !banner && len(names.in(text)) > 0 {
				all = append(all, said{b, text, head, cell, true, false}) // a sentence that goes on over a line's end
			}
		}
		if p.block.Kind == Table {
			all = append(all, tableSaid(p.block, names)...)
		}
		p.block.Walk(func(b *Block) {
			if b.Kind == Row {
				filled := 0
				for _, c := range b.Blocks {
					if c.Text() != "" {
						filled++
					}
				}
				for _, c := range b.Blocks {
					add(c, filled > 1)
				}
			} else if b.Kind != Cell && len(b.Spans) > 0 {
				add(b, false)
			}
		})
	}
	return all
}

// legend says whether a list has several items that are levels alone: it explains them.
func (r *reader) legend(list *Block, names *levelNames) bool {
	n := 0
	if list.Kind == List {
		list.Walk(func(b *Block) {
			if len(b.Spans) > 0 && names.isLevel(normal(b.Text())) {
				n++
			}
		})
	}
	return n > 1
}

// tableSaid are the cells of a table about classification that name a level, as "Classification: level".
func tableSaid(table *Block, names *levelNames) []said {
	var all []said
	columns := map[int]bool{}
	for i, row := range table.Blocks {
		label := false
		for j, cell := range row.Blocks {
			text := plainLine(cell.Spans, names)
			if len(text) < 60 && aboutHints.in(text) && aboutLevel.MatchString(markText.ReplaceAllString(text, "")) {
				label = true
				columns[j] = columns[j] || i == 0
				continue
			}
			if (label || columns[j]) && len(names.in(text)) > 0 {
				all = append(all, said{block: cell, text: "Classification: " + onlyLevel(text, names), cell: true})
			}
		}
	}
	return all
}

// onlyLevel is the strictest level that a text names.
func onlyLevel(text string, names *levelNames) string {
	found := names.in(text)
	strictest := found[0]
	for _, f := range found {
		if policy.Stricter(f.level, strictest.level) == f.level {
			strictest = f
		}
	}
	return strictest.written
}

// spanLines are the spans of a block, line by line.
func spanLines(b *Block) [][]Span {
	var lines [][]Span
	from := 0
	for i, sp := range b.Spans {
		if i > from && (sp.Break || sp.Line != b.Spans[i-1].Line) {
			lines = append(lines, b.Spans[from:i])
			from = i
		}
	}
	return append(lines, b.Spans[from:])
}
