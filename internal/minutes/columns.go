package minutes

import (
	"regexp"
	"slices"
	"strings"
)

// columns are the places of an actions table's columns, -1 for those that it does not have.
type columns struct {
	id, action, raised, target, revised, owner, status, update int
}

// columns reads a table's head by the rules' names. The most exact name wins; a column holds one thing.
func (r *reader) columns(head *Block) columns {
	c := columns{-1, -1, -1, -1, -1, -1, -1, -1}
	names := r.rules.Columns
	heads := columnHeads(head)
	for _, exact := range []bool{true, false} {
		for _, want := range []struct {
			at    *int
			names []string
		}{
			{&c.id, names.ID}, {&c.revised, names.Revised}, {&c.target, names.Target}, {&c.raised, names.Raised},
			{&c.status, names.Status}, {&c.update, names.Update}, {&c.owner, names.Owner}, {&c.action, names.Action},
		} {
			for i := range heads {
				if *want.at < 0 && columnIs(heads[i], want.names, exact) {
					*want.at, heads[i] = i, ""
				}
			}
		}
	}
	return c
}

// columnHeads are the words of a table's head, one string a column; "" for what is too long for a name.
func columnHeads(head *Block) []string {
	heads := make([]string, len(head.Blocks))
	for i, cell := range head.Blocks {
		if text := cell.Text(); len(text) <= 80 {
			heads[i] = strings.ToLower(strings.Trim(strings.Join(strings.Fields(strings.ReplaceAll(text, "(s)", "")), " "), " :*."))
		}
	}
	return heads
}

func columnIs(head string, names []string, exact bool) bool {
	if head == "" {
		return false
	}
	for _, n := range names {
		if strings.EqualFold(head, n) || !exact && len(n) < len(head) && containsWord(head, strings.ToLower(n)) {
			return true
		}
	}
	return false
}

// tableColumns reads a table's head, and where it names no column of ids, finds them under "Action".
func (r *reader) tableColumns(table *Block) columns {
	head := table.Blocks[0]
	c := r.columns(head)
	if c.id >= 0 && c.action < 0 {
		c.action = c.wordiest(table)
	}
	if c.id >= 0 || c.action < 0 {
		return c
	}
	if r.beginsIDs(table, c.action) {
		c.id = c.action // "SSC 70/01 Bake the bread"
		return c
	}
	if !r.holdsIDs(table, c.action) {
		return c
	}
	c.id, c.action = c.action, -1
	for i, name := range columnHeads(head) {
		if i != c.id && columnIs(name, r.rules.Columns.Action, false) {
			c.action = i
			break
		}
	}
	return c
}

// wordiest is the column with the most text among those whose heads say nothing: where the head of the
// actions has a name that the rules do not list, its words are there. -1 where no column holds sentences.
func (c columns) wordiest(table *Block) int {
	best, most := -1, 0
	for i := range table.Blocks[0].Blocks {
		if slices.Contains([]int{c.id, c.raised, c.target, c.revised, c.owner, c.status, c.update}, i) {
			continue
		}
		size, spaces := 0, 0
		for _, row := range table.Blocks[1:] {
			text := cellText(row, i)
			size, spaces = size+len(text), spaces+strings.Count(text, " ")
		}
		if size > most && spaces >= 2 {
			best, most = i, size
		}
	}
	return best
}

// holdsIDs says whether a column's first filled cell is an action's id and no more.
func (r *reader) holdsIDs(table *Block, column int) bool {
	for _, row := range table.Blocks[1:min(len(table.Blocks), 6)] {
		if column >= len(row.Blocks) || row.Blocks[column].Text() == "" {
			continue
		}
		text := strings.TrimSpace(row.Blocks[column].Text())
		id := r.findActionID(text)
		return id != nil && len(text) < len(id.written)+12
	}
	return false
}

// beginsIDs says whether a column's first filled cell is an action's id and its words.
func (r *reader) beginsIDs(table *Block, column int) bool {
	for _, row := range table.Blocks[1:min(len(table.Blocks), 6)] {
		if text := cellText(row, column); text != "" {
			id := r.findActionID(text)
			return id != nil && id.start == 0 && (id.group != "" || id.meeting == "" && logColon.MatchString(text[id.end:])) && len(text) >= len(id.written)+12
		}
	}
	return false
}

var agendaHead = regexp.MustCompile(`(?i)^\W*(?:agenda\s+)?(?:items?|topics?|subject|discussion|minutes?|matters?)\b`)

// isAgendaTable says whether a table minutes items row by row, with their actions in a column of their own.
func (r *reader) isAgendaTable(table *Block, ids int) bool {
	agenda := false
	for i, cell := range table.Blocks[0].Blocks {
		agenda = agenda || i != ids && agendaHead.MatchString(cell.Text())
	}
	if !agenda {
		return false
	}
	for _, row := range table.Blocks[1:] {
		if r.findActionID(cellText(row, ids)) != nil {
			return false
		}
	}
	return true
}

// isActionTable says whether a table's head has a column of ids and one that only a table of actions has.
func (r *reader) isActionTable(b *Block) bool {
	if b.Kind != Table || len(b.Blocks) == 0 || len(b.Blocks[0].Blocks) > 30 {
		return false
	}
	c := r.tableColumns(b)
	return c.id >= 0 && (c.action >= 0 || c.owner >= 0 || c.status >= 0 || c.update >= 0) && !r.isAgendaTable(b, c.id)
}
