package marked

import (
	"fmt"
	"strings"
)

// former makes up addresses of former builds, each with a level: what only some readers may know is not in the settings
// of the others.
func (m *maker) former() {
	for _, l := range Levels {
		reason, c := m.word("reason of a withdrawal")
		at, d := m.word("withdrawn address")
		m.a.notices = append(m.a.notices, &notice{level: l, list: "withdrawn", words: []*Canary{c, d},
			line: fmt.Sprintf(`{address: /%s/, level: %s, reason: "Somebody asked for the %s."}`, at, l, reason)})
		from, e := m.word("former address")
		m.a.notices = append(m.a.notices, &notice{level: l, list: "redirects", words: []*Canary{e},
			line: fmt.Sprintf(`{from: /%s/, to: /meetings/, level: %s}`, from, l)})
	}
}

// settings is the minutebook.yaml of a site's readers, or whole.
func (a *Archive) settings(s *Site) string {
	var b strings.Builder
	b.WriteString(settings)
	if a.stubs != Clear {
		b.WriteString("policy:\n  levels:\n")
		for _, l := range Levels {
			fmt.Fprintf(&b, "    - {name: %s, online: %v, stub: %v}\n", l, l == Clear, l == a.stubs)
		}
	}
	b.WriteString("sites:\n")
	for _, one := range Sites {
		fmt.Fprintf(&b, "  - {name: %s, clearance: %s, drafts: %s, people: %s}\n", one.Name, one.Cleared, one.Drafts, a.people)
	}
	for _, list := range []string{"redirects", "withdrawn"} {
		b.WriteString(list + ":\n")
		for _, n := range a.notices {
			if n.list == list && (s == nil || n.level <= s.Cleared) {
				b.WriteString("  - " + n.line + "\n")
			}
		}
	}
	return b.String()
}

const settings = `title: Harbour minutes
groups:
  - {id: HWC, name: Harbour Watch Committee}
  - {id: DRG, name: Dredging Group}
  - {id: LKB, name: Lamp Keepers Board}
owners: [Dockmaster]
kinds:
  - {kind: incident, pattern: '\b(INC\d{12})\b', canonical: '$1', label: Incident, plural: Incidents, page: true}
  - {kind: modification, pattern: '\b(?:MP|DP) ?0*([1-9]\d*)\b', canonical: 'MP$1', label: Modification, plural: Modifications, page: true}
`
