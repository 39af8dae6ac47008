package minutes

import (
	"regexp"
	"sort"

	"minutebook/internal/policy"
)

// coverage works out what marks cover. A document is covered by lines, for a cut must not leave half a line of
// Markdown; only a cell of a pipe table is covered alone. Its time is linear in the document, however many marks it has.
type coverage struct {
	r        *reader
	passages []passage // in order of their lines
	items    []*Item
	place    map[*Item]int // in items
	below    map[*Item]int // how many items are its own
	byNumber map[string]*Item
	depths   []int // of the heading under which each passage stands, 0 for none
	ends     []int // last line of each passage, 0 until it was asked for
	last     int   // line of the source
	found    []covered
	whole    policy.Level            // of the document
	done     map[int]policy.Level    // passages covered, with all that continues them
	rowsDone map[*Block]policy.Level // rows covered, with those that continue them
	sections map[sectionKey]section
	notes    []note
	spanning map[*Block]bool // tables of which some cells reach over several rows
}

// covered is what one mark covers.
type covered struct {
	level    policy.Level
	from, to int    // lines
	cell     Range  // bytes of the source; empty for whole lines
	block    *Block // that cell
	item     *Item
	tight    bool
}

// section is a run of passages under one heading, found once.
type section struct{ from, next, end int }

type sectionKey struct {
	item  *Item
	depth int
}

func (r *reader) newCoverage(passages []passage) *coverage {
	c := &coverage{r: r, passages: passages, items: r.m.AllItems(), last: len(r.src.starts), whole: r.m.Classification.Level,
		ends: make([]int, len(passages)), place: map[*Item]int{}, below: map[*Item]int{}, byNumber: map[string]*Item{},
		done: map[int]policy.Level{}, rowsDone: map[*Block]policy.Level{}, sections: map[sectionKey]section{}, notes: r.notes(), spanning: map[*Block]bool{}}
	for i, it := range c.items {
		c.place[it] = i
		if c.byNumber[it.Number] == nil {
			c.byNumber[it.Number] = it
		}
	}
	for _, it := range r.m.Items {
		c.count(it)
	}
	depth := 0
	for _, p := range passages {
		if p.block.Kind == Heading {
			depth = p.block.Depth
		}
		c.depths = append(c.depths, depth)
	}
	return c
}

func (c *coverage) count(it *Item) int {
	n := 0
	for _, sub := range it.Items {
		n += 1 + c.count(sub)
	}
	c.below[it] = n
	return n
}

func (c *coverage) isBelow(it, sub *Item) bool {
	n := c.place[sub] - c.place[it]
	return n > 0 && n <= c.below[it]
}

// goesOn says whether a text of an item that stands after one of it goes on with the same: it is of the same item, or a
// tail of one that this is a sub-item of, which no heading parts from it.
func (c *coverage) goesOn(it, after *Item) bool {
	return it == after || it != nil && after != nil && c.isBelow(after, it)
}

func (c *coverage) add(m mark, from, to int) {
	c.found = append(c.found, covered{level: m.level, from: from, to: to})
}

// document makes the whole document as strict as a mark.
func (c *coverage) document(m mark) {
	if policy.Stricter(m.level, c.whole) == c.whole {
		return
	}
	c.whole = m.level
	if m.written != "" {
		c.r.say("warning", "stricter-part", m.line, m.column, "the head or a running line is marked "+quote(m.written)+", stricter than the document",
			"the whole document is read as "+m.written)
	}
}

// cover notes what a mark covers.
func (c *coverage) cover(m mark) {
	i := m.passage
	if i < 0 {
		i = c.at(m.line)
	}
	switch {
	case m.item != "" && c.byNumber[m.item] != nil:
		c.item(m, c.byNumber[m.item])
	case m.item != "", i < 0: // an item that the agenda does not have may be anything
		c.document(m)
	case m.whole && c.passages[i].item != nil:
		c.item(m, c.passages[i].item)
	case m.whole:
		c.document(m)
	case c.noteAt(m.line) >= 0:
		c.coverNote(m.level, c.notes[c.noteAt(m.line)])
	default:
		c.passage(m, i)
	}
}

// at is the passage in which a line stands, or after which; -1 before the first.
func (c *coverage) at(line int) int {
	return sort.Search(len(c.passages), func(i int) bool { return c.passages[i].block.Line > line }) - 1
}

// passage covers what a mark inside the i-th passage covers.
func (c *coverage) passage(m mark, i int) {
	p := c.passages[i]
	b := p.block
	switch {
	case isFurniture(b), p.item == nil && c.isHead(b):
		c.document(m)
	case m.line > c.end(i): // a definition of a link, a tag
		c.section(m, i)
	case p.item != nil && b == p.item.Head, c.underHeading(m, p):
		c.item(m, p.item)
	case b.Kind == Table:
		c.table(m, i)
	case b.Kind == List:
		c.list(m, i)
	case b.Kind == Heading:
		c.section(m, i)
	case b.Kind == Paragraph && isMarkAlone(b.Text()):
		c.alone(m, i)
	default:
		c.block(m, i)
		c.captioned(m, i)
	}
	if c.endsIn(m, i) || c.opensElement(m, i) {
		c.rest(m, i)
	}
}

