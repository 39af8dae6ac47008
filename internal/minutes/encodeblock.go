package minutes

// block is a block that something points at: by its number, where it stands in the document; else with all that is in it.
func (c *coder) block(at **Block) {
	const none, here, before = 0, 1, 2
	u := uint64(here)
	if n, known := c.numbers[*at]; c.writes && known {
		u = uint64(n) + before
	} else if *at == nil {
		u = none
	}
	switch c.uint(&u); {
	case u == none:
		*at = nil
	case u == here:
		c.inner(at)
	case c.writes:
	case u-before < uint64(c.made):
		*at = &c.blocks[u-before]
	default:
		c.fail()
	}
}

// inner is a block with all that is in it, at its place among others. What is read stands at one place alone, so that no block
// is within itself, and to walk through all of them takes no longer than to read them.
func (c *coder) inner(at **Block) {
	if !c.writes {
		if c.made == len(c.blocks) {
			c.fail()
			return
		}
		*at = &c.blocks[c.made]
		c.made++
	} else {
		if _, known := c.numbers[*at]; !known {
			c.numbers[*at] = int(c.sizes.blocks)
		}
		c.sizes.blocks++
	}
	c.wholeBlock(*at)
}

// head is the heading of an item, which may have none.
func (c *coder) head(at **Block) {
	has := *at != nil
	if c.flags(&has); has {
		c.inner(at)
	}
}

func (c *coder) wholeBlock(b *Block) {
	if !c.enters() {
		return
	}
	hasRole, hasID, shaped, plain := b.Role != "", b.ID != "", b.shaped(), b.onePlain()
	hasSpans, hasBlocks, oneLine := b.Spans != nil, b.Blocks != nil, b.EndLine == b.Line
	c.flags(&hasRole, &hasID, &shaped, &plain, &hasSpans, &hasBlocks, &oneLine)
	oneOf(c, BlockKinds, &b.Kind)
	if hasRole {
		oneOf(c, Roles, &b.Role)
	}
	if hasID {
		c.string(&b.ID)
	}
	c.level(&b.Level)
	c.lineAfter(&b.Line)
	c.int(&b.Column)
	if oneLine {
		b.EndLine = b.Line
	} else {
		c.int(&b.EndLine)
	}
	if shaped {
		c.int(&b.Depth)
		c.flags(&b.Ordered)
		c.int(&b.Start)
		c.each(&b.Marker, &b.Lang, &b.Align)
		c.int(&b.Colspan)
	}
	switch {
	case plain:
		c.plainSpan(b)
	case hasSpans:
		c.blockSpans(b)
	}
	if hasBlocks {
		c.blockList(&b.Blocks)
	}
	c.depth--
}

// lineAfter is a line, counted from the one before.
func (c *coder) lineAfter(line *int) {
	step := *line - c.line
	c.int(&step)
	*line = c.line + step
	c.line = *line
}

func (b *Block) shaped() bool {
	return b.Depth != 0 || b.Ordered || b.Start != 0 || b.Marker != "" || b.Lang != "" || b.Align != "" || b.Colspan != 0
}

// onePlain says whether a block's words are one span without a style that stands where the block begins.
func (b *Block) onePlain() bool {
	return len(b.Spans) == 1 && b.Spans[0] == Span{Text: b.Spans[0].Text, Line: b.Line, Column: b.Column}
}

func (c *coder) plainSpan(b *Block) {
	if c.sizes.spans++; !c.writes {
		b.Spans = c.spans.take(1)
		b.Spans[0].Line, b.Spans[0].Column = b.Line, b.Column
	}
	c.string(&b.Spans[0].Text)
}

func (c *coder) blockSpans(b *Block) {
	n, isNil := c.count(len(b.Spans), b.Spans == nil)
	if c.sizes.spans += uint64(n); !c.writes && !isNil {
		b.Spans = c.spans.take(n)
	}
	line := b.Line
	for i := range b.Spans {
		if c.failed {
			return
		}
		s := &b.Spans[i]
		linked := s.Href != "" || s.Image != ""
		c.flags(&s.Strong, &s.Emph, &s.Code, &s.Strike, &s.Under, &s.Sub, &s.Sup, &s.Break, &s.Joined, &linked)
		c.string(&s.Text)
		if linked {
			c.each(&s.Href, &s.Image)
		}
		step := s.Line - line
		c.int(&step)
		s.Line = line + step
		line = s.Line
		c.int(&s.Column)
	}
}
