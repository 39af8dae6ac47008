package minutes

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"
)

// readActions finds the actions raised in the text, tables of actions apart.
func (r *reader) readActions() {
	seen := map[string]int{}
	passages := r.everyPassage()
	for i, p := range passages {
		if p.block.Kind == Table && r.isActionTable(p.block) {
			continue
		}
		var after []passage
		if p.block.Kind == Paragraph {
			after = paragraphsAfter(passages[i:])
		}
		p.block.Walk(func(b *Block) {
			for j, cell := range b.Blocks {
				if cell.Kind == Cell && j+1 < len(b.Blocks) {
					r.raise(p, cell, []passage{{b.Blocks[j+1], p.item}}, seen)
				} else if cell.Kind == Cell {
					r.raise(p, cell, nil, seen)
				}
			}
			if b.Kind == Paragraph {
				r.raise(p, b, after, seen)
			}
		})
	}
}

// paragraphsAfter are the paragraphs that follow the first passage without anything between.
func paragraphsAfter(passages []passage) []passage {
	end := 1
	for end < len(passages) && end < 8 && passages[end].block.Kind == Paragraph {
		end++
	}
	return passages[1:end]
}

// raise reads an action from a leaf that raises one or is the entry of a log.
func (r *reader) raise(p passage, b *Block, after []passage, seen map[string]int) {
	text := b.Text()
	if len(text) < 7 || len(text) > 20000 || b.Role == RoleBanner || b.Role == RoleUpdate {
		return
	}
	id, words, ok := r.raised(b, text)
	if !ok && len(text) < 60 {
		id, words, ok = r.raisedAbove(b, text, after)
	}
	if !ok {
		return
	}
	a := Action{Item: p.number(), Block: b, Status: Unknown}
	a.Line, a.Column = b.Line, b.Column
	a.Text = strings.Join(strings.Fields(words), " ")
	b.Role = RoleAction
	if id == nil {
		a.ID = r.countedID()
		r.warn("action-without-id", b, "an action without an id: "+quote(a.Text), "counted as "+a.ID+"; write ACTION "+a.ID+": before it")
	} else {
		r.identify(&a, id)
	}
	switch other := id != nil && r.isOther(id); {
	case other && p.item != nil && goesThroughOld(p.item.Title):
		r.reportInText(a, id, words, after)
		return
	case id != nil && (id.meeting == "" || r.updateAt(words, false) != nil):
		r.tell(&a, id, words, b)
	case other:
		r.warn("action-of-other-meeting", b, "action "+quote(id.written)+" is raised here but numbered for another meeting", "kept as "+a.ID)
	}
	if len(after) > 0 && words == after[0].block.Text() {
		after = after[1:]
	}
	r.details(&a, after)
	r.keepAction(a, id, seen)
}

// raisedAbove reads a leaf that holds an id alone: the words are those of the next leaf, or are missing.
func (r *reader) raisedAbove(b *Block, text string, after []passage) (id *actionID, words string, ok bool) {
	if len(after) > 0 {
		if next := after[0].block.Text(); severalWords(next) && !r.beginsAction(next) {
			full := strings.TrimRight(text, " :") + ": "
			if id, words, ok = r.raised(b, full+next); ok && words == next {
				return id, words, true
			}
		}
	}
	if !r.leads(text) || strings.ContainsAny(text, ":") {
		return nil, "", false
	}
	if id = r.findActionID(text); id == nil || strings.TrimSpace(text[id.end:]) != "" {
		return nil, "", false
	}
	r.warn("action-without-words", b, "action "+quote(id.written)+" does not say what is to be done", "kept without words")
	return id, "", true
}

// keepAction puts an action of the text where it belongs: among those raised here, or among those reported on.
func (r *reader) keepAction(a Action, id *actionID, seen map[string]int) {
	if line, twice := seen[a.ID]; twice {
		r.warn("action-twice", a.Block, "action "+quote(a.ID)+" stands twice, first on line "+itoa(line), "both are kept; give one another number")
	} else {
		seen[a.ID] = a.Line
	}
	if id != nil && a.Update != "" && (id.meeting == "" || r.isOther(id)) {
		if a.Owners == nil {
			a.Owners = r.owners(a.Text)
		}
		if id.meeting == "" {
			r.due(&a)
		}
		r.m.Updated = append(r.m.Updated, a)
		return
	}
	r.count(a)
	r.ownersAndDue(&a, a.Block)
	r.m.Raised = append(r.m.Raised, a)
}

