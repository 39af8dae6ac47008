package synth

import (
	"fmt"
	"path"
	"strings"
)

// writer is one document while it is written.
type writer struct {
	*body
	sitting
	strings.Builder
	spelt  map[string]bool
	papers []paper
	item   int // number of the current agenda item
	raised int // actions raised so far
}

// banners are levels with their sentence; the public ones come more often.
var banners = []struct {
	share           int // of a thousand
	level, sentence string
}{
	{450, "Clear", "It may be published and passed on."},
	{250, "White", "It is for stakeholders at large, but not published."},
	{120, "Green", "It is for the parties and is not made publicly available."},
	{130, "Amber", "It goes to members on a need to know basis."},
	{45, "Red", "It is not to be shared."},
	{5, FaultyLevel, "It is for whoever finds it."},
}

// marked is how many of a thousand titles and paragraphs carry a mark of their own.
const marked = 12

// minutes are the files of one sitting: its document, for some an earlier one, and the papers that they link to.
func (b *body) minutes(s sitting) []file {
	w := b.write(s)
	all := []file{{s.file(), w.String()}}
	if strings.Contains(w.String(), "\nFinal Minutes\n") && b.permille(25) {
		all = append(all, file{strings.TrimSuffix(s.file(), ".md") + DraftSuffix, w.draft()})
	}
	for _, p := range w.papers {
		all = append(all, file{path.Join(path.Dir(s.file()), p.name), p.text})
	}
	return all
}

type file struct{ name, text string }

func (b *body) write(s sitting) *writer {
	w := &writer{body: b, sitting: s, spelt: map[string]bool{}}
	w.banner()
	w.head()
	w.people()
	w.previous()
	w.outstanding()
	topics := b.between(5, 7)
	for range topics {
		w.topic()
	}
	if b.percent(55) {
		w.review()
	}
	w.otherBusiness()
	w.line("Next meeting: %s.", s.next.Format("2 January 2006"))
	return w
}

// line writes a paragraph.
func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(w, format, args...)
	w.WriteString("\n\n")
}

func (w *writer) banner() {
	at := w.between(0, 999)
	for _, b := range banners {
		if at -= b.share; at < 0 {
			w.line("This document is classified as **%s**. %s", b.level, b.sentence)
			return
		}
	}
}

func (w *writer) head() {
	title := w.group.name + " Meeting"
	switch w.group.style {
	case hashes:
		title = "# " + title
	case bold:
		title = "**" + title + "**"
	}
	w.line("%s", title)
	w.line("%s, %s", w.day(), w.document())
	start := w.between(9, 14)
	w.line("%02d:%02d – %02d:%02d", start, w.between(0, 5)*10, start+w.between(2, 4), w.between(0, 5)*10)
	w.line("%s", pick(w.dice, []string{"Teleconference", "Video conference", "Hybrid meeting", "Head office"}))
	if w.permille(30) {
		w.line("Draft Minutes v0.2")
		return
	}
	w.line("Final Minutes")
}

// heading starts an agenda item in the group's style.
func (w *writer) heading(title string) {
	w.item++
	title = w.mark() + title
	switch w.group.style {
	case plain:
		w.line("%d. %s", w.item, title)
	case hashes:
		w.line("## %d. %s", w.item, title)
	case bold:
		w.line("**%d. %s**", w.item, title)
	}
}

// subheading starts sub-item n of the current item.
func (w *writer) subheading(n int, title string) {
	switch w.group.style {
	case plain:
		w.line("%d.%d. %s", w.item, n, title)
	case hashes:
		w.line("### %d.%d %s", w.item, n, title)
	case bold:
		w.line("**%d.%d. %s**", w.item, n, title)
	}
}

// paragraph writes some sentences, now and then cut in two where a page ended.
func (w *writer) paragraph(from []string, sentences int) {
	all := make([]string, sentences)
	for i := range all {
		all[i] = w.phrase(pick(w.dice, from))
	}
	text := strings.Join(all, " ")
	if w.group.style == plain && w.percent(4) {
		text = w.breakPage(text)
	}
	w.line("%s", w.mark()+w.quirk(text))
}

// mark is now and then the mark of a stricter level, to stand before a title or a paragraph.
func (w *writer) mark() string {
	if !w.permille(marked) {
		return ""
	}
	return pick(w.dice, []string{"[GREEN] ", "[AMBER] ", "[AMBER] ", "[RED] "})
}

// breakPage cuts a text in its last sentence, between two words of small letters.
func (w *writer) breakPage(text string) string {
	words := strings.Fields(text)
	for i := len(words) - 4; i > len(words)-8 && i > 0; i-- {
		if small(words[i-1]) && small(words[i]) {
			return strings.Join(words[:i], " ") + w.footer() + "\n\n" + strings.Join(words[i:], " ")
		}
	}
	return text
}

func small(word string) bool { return strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" }

// decide writes the decisions at the end of an item, in a sentence or as a list.
func (w *writer) decide() {
	if w.percent(65) {
		w.line("The %s **NOTED** %s.", w.group.id, w.phrase(pick(w.dice, things)))
		return
	}
	verb := pick(w.dice, []string{"AGREED", "AGREED", "AGREED", "CONSIDERED"})
	w.line("The %s:", w.group.id)
	fmt.Fprintf(w, "- %s**NOTED** %s; and\n", w.mark(), w.phrase(pick(w.dice, things)))
	if verb == "CONSIDERED" {
		w.line("- **CONSIDERED** %s.", w.phrase(pick(w.dice, things)))
		return
	}
	w.line("- **AGREED** that %s.", w.phrase(pick(w.dice, matters)))
}
