package synth

import "fmt"

// previous is the item on the minutes of the last meeting.
func (w *writer) previous() {
	w.heading("Minutes of the Last Meeting")
	if w.percent(40) {
		w.paragraph(said, 1)
	}
	w.line("The %s **AGREED** the minutes of %s_%d.", w.group.id, w.group.id, w.number-1)
}

// topic is an ordinary item, sometimes in parts.
func (w *writer) topic() {
	w.heading(w.title(w.dice))
	parts := 0
	if w.percent(25) {
		parts = w.between(2, 4)
	}
	for n := 1; n <= parts; n++ {
		w.subheading(n, w.title(w.dice))
		w.paragraph(said, w.between(2, 4))
	}
	if parts == 0 {
		for range w.between(3, 4) {
			w.paragraph(said, w.between(2, 4))
		}
	}
	w.extras()
	w.raiseSome(w.between(0, 2))
	w.decide()
}

// extras are what only some items have.
func (w *writer) extras() {
	if w.percent(30) {
		w.speakOfAmendment()
	}
	if w.percent(20) {
		w.speakOfIncidents()
	}
	if w.percent(6) {
		w.list()
	}
	if w.percent(2) {
		w.code()
	}
	if w.permille(8) {
		w.attach()
	}
	if w.percent(15) {
		w.line("The %s had considered this before (%s_%d), and members saw no reason to change their view.",
			w.group.id, w.group.id, max(1, w.number-w.between(1, 6)))
	}
}

func (w *writer) speakOfAmendment() {
	a := w.amendment()
	named := fmt.Sprintf("[%s '%s'](#)", a.spelling(w.dice), a.title)
	if w.percent(40) {
		named = a.spelling(w.dice)
	}
	w.line("The %s explained that %s would change the %s and that its working group meets in %s. %s", pick(w.dice, w.orgs), named,
		w.noun(w.dice), w.date.AddDate(0, 1, 0).Format("January"), w.phrase(pick(w.dice, said)))
}

func (w *writer) speakOfIncidents() {
	i := w.incident(w.date)
	text := fmt.Sprintf("The %s gave an account of Incident %s, which occurred on %s.", pick(w.dice, w.orgs), i.id, i.occurred.Format("2 January"))
	if other := w.incident(w.date); other != i && w.percent(30) {
		text += fmt.Sprintf(" %s and %s seem to share one cause.", i.id, other.id)
	}
	w.line("%s %s", text, w.phrase(pick(w.dice, causes)))
}

// list is a numbered list that is no agenda.
func (w *writer) list() {
	w.line("%s", w.phrase("The {x} sees these ways to go on:"))
	for n := range w.between(2, 4) {
		fmt.Fprintf(w, "%d. %s\n", n+1, w.phrase("a {a} {n} for the {n}"))
	}
	w.WriteString("\n")
	w.line("%s", w.phrase("Members preferred the first, subject to the {t}."))
}

func (w *writer) code() {
	w.line("%s", w.phrase("The {x} showed the record:"))
	w.line("```json\n{\n  \"%s\": %d,\n  \"%s\": \"%s\"\n}\n```", w.noun(w.dice), w.between(1, 999), w.noun(w.dice), w.verb(w.dice))
}

// review is the item on major incidents, one part for each.
func (w *writer) review() {
	w.heading("Major Incident Review")
	for n := range w.between(1, 2) {
		i := w.incident(w.date)
		head := i.id
		if w.percent(3) {
			head = misread(i.id)
		}
		w.subheading(n+1, head)
		w.line("%s presented its review of Major Incident %s, which occurred on %s.", pick(w.dice, w.orgs), i.id, i.occurred.Format("2 January 2006"))
		w.paragraph(causes, 3)
		w.paragraph(said, 2)
	}
	w.raiseSome(1)
	w.decide()
}

func (w *writer) otherBusiness() {
	w.heading("Any Other Business")
	if w.percent(40) {
		w.line("There was none.")
		return
	}
	w.subheading(1, w.title(w.dice))
	w.paragraph(said, 2)
}