// identify gives an action its id, and notes where that stands.
func (r *reader) identify(a *Action, id *actionID) {
	a.Written = id.written
	l := locate(a.Block)
	a.Line, a.Column = l.at(id.start)
	a.ID = r.resolve(*id, a.Block, a.Column)
	r.names = append(r.names, Reference{Kind: KindAction, ID: a.ID, Block: a.Block, Start: id.start, End: id.end})
}

// isOther says whether an id names another meeting than this.
func (r *reader) isOther(id *actionID) bool {
	n := r.m.Meeting.Number
	return id.meeting != "" && n != "" && id.meeting != strings.ToLower(n)
}

// goesThroughOld says whether a title is that of an item that goes through the actions of earlier meetings.
func goesThroughOld(title string) bool { return oldHints.in(title) && oldActions.MatchString(title) }

var oldHints = newHints("action", "outstanding", "matters arising", "previous")

// oldActions matches the title of an item that goes through the actions of earlier meetings.
var oldActions = regexp.MustCompile(`(?i)\bactions?\b|\boutstanding\b|\bmatters arising\b|\bprevious\b`)

// reportInText keeps an action of an earlier meeting that the text, not a table, goes through, with the
// paragraph after it as the report.
func (r *reader) reportInText(a Action, id *actionID, words string, after []passage) {
	if len(after) > 0 && a.Text == strings.Join(strings.Fields(after[0].block.Text()), " ") {
		a.Text, words = "", "" // the id stands alone above its report
	}
	if r.updateAt(words, false) != nil {
		r.tell(&a, id, words, a.Block)
	}
	a.Owners = r.owners(a.Text)
	if a.Update == "" {
		r.statusIn(&a, a.Text, a.Block)
	}
	if len(after) > 0 && a.Update == "" {
		if next := after[0].block; next.Role == RoleNone && !r.beginsAction(next.Text()) {
			next.Role = RoleUpdate
			a.Update, a.UpdateRow = next.Text(), next
			r.statusIn(&a, a.Update, next)
			after = after[1:]
		}
	}
	if a.Revised == "" {
		a.Revised = r.movedTo(cmp.Or(a.Update, a.Text))
	}
	r.details(&a, after)
	r.m.Updated = append(r.m.Updated, a)
}

// countedID is the id of an action that has none: the number after the highest one so far.
func (r *reader) countedID() string {
	meeting := r.m.Meeting.Number
	if meeting == "" {
		meeting = r.m.Meeting.Date
	}
	return actionID{meeting: meeting, number: itoa(r.highest + 1)}.canonical(r.m.Meeting.Group)
}

// count notes the number of an action, for those that have none.
func (r *reader) count(a Action) {
	_, number, _ := strings.Cut(a.ID, "/")
	if n := atoi(number); n > r.highest {
		r.highest = n
	}
}

// locator tells the line and column of offsets in a block's text. Ask for them in rising order.
type locator struct {
	spans []Span
	start int // of the first span in the text
	col   int
	off   int
}

func locate(b *Block) *locator {
	l := &locator{spans: b.Spans}
	if len(l.spans) > 0 {
		l.col = l.spans[0].Column
	}
	return l
}

func (l *locator) at(off int) (line, column int) {
	for len(l.spans) > 1 && off >= l.start+len(l.spans[0].Text) {
		l.start += len(l.spans[0].Text)
		l.spans = l.spans[1:]
		l.col, l.off = l.spans[0].Column, l.start
	}
	if len(l.spans) == 0 {
		return 0, 0
	}
	text := l.spans[0].Text
	to := min(max(off-l.start, 0), len(text))
	if from := l.off - l.start; from <= to {
		l.col += utf8.RuneCountInString(text[from:to])
		l.off = l.start + to
	}
	return l.spans[0].Line, l.col
}
