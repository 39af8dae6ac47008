package minutes

import (
	"regexp"
	"strconv"
	"strings"
)

// build makes the tree of items: the chain's candidates head the items, the blocks between are their text
// and the headings of their sub-items.
func (r *reader) build(chain []candidate) {
	b := &builder{r: r}
	b.depth = chainDepth(r.blocks, chain)
	for i, block := range r.blocks {
		var heads []candidate
		for len(chain) > 0 && chain[0].at == i {
			heads, chain = append(heads, chain[0]), chain[1:]
		}
		b.upcoming = ""
		if len(chain) > 0 {
			b.upcoming = chain[0].number[0]
		}
		switch {
		case len(heads) == 0:
			b.block(block)
		case heads[0].entry < 0:
			b.headLeaf(block, heads[0])
		default:
			b.headList(block, heads)
		}
	}
	r.m.Items = b.items
}

// chainDepth is the depth of the headings that head items, 0 where plain lines do.
func chainDepth(blocks []*Block, chain []candidate) int {
	depth := 0
	for _, c := range chain {
		if b := blocks[c.at]; b.Kind == Heading && (depth == 0 || b.Depth < depth) {
			depth = b.Depth
		}
	}
	return depth
}

// builder adds the blocks of a document to the item they belong to.
type builder struct {
	r        *reader
	items    []*Item
	open     []*Item // from the item of the first order down to the one that takes text
	depth    int     // of headings that head items; 0 where plain lines do
	upcoming string  // number of the next item of the chain
}

func (b *builder) take(block *Block) {
	if len(b.open) == 0 {
		b.r.m.Preamble = append(b.r.m.Preamble, block)
		return
	}
	it := b.open[len(b.open)-1]
	it.Blocks = append(it.Blocks, block)
}

// enter opens an item below the first level of the open ones.
func (b *builder) enter(it *Item, level int) {
	it.Head.Role = RoleItem
	it.Line = it.Head.Line
	it.Title = b.r.bareTitle(strings.TrimSpace(it.Title))
	it.Stub = it.Title == Withheld
	b.open = b.open[:level]
	if level == 0 {
		b.items = append(b.items, it)
	} else {
		up := b.open[level-1]
		up.Items = append(up.Items, it)
	}
	b.open = append(b.open, it)
}

// headLeaf opens an item headed by a heading or a paragraph, of which further lines are its text.
func (b *builder) headLeaf(block *Block, c candidate) {
	head, rest := cutFirstLine(block)
	if block.Kind == Paragraph {
		head.Kind, head.Depth = Heading, 2
	}
	b.enter(&Item{Number: c.number[0], Title: c.title, Head: head}, 0)
	if rest != nil {
		b.take(rest)
	}
}

// headList opens the items that a list's entries head; the entries between stay a list.
func (b *builder) headList(list *Block, heads []candidate) {
	for j, entry := range list.Blocks {
		if len(heads) == 0 || heads[0].entry != j {
			b.takeEntry(list, entry)
			continue
		}
		head, rest := cutFirstLine(entry.Blocks[0])
		head.Kind, head.Depth = Heading, 2
		head.Spans = append([]Span{{Text: entry.Marker + " ", Line: entry.Line, Column: entry.Column}}, head.Spans...)
		head.Line, head.Column = entry.Line, entry.Column
		b.enter(&Item{Number: heads[0].number[0], Title: heads[0].title, Head: head}, 0)
		if rest != nil {
			b.take(rest)
		}
		for _, inner := range entry.Blocks[1:] {
			b.block(inner)
		}
		heads = heads[1:]
	}
}

// takeEntry keeps an entry in a list of its own, or in the one begun with the entry before.
func (b *builder) takeEntry(list, entry *Block) {
	blocks := b.r.m.Preamble
	if len(b.open) > 0 {
		blocks = b.open[len(b.open)-1].Blocks
	}
	if n := len(blocks); n > 0 && blocks[n-1].Kind == List && blocks[n-1].Column == list.Column && blocks[n-1].Ordered {
		part := blocks[n-1]
		part.Blocks = append(part.Blocks, entry)
		part.EndLine = entry.EndLine
		return
	}
	start, _ := strconv.Atoi(strings.TrimRight(entry.Marker, ".)"))
	b.take(&Block{Kind: List, Ordered: list.Ordered, Start: start, Line: entry.Line, Column: list.Column,
		EndLine: entry.EndLine, Blocks: []*Block{entry}})
}

