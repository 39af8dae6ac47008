package difference

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/prose"
)

const (
	listed  = 50     // records of one change
	wordy   = 200    // characters of a record
	comment = 60_000 // bytes of Markdown; hosts take 65,536 characters
)

// WriteText writes a line for each change, and one for each of its records.
func (d Difference) WriteText(w io.Writer) error {
	var b strings.Builder
	for _, c := range d.Changes {
		fmt.Fprintf(&b, "%s\n", prose.Count(len(c.What), c.One, c.Many))
		for _, e := range c.What {
			fmt.Fprintf(&b, "  %s\n", strings.TrimSpace(plain(e.ID)+"  "+short(e.Text)))
		}
	}
	if len(d.Changes) == 0 {
		b.WriteString(d.unchanged() + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes a comment's body of at most 65,536 characters.
func (d Difference) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### Site %s, as this change would leave it\n", literal(d.Site))
	if len(d.Changes) == 0 {
		fmt.Fprintf(&b, "\n%s\n", d.unchanged())
	}
	for _, c := range d.Changes {
		var part strings.Builder
		fmt.Fprintf(&part, "\n**%s**\n\n", literal(prose.Count(len(c.What), c.One, c.Many)))
		for _, e := range c.What[:min(listed, len(c.What))] {
			fmt.Fprintf(&part, "- %s\n", strings.TrimSpace(literal(plain(e.ID))+" "+literal(short(e.Text))))
		}
		if more := len(c.What) - listed; more > 0 {
			fmt.Fprintf(&part, "- and %d more\n", more)
		}
		if b.Len()+part.Len() > comment {
			b.WriteString("\nThere is more than a comment can hold: `minutebook diff` has it.\n")
			break
		}
		b.WriteString(part.String())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (d Difference) unchanged() string {
	if d.Same {
		return "Nothing changes."
	}
	return "No record changes; words of the minutes, or settings, do."
}

// plain is a text on one line without what a terminal obeys.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r != ' ' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return ' '
		}
		return r
	}, s)), " ")
}

func short(s string) string {
	s = plain(s)
	if utf8.RuneCountInString(s) <= wordy {
		return s
	}
	cut := string([]rune(s)[:wordy])
	if i := strings.LastIndexByte(cut, ' '); i > wordy/2 {
		cut = cut[:i]
	}
	return cut + " ..."
}

// literal is a text in Markdown that stays text. A sign by which a host of repositories finds people, changes and labels gets a
// space of no width behind it, for a backslash does not hold it back.
func literal(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if strings.ContainsRune("@#!$%&~^*", r) {
			b.WriteRune('\u200b')
		}
	}
	return b.String()
}
