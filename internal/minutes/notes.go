package minutes

import (
	"bytes"
	"regexp"
	"sort"

	"minutebook/internal/policy"
)

// A footnote stands elsewhere than the text that it is for: "[^1]: words", with what is indented below it. It is as open
// as the most open text that refers to it. One to which nothing refers is as open as where it stands.

var (
	noteStart       = regexp.MustCompile(`(?m)^[ >]{0,3}\[\^([^\[\]\s]{1,80})\]:`)
	referenceToNote = regexp.MustCompile(`\[\^([^\[\]\s]{1,80})\]`)
)

// note is a footnote with its lines.
type note struct {
	label    string
	from, to int
}

// notes are the footnotes of the document, in order. Code has none.
func (r *reader) notes() []note {
	text := r.src.text
	if !bytes.Contains(text, []byte("[^")) {
		return nil
	}
	starts := noteStart.FindAllSubmatchIndex(text, -1)
	if len(starts) == 0 {
		return nil
	}
	var all []note
	fences := fencesIn(text)
	for i, m := range starts {
		for len(fences) > 0 && fences[0].End <= m[0] {
			fences = fences[1:]
		}
		if len(fences) > 0 && fences[0].Start <= m[0] {
			continue
		}
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		from, _ := r.src.place(m[0])
		to, _ := r.src.place(noteEnd(text, m[0], end))
		all = append(all, note{label(text[m[2]:m[3]]), from, to})
	}
	return all
}

// noteEnd is an offset in the last line of the note that starts at start, before end: its paragraph, and what is
// indented after a blank line.
func noteEnd(text []byte, start, end int) int {
	last, blank := start, false
	for at := start; at < end; {
		line, next := lineEnd(text, at)
		switch {
		case len(bytes.TrimSpace(line)) == 0:
			blank = true
		case blank && line[0] != '\t' && !bytes.HasPrefix(line, []byte("  ")):
			return last
		default:
			last, blank = at, false
		}
		at = next
	}
	return last
}

// noteAt is the place of the note in which a line stands, -1 for none.
func (c *coverage) noteAt(line int) int {
	i := sort.Search(len(c.notes), func(i int) bool { return c.notes[i].from > line }) - 1
	if i < 0 || line > c.notes[i].to {
		return -1
	}
	return i
}

// coverNote covers a footnote.
func (c *coverage) coverNote(level policy.Level, n note) {
	c.add(mark{level: level}, n.from, n.to)
	c.found[len(c.found)-1].tight = true
}

// coverNotes makes each note as strict as the most open text that refers to it. A note may refer to another, so they are
// taken in the order of their levels, the most open first.
func (c *coverage) coverNotes() {
	if len(c.notes) == 0 {
		return
	}
	lines := c.lineLevels(c.whole)
	inText, inNotes := c.noteReferences(lines)
	referred := map[string]bool{}
	var waiting [256][]string // labels that a text of each level refers to
	for _, ref := range inText {
		referred[ref.label] = true
		waiting[ref.level] = append(waiting[ref.level], ref.label)
	}
	places := map[string][]int{}
	for i, n := range c.notes {
		places[n.label] = append(places[n.label], i)
		for _, ref := range inNotes[i] {
			referred[ref.label] = true
		}
	}
	for _, n := range c.notes {
		if !referred[n.label] {
			waiting[lines[n.from]] = append(waiting[lines[n.from]], n.label)
		}
	}
	done := map[string]bool{}
	for level := len(waiting) - 1; level >= 0; level-- {
		for i := 0; i < len(waiting[level]); i++ {
			name := waiting[level][i]
			if done[name] {
				continue
			}
			done[name] = true
			for _, at := range places[name] {
				c.coverNote(policy.Level(level), c.notes[at])
				for _, ref := range inNotes[at] {
					own := policy.Stricter(ref.level, policy.Level(level))
					waiting[own] = append(waiting[own], ref.label)
				}
			}
		}
	}
}

// noteReference is a place that refers to a note.
type noteReference struct {
	label string
	level policy.Level
}

// noteReferences are the references to notes that stand in the text, and those in each note to others.
func (c *coverage) noteReferences(lines []policy.Level) (inText []noteReference, inNotes map[int][]noteReference) {
	cells := map[int][]covered{}
	for _, f := range c.found {
		if f.block != nil {
			cells[f.from] = append(cells[f.from], f)
		}
	}
	inNotes = map[int][]noteReference{}
	for _, m := range referenceToNote.FindAllSubmatchIndex(c.r.src.text, -1) {
		offset := c.r.src.offset(m[0])
		line, _ := c.r.src.originalPlace(offset)
		ref := noteReference{label(c.r.src.text[m[2]:m[3]]), lines[line]}
		for _, f := range cells[line] {
			if f.cell.Start <= offset && offset < f.cell.End {
				ref.level = policy.Stricter(ref.level, f.level)
			}
		}
		at := c.noteAt(line)
		switch {
		case at < 0:
			inText = append(inText, ref)
		case ref.label != c.notes[at].label:
			inNotes[at] = append(inNotes[at], ref)
		}
	}
	return inText, inNotes
}