// block takes a block of text, or opens the sub-item or unnumbered item that it heads.
func (b *builder) block(block *Block) {
	if len(b.open) > 0 && (block.Kind == Heading || block.Kind == Paragraph) && !isFurniture(block) {
		if b.numberedSub(block) || block.Kind == Heading && b.depth > 0 && b.unnumbered(block) {
			return
		}
	}
	b.take(block)
}

// numberedSub opens a sub-item whose number begins with that of the item it stands in and goes on from
// the sub-item before.
func (b *builder) numberedSub(block *Block) bool {
	text, rest := firstLine(block)
	number, title, ok := parseNumber(text, block.Kind == Heading)
	if n, t, lettered := letteredSub(b.open[0].Number, text); lettered {
		number, title, ok = strings.Split(n, "."), t, true
	}
	if !ok || len(number) < 2 || number[0] != b.open[0].Number {
		return false
	}
	if block.Kind == Paragraph && (titleScore(title, rest) < -2 || words(title) > 14 && !allStrong(block)) {
		return false // a numbered paragraph, not a title
	}
	level := 1
	for level < len(number)-1 && level < len(b.open) && b.open[level].Number == strings.Join(number[:level+1], ".") {
		level++
	}
	full := strings.Join(number, ".")
	if subs := b.open[level-1].Items; len(subs) > 0 && !rises(subs[len(subs)-1].Number, full) {
		return false
	}
	head, more := cutFirstLine(block)
	if head.Kind == Paragraph {
		head.Kind, head.Depth = Heading, min(level+2, 6)
	}
	b.enter(&Item{Number: full, Title: title, Head: head}, level)
	if more != nil {
		b.take(more)
	}
	return true
}

func words(s string) int { return len(strings.Fields(s)) }

// rises says whether number b comes after a, part by part.
func rises(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		if x, y := order(as[i]), order(bs[i]); x != y {
			return x < y
		}
	}
	return len(as) < len(bs)
}

var closing = regexp.MustCompile(`(?i)^(?:(?:date|details)\s+of\s+)?(?:the\s+)?next\s+meetings?\b|^end\s+of\s+minutes|^close\b|^meeting\s+clos`)

// unnumbered opens an item that a heading without a number heads: a sub-item where it is deeper than the
// items' headings, else an item counted on from the one before.
func (b *builder) unnumbered(block *Block) bool {
	text := strings.TrimSpace(block.Text())
	if text == "" || peopleLabel.MatchString(text) {
		return false
	}
	if block.Depth > b.depth {
		level := min(block.Depth-b.depth, len(b.open))
		up := b.open[level-1]
		number := up.Number + "." + itoa(len(up.Items)+1)
		if n := len(up.Items); n > 0 && !rises(up.Items[n-1].Number, number) {
			return false
		}
		b.enter(&Item{Number: number, Title: text, Head: block}, level)
		return true
	}
	if strings.Trim(b.open[0].Number, "0123456789") == b.open[0].Number || strings.Contains(b.open[0].Number, "/") {
		return false // counted in letters, or through the year
	}
	next := itoa(order(b.open[0].Number)/32 + 1)
	if number, title, ok := parseNumber(text, true); ok && len(number) > 1 && order(number[0]) > order(b.open[0].Number) {
		b.enter(&Item{Number: strings.Join(number, "."), Title: title, Head: block}, 0) // its item has no heading
		return true
	}
	if closing.MatchString(text) || b.upcoming != "" && order(b.upcoming) <= order(next) {
		return false
	}
	if number, title, ok := parseNumber(text, true); ok && len(number) == 1 && number[0] == next {
		b.enter(&Item{Number: next, Title: title, Head: block}, 0) // a sentence for a title
		return true
	}
	b.r.advise("item-without-number", block, "the item "+quote(text)+" has no number", "counted as "+next)
	b.enter(&Item{Number: next, Title: text, Head: block}, 0)
	return true
}

// cutFirstLine parts a leaf after its first line; rest is nil where there is no more.
func cutFirstLine(b *Block) (head, rest *Block) {
	line := 0
	for i, sp := range b.Spans {
		if i == 0 || !sp.Break && (sp.Line == line || ties(sp)) {
			line = sp.Line
			continue
		}
		after := b.Spans[i:]
		if sp.Break {
			after = after[1:]
		}
		if len(after) == 0 {
			break
		}
		head = &Block{}
		*head = *b
		head.Spans, head.EndLine = b.Spans[:i:i], line
		trimSpans(head)
		rest = &Block{Kind: Paragraph, Line: after[0].Line, Column: after[0].Column, EndLine: b.EndLine, Spans: after}
		return head, rest
	}
	return b, nil
}
