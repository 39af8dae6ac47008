package site

import (
	"strconv"
	"strings"

	"minutebook/internal/markup/escape"
	"minutebook/internal/redline"
)

// heading is the head of a section, which leads to its item in the later version where it has one.
func (w redliner) heading(s redlinedSection, id, after string) string {
	p := s.all[0]
	name := "h" + strconv.Itoa(min(s.rank+2, 6))
	words := w.runs(p)
	if after != "" && p.New != nil && p.New.ID != "" {
		words = `<a href="` + escape.HTML(after+"#"+p.New.ID) + `">` + words + "</a>"
	}
	if id != "" {
		id = ` id="` + id + `"`
	}
	return "<" + name + id + ">" + words + "</" + name + ">\n"
}

// passages are passages one below the other, the entries of a list within one.
func (w redliner) passages(all []redline.Passage) string {
	var s strings.Builder
	listed := false
	for _, p := range all {
		if entry := p.Kind == redline.Entry; entry != listed {
			listed = entry
			s.WriteString(map[bool]string{true: "<ul>\n", false: "</ul>\n"}[entry])
		}
		open, end := "<p>", "</p>"
		switch p.Kind {
		case redline.Heading:
			open = `<p class="strong">`
		case redline.Entry:
			open, end = "<li>", "</li>"
		case redline.Listing:
			open, end = "<pre>", "</pre>"
		}
		s.WriteString(open + w.runs(p) + end + "\n")
	}
	if listed {
		s.WriteString("</ul>\n")
	}
	return s.String()
}

// runs are the words of a passage, with what was put in and taken out told to the ear too. The blank after a run
// stands outside of its element, and one stands between any two.
func (w redliner) runs(p redline.Passage) string {
	var s strings.Builder
	for rest := p.Runs; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Mark == rest[0].Mark {
			n++
		}
		var words strings.Builder
		for _, r := range rest[:n] {
			if r.Next {
				words.WriteString(` <span class="meta">·</span> `)
			} else {
				words.WriteString(escape.HTML(r.Text))
			}
		}
		text := strings.TrimRight(words.String(), " \n\t")
		blanks := words.String()[len(text):]
		if rest = rest[n:]; blanks == "" && len(rest) > 0 {
			blanks = " "
		}
		s.WriteString(w.marked(p.Runs[len(p.Runs)-len(rest)-1].Mark, text) + blanks)
	}
	return s.String()
}

func (w redliner) marked(m redline.Mark, words string) string {
	switch m {
	case redline.Inserted:
		return "<ins>" + w.told("redline.heard_in", " ") + words + w.told("redline.heard_end", "") + "</ins>"
	case redline.Deleted:
		return "<del>" + w.told("redline.heard_out", " ") + words + w.told("redline.heard_end", "") + "</del>"
	}
	return words
}

// told is a text for the ear alone.
func (w redliner) told(key, after string) string {
	return `<span class="unseen">` + escape.HTML(w.say.Say(key)) + after + "</span>"
}
