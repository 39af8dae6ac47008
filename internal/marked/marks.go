package marked

import "strings"

// markOf writes a level as a mark, in one of the ways that the grammar allows; none for Clear, more often than not.
func (m *maker) markOf(l Level) string {
	name := l.String()
	if l == Nobody {
		return pick(m.dice, "[TBC]", "[CONFIDENTIAL]", "[AMBER+STRICT]", "**[RESTRICTED]**",
			"[R\u0415D]", "[\u0410mber]", "[CLE\u200bAR]", "[W H I T E]") // with a Cyrillic letter, and with characters that do not belong there
	}
	return pick(m.dice, "["+strings.ToUpper(name)+"]", "["+name+"]", "**["+strings.ToUpper(name)+"]**", "["+strings.ToUpper(name)+"]:", "**["+name+"]:**",
		"[TLP:"+strings.ToUpper(name)+"]", "[ "+strings.ToUpper(name)+" ]", "\u200b["+strings.ToUpper(name)+"]", "\uff3b"+strings.ToUpper(name)+"\uff3d")
}

// titleMark is a mark of a heading: within bold letters it is not bold again.
func (m *maker) titleMark(l Level) string {
	return strings.ReplaceAll(m.markOf(l), "**", "")
}

// lineMark is a mark on a line of its own; told says in which ways a line directly under a heading may tell it, too.
func (m *maker) lineMark(l Level, told bool) string {
	if told && l != Nobody && m.percent(40) {
		return pick(m.dice, "Classification: "+l.String(), "This item is classified as "+l.String()+".", "This item is classified as **"+l.String()+"**.")
	}
	return m.markOf(l)
}

// own draws the level of a part's own mark: mostly none.
func (m *maker) own() (Level, bool) {
	if m.force != nil {
		return *m.force, true
	}
	if !m.percent(m.share) {
		return Clear, false
	}
	if m.percent(8) {
		return Nobody, true
	}
	return pick(m.dice, Levels...), true
}

// mark gives a part a level of its own, or none, and says where in its texts the mark stands.
func (m *maker) mark(p *part) *part {
	if l, ok := m.own(); ok {
		p.own, p.mark, p.at = l, m.markOf(l), m.between(0, len(p.texts))
		if p.at > 0 && p.at < len(p.texts) && m.percent(30) {
			p.at = 0
		}
		if p.at == len(p.texts) {
			p.mark = noColon(p.mark) // no colon that the next block would follow
		}
	}
	return p
}

func noColon(mark string) string { return strings.ReplaceAll(mark, "]:", "]") }
