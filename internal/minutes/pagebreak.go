package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/finding"
)

// repairPages puts together the tables that page breaks cut, and parts what a converter ran together on
// the lines of one paragraph: actions, and a banner in the head.
func (r *reader) repairPages() {
	for _, b := range r.blocks {
		promoteHead(b, r.isHeadRow)
	}
	r.blocks = r.joinTables(r.blocks)
	r.blocks = splitBanners(splitActions(r.blocks, actionLead))
}

// joinAll puts together the sentences that page breaks cut, within each item.
func (r *reader) joinAll() {
	if len(r.m.Items) == 0 {
		r.m.Preamble = r.joinSentences(r.m.Preamble)
	}
	for _, it := range r.m.AllItems() {
		it.Blocks = r.joinSentences(it.Blocks)
	}
}

// promoteHead makes the first row of a table without words in its head the head, where it looks like one.
func promoteHead(b *Block, isHead func(row *Block) bool) {
	if b.Kind != Table || len(b.Blocks) < 2 || strings.TrimSpace(b.Blocks[0].AllText()) != "" || !isHead(b.Blocks[1]) {
		return
	}
	b.Blocks = b.Blocks[1:]
	b.Blocks[0].Role = RoleHead
	b.Blocks[0].Blocks[0].Colspan = 0
}

// isHeadRow says whether all of a row's words are bold, or are the names of columns of people or actions.
func (r *reader) isHeadRow(row *Block) bool {
	p := readPeopleColumns(row)
	c := r.columns(row)
	if p.name >= 0 && (p.body >= 0 || p.role >= 0) || c.id >= 0 && (c.action >= 0 || c.owner >= 0) {
		return true
	}
	filled := 0
	for _, cell := range row.Blocks {
		if strings.TrimSpace(cell.Text()) == "" {
			continue
		}
		if !allStrong(cell) {
			return false
		}
		filled++
	}
	return filled > 1
}

// furniture is what stands on every page: its number, a running head with the document's name.
var furniture = regexp.MustCompile(`(?i)^(?:page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—\s]*\d{1,3}[-–—\s]*|` +
	`.{0,80}\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[A-Z]{2,10}_\d{1,4}x?_\d{4}.{0,40})$`)

func isFurniture(b *Block) bool {
	if b.Kind == Rule {
		return true
	}
	if b.Kind != Paragraph && b.Kind != Heading {
		return false
	}
	text := strings.TrimSpace(b.Text())
	return len(text) <= 120 && furniture.MatchString(text)
}

// joinTables makes one table of those that a page break cut: the second repeats the head of the first, or
// has none. What stood between them on the page goes with it as a row.
func (r *reader) joinTables(blocks []*Block) []*Block {
	var joined []*Block
	for at := 0; at < len(blocks); at++ {
		b := blocks[at]
		joined = append(joined, b)
		if b.Kind != Table {
			continue
		}
		for {
			next := at + 1
			for next < len(blocks) && next <= at+3 && isFurniture(blocks[next]) {
				next++
			}
			if next >= len(blocks) || blocks[next].Kind != Table || !r.goesOn(b, blocks[next]) {
				break
			}
			for _, between := range blocks[at+1 : next] {
				b.Blocks = append(b.Blocks, furnitureRow(between, b))
			}
			b.Blocks = append(b.Blocks, blocks[next].Blocks...)
			b.EndLine = blocks[next].EndLine
			at = next
		}
	}
	return joined
}

// goesOn says whether a table continues another, and marks the head row that was repeated.
func (r *reader) goesOn(table, next *Block) bool {
	if len(next.Blocks) == 0 || len(table.Blocks) == 0 {
		return false
	}
	head := next.Blocks[0]
	same := len(head.Blocks) == len(table.Blocks[0].Blocks)
	empty := strings.TrimSpace(head.AllText()) == ""
	switch {
	case same && empty, !empty && rowKey(head) == rowKey(table.Blocks[0]):
		head.Role = RoleRepeated
	case same && r.isActionTable(table) && r.isData(head, table):
		head.Role = RoleNone
	default:
		return false
	}
	about := r.lastActionID(table)
	if about == "" {
		r.advise("table-continued", head, "a table continues after a page break", "read as one table")
	} else {
		r.warn("table-continued", head, "action "+about+" continues over a repeated table header",
			"read as one table; the repeated header is not shown")
	}
	return true
}

// isData says whether what Markdown took for a head is a row of the table before: it holds an action's id
// where the ids stand, or text in its first cell alone.
func (r *reader) isData(row, table *Block) bool {
	cols := r.tableColumns(table)
	if r.findActionID(row.Blocks[cols.id].Text()) != nil {
		return true
	}
	for _, cell := range row.Blocks[1:] {
		if strings.TrimSpace(cell.Text()) != "" {
			return false
		}
	}
	return len(row.Blocks[0].Text()) > 40
}

func (r *reader) lastActionID(table *Block) string {
	cols := r.tableColumns(table)
	if cols.id < 0 {
		return ""
	}
	for i := len(table.Blocks) - 1; i > 0; i-- {
		row := table.Blocks[i]
		if cols.id < len(row.Blocks) && row.Blocks[cols.id].Colspan < 2 {
			if id := r.findActionID(row.Blocks[cols.id].Text()); id != nil {
				return id.written
			}
		}
	}
	return ""
}

func rowKey(row *Block) string {
	var words []string
	for _, cell := range row.Blocks {
		words = append(words, strings.ToLower(strings.Join(strings.Fields(cell.Text()), " ")))
	}
	return strings.Join(words, "|")
}

