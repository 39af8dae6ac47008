package minutes

import (
	"regexp"
	"sort"
	"strings"

	"minutebook/internal/policy"
)

var (
	markLine     = regexp.MustCompile(`^[\s*_:"'“”‘’.>-]*(?:\[[^\[\]]{2,80}\][\s*_:"'“”‘’.-]*)+$`)
	headingMarks = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+`)
)

// isMarkAlone says whether a text is a mark and nothing else.
func isMarkAlone(text string) bool { return markLine.MatchString(normal(text)) }

// alone covers what a mark on a line of its own covers: the block that is attached below it, else all that follows in
// its item; where nothing follows there, the next item.
func (c *coverage) alone(m mark, i int) {
	p := c.passages[i]
	if i+1 < len(c.passages) && c.goesOn(p.item, c.passages[i+1].item) && c.passages[i+1].block.Line == p.block.EndLine+1 {
		c.run(m, i, i+1)
		return
	}
	after := i + 1
	for after < len(c.passages) && isFurniture(c.passages[after].block) {
		after++
	}
	if after < len(c.passages) {
		next := c.passages[after]
		if next.item != nil && next.block == next.item.Head && (p.item == nil || !c.isBelow(p.item, next.item)) {
			c.add(m, p.block.Line, c.end(after-1))
			c.item(m, next.item)
			return
		}
	}
	c.rest(m, i)
}

// block covers a passage, with what its paragraph was before actions were parted from it, and what continues it.
func (c *coverage) block(m mark, i int) {
	if c.isDone(i, m.level) {
		return
	}
	first := i
	for first > 0 && c.attached(first-1, first) {
		first--
	}
	for i+1 < len(c.passages) && c.attached(i, i+1) {
		i++
	}
	c.run(m, first, i)
}

// attached says whether two passages were one paragraph of the source.
func (c *coverage) attached(i, j int) bool {
	a, b := c.passages[i], c.passages[j]
	return c.goesOn(a.item, b.item) && a.block.Kind == Paragraph && b.block.Kind == Paragraph && b.block.Line <= a.block.EndLine+1 && !c.r.src.blank(b.block.Line-1) && (a.item == nil || a.block != a.item.Head) &&
		!isFurniture(a.block)
}

// run covers the passages from first to last and all that continues them: a sentence that goes on, a list, and
// whatever follows a colon.
func (c *coverage) run(m mark, first, last int) {
	c.add(m, c.passages[first].block.Line, c.end(last))
	for i := first; i <= last; i++ {
		c.note(i, m.level)
	}
	for {
		next := c.continues(last)
		if next < 0 || c.isDone(next, m.level) {
			return
		}
		last = c.undivided(next)
		c.add(m, c.passages[next].block.Line, c.end(last))
		for i := next; i <= last; i++ {
			c.note(i, m.level)
		}
	}
}

// undivided is the last passage that no blank line parts from the i-th: what the source has as one block, such as indented
// text or HTML, may be read as several.
func (c *coverage) undivided(i int) int {
	for i+1 < len(c.passages) {
		at, next := c.passages[i], c.passages[i+1]
		if !c.goesOn(at.item, next.item) || next.block.Kind == Heading || next.block.Line <= at.block.Line || c.r.src.blank(next.block.Line-1) {
			break
		}
		i++
	}
	return i
}

func (c *coverage) note(i int, level policy.Level) {
	if was, ok := c.done[i]; !ok || level < was {
		c.done[i] = level
	}
}

// isDone says whether the i-th passage is covered as strictly already, with all that continues it.
func (c *coverage) isDone(i int, level policy.Level) bool {
	was, ok := c.done[i]
	return ok && policy.Stricter(was, level) == was
}

// continues is the passage that continues the i-th, with what stands on every page between them; -1 for none.
func (c *coverage) continues(i int) int {
	at := c.passages[i]
	next := c.beyondFurniture(i)
	if next >= len(c.passages) || !c.goesOn(at.item, c.passages[next].item) {
		return -1
	}
	b := c.passages[next].block
	switch {
	case strings.HasSuffix(strings.TrimRight(lastLeaf(at.block).Text(), "*_ \t"), ":"), sentenceGoesOn(lastLeaf(at.block), b):
		return next
	case at.block.Kind == Paragraph && b.Kind == List:
		return next
	}
	return -1
}

// beyondFurniture is the passage after the i-th and what stands on every page after it.
func (c *coverage) beyondFurniture(i int) int {
	next := i + 1
	for next < len(c.passages) && next <= i+3 && (isFurniture(c.passages[next].block) || c.passages[next].block.Role == RoleBanner) {
		next++
	}
	return next
}

// caption is how the title of a table or a figure begins: "Table 2: ", "Figure 1 – ", pandoc's ": ".
var caption = regexp.MustCompile(`^\W*(?i:(?:table|figure|fig\.?|chart|box|exhibit|annex)\b[^.:–—-]{0,12}[.:–—-]|:\s)`)

// captioned covers the table, code or image directly before or after a title of such.
func (c *coverage) captioned(m mark, i int) {
	p := c.passages[i]
	text := markText.ReplaceAllString(normal(p.block.Text()), "")
	if p.block.Kind != Paragraph || !caption.MatchString(text) {
		return
	}
	for _, at := range []int{i - 1, i + 1} {
		if at >= 0 && at < len(c.passages) && c.passages[at].item == p.item && isShown(c.passages[at].block) && !c.isDone(at, m.level) {
			c.run(m, at, at)
		}
	}
}

// isShown says whether a block is what a caption may be of.
func isShown(b *Block) bool {
	return b.Kind == Table || b.Kind == Code || b.Kind == Paragraph && len(b.Spans) > 0 && b.Spans[0].Image != ""
}

// list covers the entry of a list in which a mark stands, with all that stands in it.
func (c *coverage) list(m mark, i int) {
	list := c.passages[i].block
	limit := c.end(i)
	for {
		entry, after := entryAt(list, m.line)
		if entry == nil {
			c.block(m, i) // on no line of an entry
			return
		}
		if after > 0 {
			limit = max(after-1, entry.EndLine)
		}
		inner := innerList(entry, m.line)
		if inner == nil {
			c.add(m, entry.Line, c.r.src.reach(entry.EndLine, limit))
			c.found[len(c.found)-1].tight = true
			if lastLeaf(c.passages[i].block) == lastLeaf(entry) {
				c.follow(m, i)
			}
			return
		}
		list = inner
	}
}

// follow covers what continues the i-th passage, of which only the end is covered.
func (c *coverage) follow(m mark, i int) {
	if next := c.continues(i); next >= 0 {
		c.run(m, next, next)
	}
}

// entryAt is the entry of a list in which a line stands, and the line of the entry after it, 0 for none.
func entryAt(list *Block, line int) (entry *Block, after int) {
	next := sort.Search(len(list.Blocks), func(i int) bool { return list.Blocks[i].Line > line })
	if next > 0 {
		entry = list.Blocks[next-1]
	}
	if next < len(list.Blocks) {
		after = list.Blocks[next].Line
	}
	return entry, after
}

// innerList is the list inside an entry in which a line stands below its first, nil for none.
func innerList(entry *Block, line int) *Block {
	at := sort.Search(len(entry.Blocks), func(i int) bool { return entry.Blocks[i].Line > line }) - 1
	if at < 0 || entry.Blocks[at].Kind != List || line > entry.Blocks[at].EndLine {
		return nil
	}
	return entry.Blocks[at]
}