// elementStart is the start of an element of HTML that may hold further blocks, of which the Markdown does not know.
var elementStart = regexp.MustCompile(`(?i)^(?:<[^<>]*>\s*)*<(?:details|summary|div|section|article|aside|blockquote|ul|ol|dl)\b`)

// opensElement says whether a mark stands on the line on which such an element starts, or in what the line before opened.
func (c *coverage) opensElement(m mark, i int) bool {
	if b := c.passages[i].block; b.Kind == Table || b.Kind == Code {
		return false
	}
	return elementStart.MatchString(c.r.src.words(m.line)) || m.line > 1 && elementStart.MatchString(c.r.src.words(m.line-1))
}

// endsIn says whether a mark stands alone on the last line of a text, as if for what follows, or in what looks like the
// title of an item and is none to the agenda.
func (c *coverage) endsIn(m mark, i int) bool {
	b := c.passages[i].block
	if b.Kind != Paragraph && b.Kind != List || m.cell >= 0 {
		return false
	}
	line := c.r.src.words(m.line)
	if m.line == c.end(i) && m.line > b.Line && isMarkAlone(line) {
		return true
	}
	_, title, ok := parseNumber(line, false)
	return ok && b.Line == m.line && b.EndLine == m.line && len(b.Blocks) <= 1 && len(title) <= 80 && titleScore(title, "") >= 0
}

func (c *coverage) rest(m mark, i int) {
	what := "a mark stands alone in the text"
	if _, _, numbered := parseNumber(c.r.src.words(m.line), false); numbered {
		what = "a marked line reads like the title of an item and is none"
	}
	c.r.say("advice", "mark-alone", m.line, m.column, what, "all that follows in its item is marked; put the mark before the words that it is for")
	c.section(m, i)
}

// isHead says whether a block of the preamble says what the whole document is.
func (c *coverage) isHead(b *Block) bool {
	if b.Role == RoleTitle || b.Role == RoleBanner {
		return true
	}
	return len(c.items) > 0 && (b.Kind == Heading || b.Kind == Paragraph && isMarkAlone(b.Text()))
}

// underHeading says whether a mark stands alone on the line directly under an item's heading.
func (c *coverage) underHeading(m mark, p passage) bool {
	text, ok := c.r.underHeading(p)
	return ok && m.line == p.block.Line && isMarkAlone(text)
}

// end is the last line of the i-th passage: with what of it no block has, such as a heading's underline or a closing tag.
func (c *coverage) end(i int) int {
	if c.ends[i] > 0 {
		return c.ends[i]
	}
	limit := c.last
	if i+1 < len(c.passages) {
		limit = max(c.passages[i+1].block.Line-1, c.passages[i].block.EndLine)
	}
	c.ends[i] = c.r.src.reach(c.passages[i].block.EndLine, limit)
	return c.ends[i]
}

// item covers an item with all that stands below its heading, up to the next item that is none of its own.
func (c *coverage) item(m mark, it *Item) {
	to := c.last
	if next := c.place[it] + c.below[it] + 1; next < len(c.items) {
		to = max(c.items[next].Head.Line-1, it.Head.Line)
	}
	c.add(m, it.Head.Line, to)
	c.found[len(c.found)-1].item = it
}

// section covers from the i-th passage on what stands below the same heading: the item's rest, or in a text without
// items all up to the next heading of the same order.
func (c *coverage) section(m mark, i int) {
	p := c.passages[i]
	depth := 7
	if p.item == nil || p.block.Kind == Heading && p.block != p.item.Head {
		depth = c.depths[i]
	}
	s, ok := c.sections[sectionKey{p.item, depth}]
	if !ok || i < s.from || i >= s.next {
		s = c.findSection(i, depth)
		c.sections[sectionKey{p.item, depth}] = s
	}
	c.add(m, p.block.Line, max(p.block.Line, s.end))
}

func (c *coverage) findSection(i, depth int) section {
	p := c.passages[i]
	for j := i + 1; j < len(c.passages); j++ {
		next := c.passages[j]
		within := c.goesOn(p.item, next.item) || p.item != nil && next.item != nil && c.isBelow(p.item, next.item)
		heading := next.block.Kind == Heading && (next.item == nil || next.block != next.item.Head)
		if !within || heading && next.block.Depth <= depth {
			return section{i, j, next.block.Line - 1}
		}
	}
	return section{i, len(c.passages), c.last}
}
