package minutes

import (
	"regexp"
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
	if c.id >= 0 || c.action < 0 || !r.holdsIDs(table, c.action) {
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

// isActionTable says whether a table's head has a column of ids and one that only a table of actions has.
func (r *reader) isActionTable(b *Block) bool {
	if b.Kind != Table || len(b.Blocks) == 0 || len(b.Blocks[0].Blocks) > 30 {
		return false
	}
	c := r.tableColumns(b)
	return c.id >= 0 && (c.action >= 0 || c.owner >= 0 || c.status >= 0 || c.update >= 0)
}

// readActionTables reads the tables of actions: rows of this meeting's own are raised here, the others
// are reported on.
func (r *reader) readActionTables() {
	raised := map[string]int{}
	for i, a := range r.m.Raised {
		if _, twice := raised[a.ID]; !twice {
			raised[a.ID] = i
		}
	}
	t := &actionTable{r: r, raised: raised, updated: map[string]int{}}
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			if r.isActionTable(b) {
				t.read(b, p)
			}
		})
	}
}

// actionTable reads the rows of tables of actions, one after the other.
type actionTable struct {
	r       *reader
	raised  map[string]int // id -> index in Raised
	updated map[string]int // id -> line
	last    *Action        // of the row before, for the rows that report on it
}

func (t *actionTable) read(table *Block, p passage) {
	c := t.r.tableColumns(table)
	t.last = nil
	for _, row := range table.Blocks[1:] {
		switch {
		case row.Role == RoleRepeated || row.Role == RoleFurniture || row.Role == RoleHead:
		case t.wide(row, c):
			t.report(row)
		default:
			t.row(row, c, p)
		}
	}
}

// wide says whether a row is one text over the table's width: all its words in one cell, and no id alone.
func (t *actionTable) wide(row *Block, c columns) bool {
	filled := -1
	for i, cell := range row.Blocks {
		if strings.TrimSpace(cell.Text()) != "" {
			if filled >= 0 {
				return false
			}
			filled = i
		}
	}
	if filled < 0 {
		return true
	}
	text := strings.TrimSpace(row.Blocks[filled].Text())
	id := t.r.findActionID(text)
	return id == nil || id.start > 12 || len(text) > id.end+40
}

// report adds a row over the table's width to the action of the row before.
func (t *actionTable) report(row *Block) {
	text := strings.TrimSpace(strings.Join(rowTexts(row), " "))
	if text == "" {
		return
	}
	if t.last == nil {
		t.r.warn("report-without-action", row, "a row reports on no action: "+quote(text), "kept as text only")
		return
	}
	row.Role = RoleUpdate
	a := t.last
	if a.Update != "" {
		a.Update += "\n"
	} else {
		a.UpdateRow = row
	}
	a.Update += text
	t.r.statusIn(a, text, row)
}

func rowTexts(row *Block) []string {
	var texts []string
	for _, cell := range row.Blocks {
		if s := strings.TrimSpace(cell.Text()); s != "" {
			texts = append(texts, s)
		}
	}
	return texts
}

// row reads the row of one action.
func (t *actionTable) row(row *Block, c columns, p passage) {
	cell := func(i int) string {
		if i < 0 || i >= len(row.Blocks) {
			return ""
		}
		return strings.TrimSpace(row.Blocks[i].Text())
	}
	r := t.r
	id := r.findActionID(cell(c.id))
	if id == nil {
		t.last = nil
		r.warn("row-without-id", row, "a row of an actions table has no action id: "+quote(strings.Join(rowTexts(row), " ")), "kept as text only")
		return
	}
	idCell := row.Blocks[c.id]
	_, column := locate(idCell).at(id.start)
	a := Action{Written: id.written, Item: p.number(), Block: row, Line: row.Line, Column: column, Status: Unknown}
	a.ID = r.resolve(*id, idCell, column)
	at := id.start + strings.Index(idCell.Text(), cell(c.id))
	r.names = append(r.names, Reference{Kind: KindAction, ID: a.ID, Block: idCell, Start: at, End: at + id.end - id.start})
	a.Text = strings.Join(strings.Fields(cell(c.action)), " ")
	date := r.m.Meeting.Date
	a.Raised = dateOrWords(cell(c.raised), "")
	a.Target, a.Revised = dateOrWords(cell(c.target), date), dateOrWords(cell(c.revised), date)
	a.Owners = r.cellOwners(cell(c.owner))
	a.Update = cell(c.update)
	if a.Update != "" {
		r.statusIn(&a, a.Update, row)
	}
	if s := cell(c.status); s != "" {
		if status, known := readStatus(s); known {
			a.Status = status
			if a.Update == "" && len(strings.Fields(s)) > 4 {
				a.Update = s
			}
		} else if len(strings.Fields(s)) > 4 {
			a.Update = strings.TrimSpace(a.Update + "\n" + s)
			r.statusIn(&a, s, row)
		} else {
			r.warn("unknown-status", row, "action "+quote(a.ID)+": status "+quote(s)+" is not known", "kept as unknown")
		}
	}
	row.Role = RoleAction
	t.keep(a, id)
}

