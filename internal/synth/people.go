package synth

import "fmt"

// people writes who was there and who sent apologies.
func (w *writer) people() {
	var present, absent []member
	for _, m := range w.group.members {
		if w.percent(12) {
			absent = append(absent, m)
			continue
		}
		present = append(present, m)
	}
	if w.group.style == plain {
		w.inPieces(present)
	} else {
		w.inOneTable(present)
	}
	if len(absent) > 0 {
		w.apologies(absent)
	}
}

// inPieces writes the tables that a converter makes of one that ran over a page: blank cells where the
// category goes on, a second table with a blank head.
func (w *writer) inPieces(present []member) {
	w.line("Attendees:")
	fmt.Fprintf(w, "| Category | %s Members |\n|---|---|\n", w.group.name)
	category := ""
	for _, c := range []string{"Networks", "Large Users", "Small Users", "Other Parties"} {
		for _, m := range present {
			if m.category != c {
				continue
			}
			shown := ""
			if c != category {
				category, shown = c, c
			}
			fmt.Fprintf(w, "| %s | %s%s |\n", shown, m.name, w.substitute())
		}
	}
	w.WriteString("\n| Representing | Other Participants |\n|---|---|\n")
	half := (len(w.group.guests) + 1) / 2
	w.guests(w.orgs[0], w.group.guests[:half])
	w.WriteString("\n| | |\n|---|---|\n")
	w.guests(w.orgs[1], w.group.guests[half:])
	w.WriteString("\n")
}

func (w *writer) guests(org string, all []member) {
	for i, m := range all {
		note := ""
		switch {
		case i == 0:
			note = " (Meeting Secretary)"
		case w.percent(25):
			note = fmt.Sprintf(" (<i>agenda item %d</i>)", w.between(3, 6))
		case w.percent(8):
			note = fmt.Sprintf(" (<i>agenda item %d & %d</i>)", w.between(3, 4), w.between(5, 6))
		}
		if i > 0 {
			org = ""
		}
		fmt.Fprintf(w, "| %s | %s%s |\n", org, m.name, note)
	}
}

func (w *writer) substitute() string {
	if w.percent(6) {
		return " (<i>alternate for " + w.name(w.dice) + "</i>)"
	}
	return ""
}

func (w *writer) inOneTable(present []member) {
	w.tableTitle("Attendees")
	w.WriteString("| Name | Representing | Role |\n|---|---|---|\n")
	for i, m := range present {
		role := "Member"
		if i == 0 {
			role = "Chair"
		}
		fmt.Fprintf(w, "| %s | %s | %s |\n", m.name, m.category, role)
	}
	for i, m := range w.group.guests {
		fmt.Fprintf(w, "| %s | %s | Participant |\n", m.name, w.orgs[i%2])
	}
	w.WriteString("\n")
}

func (w *writer) apologies(absent []member) {
	w.tableTitle("Apologies")
	w.WriteString("| Representing | Name |\n|---|---|\n")
	for _, m := range absent {
		fmt.Fprintf(w, "| %s | %s |\n", m.category, m.name)
	}
	w.WriteString("\n")
}

func (w *writer) tableTitle(title string) {
	switch w.group.style {
	case plain:
		w.line("%s:", title)
	case hashes:
		w.line("## %s", title)
	case bold:
		w.line("**%s:**", title)
	}
}
