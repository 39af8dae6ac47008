package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/markup/escape"
	"minutebook/internal/record"
)

// stretch is bytes start to end of a text, set apart: a link where it has an address, else an element.
type stretch struct {
	start, end int
	element    string // "mark", "strong"
	href       string
}

// manyRefs bounds what a quotation looks for. A paragraph of more is a list of ids, and each of its
// mentions would go through all of it again.
const manyRefs = 200

// quote is the sentence of a mention: what is mentioned is marked, every other record is a link.
func (b *builder) quote(m record.Mention) template.HTML {
	text := recorded(m.Sentence)
	marked := []stretch{{start: m.Start, end: m.End, element: "mark"}}
	return dressed(text, append(marked, b.linksIn(text, m.Place, m.Written)...))
}

// decided is the words of a decision from a byte on, with the verb set off.
func (b *builder) decided(d *record.Decision, from int) template.HTML {
	text := strings.TrimRight(recorded(d.Text)[from:], ".")
	var verb []stretch
	if at := strings.Index(text, d.Verb); at >= 0 && d.Verb != "" {
		verb = []stretch{{start: at, end: at + len(d.Verb), element: "strong"}}
	}
	return dressed(text, append(verb, b.linksIn(text, d.Place, "")...))
}

// linksIn are the places of a text where the block that it comes from names a record of the site, but for
// the one written as given.
func (b *builder) linksIn(text string, at record.Place, but string) []stretch {
	var found []stretch
	if at.Block == nil {
		return nil
	}
	refs := refsIn(at)
	if len(refs) > manyRefs {
		return nil
	}
	seen := map[string]bool{but: true, "": true}
	for _, r := range refs {
		to, ok := b.record.Path(r.Kind, r.ID)
		if !ok || seen[r.Written] {
			continue
		}
		seen[r.Written] = true
		for _, start := range wordAt(text, r.Written) {
			found = append(found, stretch{start: start, end: start + len(r.Written), href: b.href(to)})
		}
	}
	return found
}

// refsIn are the references of the block at a place.
func refsIn(at record.Place) []record.Reference {
	var all []record.Reference
	for _, r := range at.Meeting.References {
		if r.Block == at.Block {
			all = append(all, r)
		}
	}
	return all
}

// wordAt is where a word stands in a text, not as a part of a longer one.
func wordAt(text, word string) []int {
	var all []int
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return all
		}
		start := from + i
		from = start + len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[from:])
		if !inWord(before) && !inWord(after) {
			all = append(all, start)
		}
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// dressed is a text as HTML with its stretches set apart. Of two that overlap the first, or of those the
// longer one, stands; one that does not fit the text is left plain.
func dressed(text string, stretches []stretch) template.HTML {
	slices.SortStableFunc(stretches, func(x, y stretch) int {
		return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(y.end, x.end))
	})
	var s strings.Builder
	at := 0
	for _, in := range stretches {
		if in.start < at || in.end <= in.start || in.end > len(text) {
			continue
		}
		words := escape.HTML(text[in.start:in.end])
		s.WriteString(escape.HTML(text[at:in.start]))
		if in.href != "" {
			s.WriteString(`<a class="ref" href="` + escape.HTML(in.href) + `">` + words + "</a>")
		} else {
			s.WriteString("<" + in.element + ">" + words + "</" + in.element + ">")
		}
		at = in.end
	}
	s.WriteString(escape.HTML(text[at:]))
	return template.HTML(s.String())
}

// recorded is a sentence without what ties it to the next entry of its list: "; and".
func recorded(sentence string) string {
	s := strings.TrimRight(sentence, " ")
	for _, tie := range []string{" and", " or"} {
		if cut := strings.TrimSuffix(s, tie); strings.HasSuffix(cut, ";") || strings.HasSuffix(cut, ",") {
			s = cut
		}
	}
	return strings.TrimRight(s, ";, ")
}