// keep puts a row where it belongs: with the action of this meeting that the text raised, among those
// raised here, or among those reported on.
func (t *actionTable) keep(a Action, id *actionID) {
	m := t.r.m
	own := id.meeting != "" && id.meeting == strings.ToLower(m.Meeting.Number) && strings.HasPrefix(a.ID, m.Meeting.Group+" ")
	if !own {
		if line, twice := t.updated[a.ID]; twice {
			t.r.warn("action-twice", a.Block, "action "+quote(a.ID)+" has a second row, the first is on line "+itoa(line), "both are kept")
		}
		t.updated[a.ID] = a.Line
		m.Updated = append(m.Updated, a)
		t.last = &m.Updated[len(m.Updated)-1]
		return
	}
	if a.Due = isDate(a.Revised); a.Due == "" {
		a.Due = isDate(a.Target)
	}
	if id := documentID.FindStringSubmatch(a.Revised + " " + a.Target); id != nil {
		a.DueMeeting = t.r.meetingID(id[1], id[2])
	}
	if a.Due == "" && nextWord.MatchString(a.Revised+a.Target) {
		a.Due = t.r.nextDate()
	}
	if i, there := t.raised[a.ID]; there {
		complete(&m.Raised[i], a)
		t.last = &m.Raised[i]
		return
	}
	if a.Owners == nil || a.Due == "" {
		t.r.ownersAndDue(&a, a.Block)
	}
	t.raised[a.ID] = len(m.Raised)
	m.Raised = append(m.Raised, a)
	t.last = &m.Raised[len(m.Raised)-1]
}

// complete fills what an action of the text does not say from its row in a table.
func complete(a *Action, row Action) {
	if len(a.Owners) == 0 {
		a.Owners = row.Owners
	}
	for _, o := range []struct{ to, from *string }{
		{&a.Raised, &row.Raised}, {&a.Due, &row.Due}, {&a.Target, &row.Target}, {&a.Revised, &row.Revised}, {&a.Update, &row.Update},
	} {
		if *o.to == "" {
			*o.to = *o.from
		}
	}
	if a.Status == Unknown {
		a.Status = row.Status
	}
}

func isDate(s string) string {
	if len(s) == 10 && s[4] == '-' && isoDay.MatchString(s) {
		return s
	}
	return ""
}

// cellOwners are the owners in a cell of its own, where every part is one, whatever it is called.
func (r *reader) cellOwners(cell string) []string {
	if nothing.MatchString(cell) {
		return nil
	}
	if found := r.ownerList(cell); found != nil {
		return found
	}
	var all []string
	for _, part := range regexp.MustCompile(`\s*[/;,\n]\s*|\s+(?:and|&)\s+`).Split(cell, -1) {
		if part = article.ReplaceAllString(strings.TrimSpace(part), ""); part == "" {
			continue
		}
		if owner := r.owner(part); owner != "" {
			part = owner
		}
		all = appendNew(all, part)
	}
	return all
}

var (
	nextWord   = regexp.MustCompile(`(?i)\bnext\b.*\bmeeting\b`)
	statusWord = regexp.MustCompile(`(?i)\bstatus\W{0,4}\s*((?:not |in |on |re-?|to be )?[\pL-]+(?: progress| hold| started| due| closed| open)?)`)
	openWord   = regexp.MustCompile(`(?i)^(?:remains?\s+)?(?:open|ongoing|on-going|in[ -]progress|on hold|outstanding|pending|not started|not due|not yet due|re-?opened|overdue|carried forward|active|new|to remain open)\b`)
	closedWord = regexp.MustCompile(`(?i)^(?:now\s+)?(?:closed?|completed?|done|discharged|resolved|withdrawn|superseded|cancelled|no longer required|proposed (?:to )?clos)`)
)

// statusIn reads the last "Status: ..." of a report.
func (r *reader) statusIn(a *Action, text string, at *Block) {
	all := statusWord.FindAllStringSubmatch(text, -1)
	if len(all) == 0 {
		return
	}
	last := all[len(all)-1]
	if !strings.ContainsAny(last[0], ":–—-=") && len(all) > 0 {
		return // the word in a sentence
	}
	status, known := readStatus(last[1])
	a.Status = status
	if !known {
		r.warn("unknown-status", at, "action "+quote(a.ID)+": status "+quote(last[1])+" is not known", "kept as unknown")
	}
}

// readStatus is the status that a word stands for.
func readStatus(word string) (s Status, known bool) {
	word = strings.Trim(word, " .:*")
	switch {
	case closedWord.MatchString(word):
		return Closed, true
	case openWord.MatchString(word):
		return Open, true
	}
	return Unknown, false
}
