package synth

import (
	"fmt"
	"time"
)

// raiseSome writes new actions at the end of an item.
func (w *writer) raiseSome(n int) {
	for range n {
		w.raised++
		a := w.raise(w, w.raised)
		prefix := w.group.id
		if w.percent(2) {
			prefix = w.misspelt(prefix)
		}
		line := "ACTION %s %s: %s%s."
		switch w.group.style {
		case hashes:
			line = "- **ACTION %s %s:** %s%s."
		case bold:
			line = "**ACTION %s %s:** %s%s."
		}
		w.line(line, prefix, a.id, a.text, w.when(a))
	}
}

// when is how the words of an action say by when.
func (w *writer) when(a *action) string {
	switch at := w.between(0, 9); {
	case at < 4:
		return " by " + a.target.Format("2 January")
	case at < 6:
		return fmt.Sprintf(" by the next meeting (%s_%d)", w.group.id, w.number+1)
	}
	return ""
}

const slashed = "02/01/2006"

// outstanding is the item that reports on the actions of earlier meetings.
func (w *writer) outstanding() {
	w.heading("Actions Outstanding")
	reported := w.due(w.group)
	if len(reported) == 0 {
		w.line("No action was due.")
		return
	}
	if w.group.style == plain {
		w.fullWidth(reported)
	} else {
		w.withStatus(reported)
	}
	w.line("The %s **NOTED** the updates.", w.group.id)
}

const fullHead = "| Action ID | Action | Raised | Target Date | Revised Target | Owner |\n|---|---|---|---|---|---|\n"

// fullWidth writes each update as a row of its own, and repeats the head where a page ended: between two
// actions or between an action and its update.
func (w *writer) fullWidth(reported []*action) {
	w.WriteString(fullHead)
	cut := w.between(1, 8)
	for n, a := range reported {
		revised := w.revise(a)
		fmt.Fprintf(w, "| %s %s | %s. | %s | %s | %s | %s |\n", w.group.id, a.id, a.text, a.raised.Format(slashed), a.target.Format(slashed), revised, a.owner)
		if n+1 == cut {
			w.WriteString("\n" + fullHead)
		}
		fmt.Fprintf(w, "| %s Status: %s. | | | | | |\n", w.mark()+w.broken(w.phrase(pick(w.dice, updates))), w.statusWord(a))
		w.move(a, revised)
	}
	w.WriteString("\n")
}

// withStatus writes updates and statuses in columns.
func (w *writer) withStatus(reported []*action) {
	w.WriteString("| Ref | Owner | Raised | Due | Status | Action | Update |\n|---|---|---|---|---|---|---|\n")
	for _, a := range reported {
		fmt.Fprintf(w, "| %s %s | %s | %s | %s | %s | %s. | %s |\n", w.group.id, a.id, a.owner, a.raised.Format(slashed), a.target.Format(slashed),
			status(a), a.text, w.broken(w.phrase(pick(w.dice, updates))))
		w.move(a, w.revise(a))
	}
	w.WriteString("\n")
}

// statusWord is a status in one of the words that bodies have for it.
func (w *writer) statusWord(a *action) string {
	if !w.percent(20) {
		return status(a)
	}
	if a.left <= 0 {
		return pick(w.dice, []string{"Complete", "Completed", "Proposed to close"})
	}
	return pick(w.dice, []string{"Ongoing", "In progress", "On hold", "Not yet due"})
}

func status(a *action) string {
	if a.left <= 0 {
		return "Closed"
	}
	return "Open"
}

// revise is the revised target of an action that this meeting reports on.
func (w *writer) revise(a *action) string {
	switch {
	case a.left <= 0 || a.target.After(w.date):
		return "N/A"
	case w.percent(8):
		return "To be agreed with the " + a.owner
	}
	return w.date.AddDate(0, 0, w.between(20, 90)).Format(slashed)
}

// move makes a revised date the target of the next report.
func (w *writer) move(a *action, revised string) {
	if t, err := time.Parse(slashed, revised); err == nil {
		a.target = t
	}
}
