package minutes

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

// ActionShape is how a body writes the ids of its actions, without the word "action" before them: a pattern
// with named groups, of which only "number" is compulsory.
//
//	group    whose action it is, by the group's id or an alias; without it, the group's that met
//	meeting  the number of the meeting that raised it; without it, an action is raised where it first appears
//	part     letters before the number, such as CONF
//	number   its number, or all that the body calls it by
//
// The canonical id is "OPSG 49/04" and "OPSG 45/CONF 02" where the shape has a meeting, the number then without
// leading zeros but of two digits at least; and "BOARD 0606" and "BOARD CONF-0606" where it has none, the
// number then as written if the shape gives it a fixed width, otherwise without leading zeros.
type ActionShape struct {
	Pattern                      *regexp.Regexp
	group, meeting, part, number int  // its named groups; 0 for one that it does not have
	slash                        bool // every id holds one
	fixed                        bool // every number has the same width
}

// NewActionShape refuses a pattern without a group "number", with a group of another name, or that asks for the
// word "action".
func NewActionShape(pattern *regexp.Regexp) (ActionShape, error) {
	s := ActionShape{Pattern: pattern}
	into := map[string]*int{"group": &s.group, "meeting": &s.meeting, "part": &s.part, "number": &s.number}
	for i, name := range pattern.SubexpNames() {
		switch {
		case name == "":
		case into[name] == nil:
			return s, fmt.Errorf("the group %q is none of group, meeting, part, number", name)
		default:
			*into[name] = i
		}
	}
	if s.number == 0 {
		return s, errors.New("it has no group (?P<number>...)")
	}
	for _, literal := range beginnings(pattern) {
		if isActionWord(literal) {
			return s, errors.New("the word before an id is no part of it")
		}
	}
	if tree, err := syntax.Parse(pattern.String(), syntax.Perl); err == nil {
		s.slash, s.fixed = demands(tree, '/'), widthOf(tree, "number") > 0
	}
	return s, nil
}

// Bare says whether an id may be nothing but a number, so that where it stands must tell that it is one.
func (s ActionShape) Bare() bool { return s.meeting == 0 }

// Finds says whether a text holds an id of this shape.
func (s ActionShape) Finds(text string) bool { return len(s.ids(text, 1)) > 0 }

// ids are the ids of this shape in a text, in order. What goes on with a slash and more is a date.
func (s ActionShape) ids(text string, most int) []actionID {
	if s.slash && !strings.Contains(text, "/") {
		return nil
	}
	var all []actionID
	for _, m := range s.Pattern.FindAllStringSubmatchIndex(text, -1) {
		id := s.id(text, m)
		if id.number == "" || strings.HasPrefix(text[id.end:], "/") || s.meeting == 0 && inNumber(text, id) ||
			id.start > 0 && (text[id.start-1] == '/' || isWordByte(text[id.start-1]) || text[id.start-1] == '_') {
			continue
		}
		if all = append(all, id); len(all) == most {
			break
		}
	}
	return all
}

func (s ActionShape) id(text string, m []int) actionID {
	part := func(i int) string {
		if i == 0 {
			return ""
		}
		return group(text, m, i)
	}
	id := actionID{group: part(s.group), meeting: strings.ToLower(part(s.meeting)), part: strings.ToUpper(part(s.part)),
		number: part(s.number), fixed: s.fixed}
	if isActionWord(id.group) {
		id.group = ""
	}
	id.start, id.end = m[0], m[0]+len(strings.TrimRight(text[m[0]:m[1]], " :"))
	if lead := text[m[0]:s.first(m)]; id.group == "" && (strings.TrimSpace(lead) == "" || isActionWord(strings.TrimSpace(lead))) {
		id.start = s.first(m)
	}
	id.written = text[id.start:id.end]
	return id
}

// first is where the meeting, the part or the number of a match begins.
func (s ActionShape) first(m []int) int {
	first := m[1]
	for _, i := range []int{s.meeting, s.part, s.number} {
		if i > 0 && m[2*i] >= 0 {
			first = min(first, m[2*i])
		}
	}
	return first
}

// inNumber says whether an id is a part of a longer number: of a date, a time, an amount.
func inNumber(text string, id actionID) bool {
	const signs = ".,:-/"
	after, before := text[id.end:], text[:id.start]
	return len(after) > 0 && isWordByte(after[0]) ||
		len(after) > 1 && strings.IndexByte(signs, after[0]) >= 0 && isDigit(after[1]) ||
		len(before) > 1 && strings.IndexByte(signs, before[len(before)-1]) >= 0 && isDigit(before[len(before)-2]) ||
		strings.HasSuffix(before, "£") || strings.HasSuffix(before, "€") || strings.HasSuffix(before, "$")
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isActionWord says whether a shape took the word before an id for its group.
func isActionWord(s string) bool {
	s = strings.ToUpper(strings.TrimSpace(s))
	return s == "ACTION" || s == "ACTIONS"
}

// demands says whether every match of a pattern holds a character.
func demands(tree *syntax.Regexp, c rune) bool {
	switch tree.Op {
	case syntax.OpLiteral:
		return strings.ContainsRune(string(tree.Rune), c)
	case syntax.OpRepeat:
		return tree.Min > 0 && demands(tree.Sub[0], c)
	case syntax.OpConcat, syntax.OpCapture, syntax.OpPlus:
		for _, sub := range tree.Sub {
			if demands(sub, c) {
				return true
			}
		}
	}
	return false
}

// widthOf is how many characters each match of a named group has, 0 where they differ.
func widthOf(tree *syntax.Regexp, name string) int {
	if tree.Op == syntax.OpCapture && tree.Name == name {
		return width(tree.Sub[0])
	}
	for _, sub := range tree.Sub {
		if w := widthOf(sub, name); w > 0 {
			return w
		}
	}
	return 0
}

func width(tree *syntax.Regexp) int {
	switch tree.Op {
	case syntax.OpLiteral:
		return len(tree.Rune)
	case syntax.OpCharClass, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpRepeat:
		if tree.Min == tree.Max {
			return tree.Min * width(tree.Sub[0])
		}
	case syntax.OpConcat, syntax.OpCapture:
		sum := 0
		for _, sub := range tree.Sub {
			w := width(sub)
			if w == 0 {
				return 0
			}
			sum += w
		}
		return sum
	}
	return 0
}
