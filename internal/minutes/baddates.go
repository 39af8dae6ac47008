package minutes

import (
	"regexp"
	"strings"
)

// impossibleDates warns of days that no calendar has, such as 31 June.
func (r *reader) impossibleDates() {
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			text := b.Text()
			if b.Kind == Code || !containsAny(text, []string{"29", "30", "31"}) {
				return
			}
			l := locate(b)
			for _, d := range impossible(text) {
				line, column := l.at(d.start)
				r.say("warning", "no-such-date", line, column, "there is no "+text[d.start:d.end], "read as no date; correct it")
			}
		})
	}
}

var (
	lateDay   = regexp.MustCompile(`(?i)\b(29|30|31)(?:st|th)?\s+(?:of\s+)?` + monthWords + `\b\.?(?:,?\s+(\d{4})\b)?`)
	slashDay  = regexp.MustCompile(`\b(29|30|31)/(\d{2})/(\d{4})\b`)
	isoLate   = regexp.MustCompile(`\b(\d{4})-(\d{2})-(29|30|31)\b`)
	inSmall   = regexp.MustCompile(`^[a-z]`)
	lateForms = []struct {
		re               *regexp.Regexp
		holds            string // looked for first, as it is cheap
		day, month, year int
	}{{lateDay, " ", 1, 2, 3}, {slashDay, "/", 1, 2, 3}, {isoLate, "-", 3, 2, 1}}
)

// impossible are the days of a text, of the last three numbers, that their month does not have.
func impossible(text string) []day {
	var all []day
	for _, form := range lateForms {
		if !strings.Contains(text, form.holds) {
			continue
		}
		for _, m := range form.re.FindAllStringSubmatchIndex(text, -1) {
			month := group(text, m, form.month)
			if inSmall.MatchString(month) {
				continue // "30 may be enough"
			}
			d := day{start: m[0], end: m[1], day: atoi(group(text, m, form.day)), month: monthNumber(month), year: atoi(group(text, m, form.year))}
			if d.month >= 1 && d.month <= 12 && !d.exists() && (d.year == 0 || d.year >= 1900 && d.year < 2200) {
				d.end = d.start + len(strings.TrimRight(text[d.start:d.end], " .,"))
				all = append(all, d)
			}
		}
	}
	return all
}

// unplacedDates warns, where the meeting has no date from which a year could be counted, of the days without
// a year that are to say when something is due, occurred or is held.
func (r *reader) unplacedDates() {
	if r.m.Meeting.Date != "" {
		return
	}
	told := map[*Block]bool{}
	tell := func(b *Block, what, written string) {
		if b != nil && !told[b] {
			told[b] = true
			r.warn("date-without-year", b, what+" "+quote(written)+", without a year", "left out, as the meeting has no date either; write the year")
		}
	}
	for _, a := range r.m.Raised {
		for _, text := range []string{dueWords(a.Text), a.Target, a.Revised} {
			if written := yearless(text); written != "" {
				tell(a.Block, "action "+quote(a.ID)+" is due on", written)
			}
		}
	}
	for _, a := range r.m.Updated {
		for _, text := range []string{a.Target, a.Revised} {
			if written := yearless(text); written != "" {
				tell(a.Block, "action "+quote(a.ID)+" is due on", written)
			}
		}
	}
	for _, p := range r.everyPassage() {
		if text := p.block.Text(); p.block.Kind == Paragraph && len(text) < 1000 && isNextLine(text) {
			if written := yearless(text); written != "" {
				tell(p.block, "the next meeting is on", written)
			}
		}
	}
	var block *Block
	text := ""
	for _, ref := range r.m.References {
		if ref.Kind != KindIncident || told[ref.Block] {
			continue
		}
		if ref.Block != block {
			block, text = ref.Block, ref.Block.Text()
		}
		after := text[ref.End:max(ref.End, min(ref.Sentence.End, ref.End+200))]
		if found := days(after); len(found) > 0 && found[0].year == 0 && occurred.MatchString(after[:found[0].start]) {
			tell(ref.Block, "incident "+ref.ID+" occurred on", after[found[0].start:found[0].end])
		}
	}
}

// dueWords is what stands after "by" and the like in an action's words.
func dueWords(text string) string {
	m := dueLead.FindStringIndex(text)
	if m == nil {
		return ""
	}
	rest := text[m[1]:min(len(text), m[1]+60)]
	if found := days(rest); len(found) > 0 && found[0].start <= 1 {
		return rest[:found[0].end]
	}
	return ""
}

// yearless is the first day of a text if it has no year.
func yearless(text string) string {
	if found := days(text); len(found) > 0 && found[0].year == 0 {
		return strings.TrimRight(text[found[0].start:found[0].end], ".")
	}
	return ""
}
