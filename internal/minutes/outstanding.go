package minutes

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

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
	r.readReports()
	byPlace := func(a, b Action) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) }
	slices.SortStableFunc(r.m.Raised, byPlace)
	slices.SortStableFunc(r.m.Updated, byPlace)
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
		case t.wide(row):
			t.report(row)
		default:
			t.row(row, c, p)
		}
	}
}

// wide says whether a row is one text over the table's width: all its words in one cell, or the same words
// in every cell, as some converters write it; and no id alone.
func (t *actionTable) wide(row *Block) bool {
	text := ""
	for _, cell := range row.Blocks {
		switch s := strings.TrimSpace(cell.Text()); {
		case s == "" || s == text:
		case text != "":
			return false
		default:
			text = s
		}
	}
	if text == "" {
		return true
	}
	id := t.r.findActionID(text)
	return id == nil || id.start > 12 || len(text) > id.end+40
}

// report adds a row over the table's width to the action of the row before.
func (t *actionTable) report(row *Block) {
	text := strings.Join(slices.Compact(rowTexts(row)), " ")
	if text == "" {
		return
	}
	if allStrong(row.Blocks[0]) && words(text) <= 5 && !strings.ContainsAny(text, ":.") {
		t.last = nil // a heading among the rows: "New actions"
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
	words := cell(c.action)
	if c.action == c.id {
		words = strings.TrimPrefix(words[id.end:], afterID.FindString(words[id.end:]))
	}
	a.Text = strings.Join(strings.Fields(words), " ")
	date := r.m.Meeting.Date
	a.Raised = dateOrWords(cell(c.raised), "")
	a.Target, a.Revised = dateOrWords(cell(c.target), date), dateOrWords(cell(c.revised), date)
	if m := documentID.FindStringSubmatch(a.Revised + " " + a.Target); m != nil {
		a.DueMeeting = r.meetingID(m[1], m[2])
	}
	a.Owners = r.cellOwners(cell(c.owner))
	a.Update = cell(c.update)
	r.rowStatus(&a, cell(c.status), c.status >= 0)
	row.Role = RoleAction
	t.keep(a, id)
}

// rowStatus reads how an action stands from the cell of its status, if the table has such a column, from the report
// and, where there is none, from the action's words. A status of more than four words is a report as well.
func (r *reader) rowStatus(a *Action, cell string, hasColumn bool) {
	if a.Update != "" {
		r.statusIn(a, a.Update, a.Block)
	}
	long := len(strings.Fields(cell)) > 4
	switch status, known := r.rules.Statuses.at(cell); {
	case cell == "":
	case known:
		a.Status = status
		if a.Update == "" && long {
			a.Update = cell
		}
	case long:
		a.Update = strings.TrimSpace(a.Update + "\n" + cell)
		r.statusIn(a, cell, a.Block)
	default:
		r.warn("unknown-status", a.Block, "action "+quote(a.ID)+": status "+quote(cell)+" is not known", "kept as unknown")
	}
	if first, _, _ := strings.Cut(clauseEnd.Replace(a.Update), "\n"); a.Status == Unknown && !hasColumn && len(strings.Fields(first)) < 5 {
		a.Status, _ = r.rules.Statuses.at(first)
	}
	if a.Status == Unknown && a.Update == "" {
		r.statusIn(a, a.Text, a.Block)
	}
}

// clauseEnd ends a line where the first clause of a report ends.
var clauseEnd = strings.NewReplacer(" - ", "\n", " – ", "\n", ". ", "\n", ": ", "\n", "; ", "\n", ", ", "\n")

// keep puts a row where it belongs: with the action of this meeting that the text raised, among those
// raised here, or among those reported on.
func (t *actionTable) keep(a Action, id *actionID) {
	m := t.r.m
	_, raised := t.raised[a.ID]
	own := id.meeting == "" && raised || id.meeting != "" && id.meeting == strings.ToLower(m.Meeting.Number) && strings.HasPrefix(a.ID, m.Meeting.Group+" ")
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
		{&a.Raised, &row.Raised}, {&a.Due, &row.Due}, {&a.DueMeeting, &row.DueMeeting}, {&a.Target, &row.Target}, {&a.Revised, &row.Revised}, {&a.Update, &row.Update},
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

// betweenOwners parts the owners of a cell.
var betweenOwners = regexp.MustCompile(`\s*[/;,\n]\s*|\s+(?:and|&)\s+`)

// cellOwners are the owners in a cell of its own, where every part is one, whatever it is called.
func (r *reader) cellOwners(cell string) []string {
	if nothing.MatchString(cell) {
		return nil
	}
	if found := r.ownerList(cell); found != nil {
		return found
	}
	var all []string
	for _, part := range betweenOwners.Split(cell, -1) {
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