func furnitureRow(b, table *Block) *Block {
	cell := &Block{Kind: Cell, Line: b.Line, Column: b.Column, EndLine: b.EndLine, Spans: b.Spans,
		Colspan: len(table.Blocks[0].Blocks)}
	return &Block{Kind: Row, Role: RoleFurniture, Line: b.Line, Column: b.Column, EndLine: b.EndLine, Blocks: []*Block{cell}}
}

// splitActions parts paragraphs at lines that raise an action.
func splitActions(blocks []*Block, lead *regexp.Regexp) []*Block {
	var all []*Block
	for _, b := range blocks {
		if b.Kind == Paragraph && len(b.Spans) > 1 {
			all = append(all, splitLines(b, func(text string) bool { return lead.MatchString(text) })...)
		} else {
			all = append(all, b)
		}
	}
	return all
}

// splitBanners parts a banner from the lines of the head that a converter ran into it.
func splitBanners(blocks []*Block) []*Block {
	var all []*Block
	for _, b := range blocks {
		if b.Kind != Paragraph || len(b.Spans) < 2 || b.Line == b.EndLine {
			all = append(all, b)
			continue
		}
		within, ended := false, false
		begins := func(line string) bool {
			line = strings.TrimSpace(line)
			after := within && ended
			if saysClassified.MatchString(line) || namesLevel.MatchString(line) {
				within, ended = true, strings.HasSuffix(line, ".")
				return true
			}
			within = within && !ended
			ended = strings.HasSuffix(line, ".")
			return after
		}
		begins(lineText(b.Spans))
		all = append(all, splitLines(b, begins)...)
	}
	return all
}

// splitLines parts a paragraph before each line (not the first) of which begins is true.
func splitLines(b *Block, begins func(line string) bool) []*Block {
	all := []*Block{b}
	spans, end := b.Spans, b.EndLine
	from := 0
	for i := 1; i < len(spans); i++ {
		if spans[i].Line == spans[i-1].Line && !spans[i-1].Break || spans[i].Break || !begins(lineText(spans[i:])) {
			continue
		}
		last := all[len(all)-1]
		last.Spans = spans[from:i:i]
		last.EndLine = spans[i-1].Line
		trimSpans(last)
		all = append(all, &Block{Kind: Paragraph, Line: spans[i].Line, Column: spans[i].Column, EndLine: end})
		from = i
	}
	if len(all) > 1 {
		all[len(all)-1].Spans = spans[from:]
	}
	return all
}

// lineText is the text of the line that the first of spans begins, at most 200 bytes of it.
func lineText(spans []Span) string {
	var s strings.Builder
	for _, sp := range spans {
		if sp.Break || sp.Line != spans[0].Line || s.Len() > 200 {
			break
		}
		s.WriteString(sp.Text)
	}
	return s.String()
}

// joinSentences makes one paragraph of two where a page break cut a sentence: the first, which may end a
// list, ends without a stop, the second goes on in lower case.
func (r *reader) joinSentences(blocks []*Block) []*Block {
	var joined []*Block
	for _, b := range blocks {
		n := len(joined)
		if n > 0 && sentenceGoesOn(lastLeaf(joined[n-1]), b) {
			r.warn("sentence-joined", b, "a page break cut the sentence before "+quote(firstWords(b.Text())),
				"read as one paragraph from line "+itoa(lastLeaf(joined[n-1]).Line))
			joinTo(joined[n-1], b)
			continue
		}
		before := n - 1
		for before > 0 && before >= n-2 && isFurniture(joined[before]) {
			before--
		}
		if before >= 0 && before < n-1 && sentenceGoesOn(lastLeaf(joined[before]), b) {
			r.say(finding.Warning, "sentence-cut", b.Line, b.Column,
				"a page break and its footer cut the sentence before "+quote(firstWords(b.Text())),
				"kept as it stands; take the footer out to have one paragraph")
		}
		joined = append(joined, b)
	}
	return joined
}

// lastLeaf is the paragraph that a block ends with: itself, or the last of a list.
func lastLeaf(b *Block) *Block {
	for (b.Kind == List || b.Kind == ListItem) && len(b.Blocks) > 0 {
		b = b.Blocks[len(b.Blocks)-1]
	}
	return b
}

// joinTo puts a paragraph at the end of the sentence that a block ends with.
func joinTo(block, b *Block) {
	leaf := lastLeaf(block)
	leaf.Spans = append(leaf.Spans, Span{Text: " ", Joined: true, Line: b.Line, Column: b.Column})
	leaf.Spans = append(leaf.Spans, b.Spans...)
	for in := block; ; in = in.Blocks[len(in.Blocks)-1] {
		in.EndLine = b.EndLine
		if in == leaf {
			return
		}
	}
}

var listLead = regexp.MustCompile(`^\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})[.)]\s`)

func sentenceGoesOn(a, b *Block) bool {
	if a.Kind != Paragraph || b.Kind != Paragraph || len(b.Spans) == 0 || len(a.Spans) == 0 {
		return false
	}
	if b.Spans[0].Strong || b.Spans[0].Image != "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(b.Spans[0].Text)
	if !unicode.IsLower(first) || listLead.MatchString(b.Spans[0].Text) {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(a.Spans[len(a.Spans)-1].Text)
	cut := unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(",-–&’'\")]%", last)
	return size > 0 && cut && longEnough(a)
}

// longEnough says whether a paragraph is a sentence rather than a label or a title.
func longEnough(b *Block) bool {
	n := 0
	for _, s := range b.Spans {
		n += strings.Count(s.Text, " ")
		if n >= 5 {
			return true
		}
	}
	return false
}

func firstWords(s string) string {
	words := strings.Fields(s[:min(len(s), 80)])
	return strings.Join(words[:min(len(words), 5)], " ")
}
