package synth

import (
	"fmt"
	"strings"
)

// Quirks are what secretaries, and the programs that make Markdown of their files, leave in minutes. Each is rare, and the reader
// takes all of them as they are meant.

// footer stands between the halves of a sentence in small letters where a page ended and its number stayed.
func (w *writer) footer() string {
	if !w.percent(15) {
		return ""
	}
	pages := w.between(6, 14)
	return fmt.Sprintf("\n\nPage %d of %d", w.between(2, pages), pages)
}

// quirk is a text with something in it that was not typed on purpose, or that Markdown takes for something else.
func (w *writer) quirk(text string) string {
	switch at := w.between(0, 999); {
	case at < 6:
		return strings.Replace(text, " ", "\u00a0", 1) // a space that does not break
	case at < 10:
		return strings.Replace(text, " ", "  ", 1)
	case at < 14:
		return text + " <!-- to be read again -->"
	case at < 17:
		return text + ` It was headed \[RED] when it came.`
	case at < 22:
		first, rest, _ := strings.Cut(text, " ")
		return "<b>" + first + "</b> " + rest
	}
	return text
}

// broken is a text of a cell, now and then with a line break in it.
func (w *writer) broken(text string) string {
	if w.percent(3) {
		return text + "<br>" + w.phrase(pick(w.dice, updates))
	}
	return text
}

// day is the day of the meeting as its head has it.
func (w *writer) day() string {
	switch at := w.between(0, 99); {
	case at < 5:
		return w.date.Format("Monday 2 January 2006")
	case at < 10:
		return fmt.Sprintf("%d%s %s", w.date.Day(), ordinal(w.date.Day()), w.date.Format("January 2006"))
	case at < 13:
		return w.date.Format("02/01/2006")
	}
	return w.date.Format("2 January 2006")
}

func ordinal(day int) string {
	switch {
	case day%10 == 1 && day != 11:
		return "st"
	case day%10 == 2 && day != 12:
		return "nd"
	case day%10 == 3 && day != 13:
		return "rd"
	}
	return "th"
}

// accented is a name, sometimes of another language.
func (l *lexicon) accented(d dice, name string) string {
	if !d.percent(5) {
		return name
	}
	return strings.NewReplacer("ea", "éa", "ou", "ö", "ai", "æ").Replace(name)
}

// paper is a file that the minutes of a meeting link to.
type paper struct{ name, text string }

// attach links to a paper.
func (w *writer) attach() {
	var s strings.Builder
	s.WriteString("month,count\n")
	for n := range w.between(3, 12) {
		fmt.Fprintf(&s, "%s,%d\n", w.date.AddDate(0, -n, 0).Format("2006-01"), w.between(20, 990))
	}
	p := paper{fmt.Sprintf("papers/%s_%d.csv", w.id(), w.item), s.String()}
	w.papers = append(w.papers, p)
	w.line("The figures are in [the paper](%s). %s", p.name, w.phrase(pick(w.dice, said)))
}

// draft is the minutes as they were before the meeting agreed them: without one of the paragraphs.
func (w *writer) draft() string {
	blocks := strings.Split(strings.Replace(w.String(), "Final Minutes", "Draft Minutes v0.1", 1), "\n\n")
	var plain []int
	for i, b := range blocks {
		if i > 10 && len(b) > 80 && !strings.ContainsAny(b, "*|#[\n") && !strings.Contains(b, "ACTION ") && strings.HasSuffix(b, ".") {
			plain = append(plain, i)
		}
	}
	if len(plain) > 1 {
		at := pick(w.dice, plain[:len(plain)-1])
		blocks = append(blocks[:at:at], blocks[at+1:]...)
	}
	return strings.Join(blocks, "\n\n")
}
