package skeleton

import (
	"regexp"
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

var (
	apologyLabel    = regexp.MustCompile(`(?i)^\W*(?:apologies|absent|not present|regrets)\b`)
	apologySentence = regexp.MustCompile(`(?i)^\W*apologies\s+(?:for absence\s+)?(?:were|was|had been|have been)\b`)
	absentMark      = regexp.MustCompile(`(?i)^\W*(?:apologies|apols?|absent|no|not present)\W*$|^[✗✘]$`)
)

// people writes a block of the attendance and says whether apologies follow.
func (d *draft) people(b *minutes.Block, apologies bool) bool {
	switch b.Kind {
	case minutes.Table:
		d.peopleTable(b, apologies)
		return apologies
	case minutes.List:
		d.peopleList(b, apologies)
		return apologies
	}
	var kept []string
	for _, l := range strings.Split(d.source(b), "\n") {
		switch label, names, _ := strings.Cut(l, ":"); {
		case apologySentence.MatchString(l):
			apologies = true
			continue
		case apologyLabel.MatchString(l):
			apologies = true
			if strings.Trim(names, " *_") != "" {
				l = label + ":" + strings.Repeat("*", strings.Count(label, "*")%4)
			}
		case apologies && !strings.Contains(l, ":") && len(d.persons(b)) > 0:
			continue
		case strings.HasSuffix(strings.TrimRight(l, " *_"), ":"):
			apologies = false
		}
		kept = append(kept, l)
	}
	d.paragraph(strings.Join(kept, "\n"))
	return apologies
}

// person is one of those who were there, or sent apologies.
type person struct {
	minutes.Attendee
	absent bool
}

// persons are the people who are read from a block.
func (d *draft) persons(b *minutes.Block) []person {
	var all []person
	in := func(a minutes.Attendee) bool { return b.Line <= a.Line && a.Line <= max(b.Line, b.EndLine) }
	for _, a := range d.last.Minutes.Attendance {
		if in(a) {
			all = append(all, person{a, false})
		}
	}
	for _, a := range d.last.Minutes.Apologies {
		if in(a) {
			all = append(all, person{a, true})
		}
	}
	return all
}

// comes says whether somebody is to be expected at the next meeting: not who came for single items.
func (p person) comes() bool { return !p.absent && len(p.Items) == 0 }

// peopleTable writes a table of people: its head, and a row for each who is to be expected.
func (d *draft) peopleTable(b *minutes.Block, apologies bool) {
	if len(b.Blocks) == 0 {
		return
	}
	d.out.WriteString(tableHead(cellsOf(b.Blocks[0])))
	whole := d.persons(b)
	apologies = apologies && !slices.ContainsFunc(whole, func(p person) bool { return !p.absent })
	carried := ""
	for _, r := range b.Blocks[1:] {
		if r.Role == minutes.RoleRepeated || r.Role == minutes.RoleFurniture || apologies {
			continue
		}
		cells := cellsOf(r)
		kept := d.expected(cells, d.rowPersons(r))
		if len(cells) > 1 && cells[0] != "" {
			carried = ""
		}
		if !kept {
			if len(cells) > 1 && cells[0] != "" {
				carried = cells[0]
			}
			continue
		}
		if carried != "" && len(cells) > 1 && cells[0] == "" {
			cells[0], carried = carried, ""
		}
		d.out.WriteString(row(cells))
	}
	d.out.WriteString("\n")
}

// rowPersons are the people of a row; the lines of a table may be those of several rows for HTML, so the name counts.
func (d *draft) rowPersons(r *minutes.Block) []person {
	text := r.AllText()
	return slices.DeleteFunc(d.persons(r), func(p person) bool { return !strings.Contains(text, p.Name) })
}

// expected says whether a row of people stays, and writes the member for the alternate.
func (d *draft) expected(cells []string, here []person) bool {
	if len(here) == 0 {
		return strings.Trim(strings.Join(cells, ""), " ") != ""
	}
	if !slices.ContainsFunc(here, func(p person) bool { return p.comes() || p.absent }) {
		return false
	}
	p := here[0]
	switch {
	case len(here) > 1:
		return true
	case p.absent: // in a table that says who was there
		for i := range cells {
			if absentMark.MatchString(cells[i]) {
				cells[i] = ""
				return true
			}
		}
		return false
	case p.AlternateFor != "":
		return d.member(cells, p)
	}
	return true
}

// member puts the member in the place of the alternate; not where the member is listed anyway.
func (d *draft) member(cells []string, p person) bool {
	for _, a := range d.last.Minutes.Attendance {
		if a.Name == p.AlternateFor {
			return false
		}
	}
	for i := range cells {
		switch {
		case strings.Contains(cells[i], cell(p.Name)):
			cells[i] = cell(p.AlternateFor)
		case strings.Contains(cells[i], cell(p.AlternateFor)):
			cells[i] = ""
		}
	}
	return true
}

// peopleList writes a list of people.
func (d *draft) peopleList(b *minutes.Block, apologies bool) {
	written := false
	for _, entry := range b.Blocks {
		here := d.persons(entry)
		if apologies || len(here) > 0 && !slices.ContainsFunc(here, person.comes) {
			continue
		}
		source := d.source(entry)
		if len(here) == 1 && here[0].AlternateFor != "" {
			if source = d.memberIn(source, here[0]); source == "" {
				continue
			}
		}
		d.out.WriteString(source + "\n")
		written = true
	}
	if written {
		d.out.WriteString("\n")
	}
}

// memberIn puts the member in the place of the alternate in a line; "" where the member is listed anyway.
func (d *draft) memberIn(source string, p person) string {
	names := []string{cell(p.Name)}
	if !d.member(names, p) {
		return ""
	}
	note := regexp.MustCompile(`\s*[(\[][^()\[\]]*` + regexp.QuoteMeta(p.AlternateFor) + `[^()\[\]]*[)\]]`)
	return strings.Replace(note.ReplaceAllString(source, ""), p.Name, names[0], 1)
}
