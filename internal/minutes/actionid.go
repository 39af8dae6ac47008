package minutes

import (
	"regexp"
	"slices"
	"strings"
)

// actionID is an action's id as found in a text.
type actionID struct {
	start, end                   int // in the text
	written                      string
	group, meeting, part, number string
	fixed                        bool // the number is written with its leading zeros
}

// findActionID is the first id of an action in a text by the rules' shapes; nil where there is none.
func (r *reader) findActionID(text string) *actionID {
	if len(text) > 400 {
		text = text[:400]
	}
	for _, shape := range r.rules.ActionIDs {
		if all := r.idsOf(shape, text, 1); len(all) > 0 {
			return &all[0]
		}
	}
	return nil
}

// idsOf are the ids of one shape in a text, in order. "070/01" in the minutes of meeting 70 is 70/01.
func (r *reader) idsOf(shape ActionShape, text string, most int) []actionID {
	all := r.idsIn(shape, text)
	if most > 0 {
		all = all[:min(len(all), most)]
	}
	all = slices.Clone(all)
	own := r.m.Meeting.Number
	for i := range all {
		if own != "" && all[i].meeting != "" && trimZeros(all[i].meeting) == trimZeros(own) {
			all[i].meeting = own
		}
	}
	return all
}

// idsIn are the ids of one shape as they are written, in order. A text is asked about several times, so the answers are kept.
func (r *reader) idsIn(shape ActionShape, text string) []actionID {
	if shape.slash && strings.IndexByte(text, '/') < 0 {
		return nil
	}
	at := shapedText{shape.Pattern, text}
	all, known := r.ids[at]
	if !known {
		if r.ids == nil {
			r.ids = map[shapedText][]actionID{}
		}
		all = shape.ids(text, -1)
		r.ids[at] = all
	}
	return all
}

// shapedText is a text in which ids of a shape are looked for.
type shapedText struct {
	pattern *regexp.Regexp
	text    string
}

// canonical is the id as the record names it; see ActionShape.
func (id actionID) canonical(group string) string {
	if id.meeting == "" {
		return strings.TrimSpace(group + " " + id.bareNumber())
	}
	part := ""
	if id.part != "" {
		part = id.part + " "
	}
	number := strings.TrimLeft(id.number, "0")
	if len(number) < 2 {
		number = strings.Repeat("0", 2-len(number)) + number
	}
	return strings.TrimSpace(group+" "+id.meeting) + "/" + part + number
}

// bareNumber is the number of an id that names no meeting, with its part, in one word.
func (id actionID) bareNumber() string {
	number := strings.Join(strings.Fields(id.number), "")
	for !id.fixed && len(number) > 1 && number[0] == '0' && isDigit(number[1]) {
		number = number[1:]
	}
	if id.part != "" {
		return id.part + "-" + number
	}
	return number
}

// owner is the group that an id belongs to, and whether its prefix had to be repaired: a prefix that no
// group has and that looks like this group's, or that stands before this meeting's number.
func (r *reader) idGroup(id actionID) (name string, repaired bool) {
	own := r.m.Meeting.Group
	if id.group == "" {
		return own, false
	}
	if g := r.group(id.group); g != nil {
		return g.ID, false
	}
	if strings.EqualFold(id.group, own) {
		return own, false
	}
	if own != "" && (distance(id.group, own) <= 2 && len(own) > 2 || id.meeting != "" && id.meeting == r.m.Meeting.Number) {
		return own, true
	}
	return id.group, false
}

// distance is how many letters must change, come or go between two short words.
func distance(a, b string) int {
	if len(a) > 20 || len(b) > 20 {
		return 20
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0]++
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			corner, row[j+1] = row[j+1], min(corner+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// resolve is the canonical id of an action, with findings where its prefix was repaired or is strange.
func (r *reader) resolve(id actionID, at *Block, column int) string {
	name, repaired := r.idGroup(id)
	canonical := id.canonical(name)
	if repaired {
		r.say("warning", "action-prefix", at.Line, column, "action "+quote(id.written)+": prefix is not this group's", "read as "+canonical)
	} else if id.group != "" && r.group(name) == nil && name != r.m.Meeting.Group {
		r.say("warning", "action-prefix", at.Line, column, "action "+quote(id.written)+": prefix is no known group's", "kept as written")
	}
	return canonical
}
