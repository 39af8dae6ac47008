package minutes

import (
	"bytes"
	"strings"
)

// lostColumns warns where a table's cells no longer stand in columns of their own.
func (r *reader) lostColumns() {
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			switch b.Kind {
			case Paragraph:
				if r.strokes(b) >= 2 {
					r.warn("columns-lost", b, "the rows of a table stand here as text", "kept as text; write a line such as |---|---| under the head")
				}
			case Table:
				if len(b.Blocks) > 0 && !r.mergedHead(b) && r.isActionTable(b) {
					r.mergedRows(b)
				}
			}
		})
	}
}

// strokes is how many lines of a paragraph are written as rows of a table.
func (r *reader) strokes(b *Block) int {
	n := 0
	for line := b.Line; line <= b.EndLine && line <= len(r.src.starts); line++ {
		end := len(r.src.original)
		if line < len(r.src.starts) {
			end = r.src.starts[line]
		}
		text := bytes.TrimSpace(r.src.original[r.src.starts[line-1]:end])
		if bytes.HasPrefix(text, []byte("|")) && bytes.HasSuffix(text, []byte("|")) && bytes.Count(text, []byte("|")) >= 3 {
			n++
		}
	}
	return n
}

// mergedHead says whether one cell of a table's head holds the names of three columns or more.
func (r *reader) mergedHead(table *Block) bool {
	names := r.rules.Columns
	for i, head := range columnHeads(table.Blocks[0]) {
		held := 0
		for _, column := range [][]string{names.ID, names.Raised, names.Target, names.Revised, names.Owner, names.Status, names.Update} {
			if columnIs(head, longNames(column), false) {
				held++
			}
		}
		if held >= 3 {
			r.warn("columns-lost", table.Blocks[0], "one cell of a table's head holds several columns: "+quote(table.Blocks[0].Blocks[i].Text()), "kept as written; give each column a cell")
			return true
		}
	}
	return false
}

// longNames leaves out names that stand within any sentence.
func longNames(names []string) []string {
	var long []string
	for _, n := range names {
		if len(n) >= 5 {
			long = append(long, n)
		}
	}
	return long
}

// mergedRows warns of the rows of an actions table that hold an id and all other words in one cell.
func (r *reader) mergedRows(table *Block) {
	c := r.tableColumns(table)
	t := actionTable{r: r}
	if len(table.Blocks[0].Blocks) < 3 {
		return
	}
	last := ""
	for _, row := range table.Blocks[1:] {
		if row.Role == RoleHead || row.Role == RoleRepeated || row.Role == RoleFurniture {
			continue
		}
		if !t.wide(row) {
			if id := r.findActionID(cellText(row, c.id)); id != nil {
				last = id.written
			}
			continue
		}
		texts := rowTexts(row)
		if len(texts) == 0 {
			continue
		}
		id := r.findActionID(texts[0])
		if id == nil || id.start > 0 || id.written == last || !beginsAction(texts[0][id.end:]) {
			continue
		}
		r.warn("columns-lost", row, "the row of action "+quote(id.written)+" holds all its words in one cell", "read as a report on the action before; give each column its cell")
	}
}

// beginsAction says whether words after an id are an action's: an owner who is to do something, with a date.
func beginsAction(words string) bool {
	head := words[:min(len(words), 200)]
	return strings.HasPrefix(head, " ") && ownerVerb.MatchString(head) && len(days(words)) > 0
}
