package skeleton

import (
	"strings"
	"unicode"

	"minutebook/internal/minutes"
)

// cell is words as the source of a table's cell: read as Markdown they are the same words.
func cell(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	var out strings.Builder
	for i, c := range words {
		if escapes(words, i, c) {
			out.WriteByte('\\')
		}
		out.WriteRune(c)
	}
	return out.String()
}

// escapes says whether a character would be markup where it stands. A square bracket is left as it is unless it is
// a link's, since it may mark a level.
func escapes(words string, i int, c rune) bool {
	rest := words[i:]
	switch c {
	case '\\':
		return len(rest) > 1 && rest[1] < unicode.MaxASCII && unicode.IsPunct(rune(rest[1])) || len(rest) > 1 && unicode.IsSymbol(rune(rest[1])) || len(rest) == 1
	case '`', '*', '|', '~', '^', '<':
		return true
	case '_':
		return i == 0 || len(rest) == 1 || !wordByte(words[i-1]) || !wordByte(rest[1])
	case '&':
		end := strings.IndexByte(rest, ';')
		return end > 1 && !strings.ContainsAny(rest[:end], " ")
	case ']':
		return strings.HasPrefix(rest, "](") || strings.HasPrefix(rest, "][")
	}
	return false
}

// row is a line of a table.
func row(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// tableHead is the head of a table in the words of a row, and the line below it.
func tableHead(head []string) string {
	return row(head) + strings.Repeat("|---", len(head)) + "|\n"
}

// cellsOf are a row's cells as source.
func cellsOf(r *minutes.Block) []string {
	all := make([]string, len(r.Blocks))
	for i, c := range r.Blocks {
		all[i] = cell(c.AllText())
	}
	return all
}

// source is the lines of the last minutes that a block stands on.
func (d *draft) source(b *minutes.Block) string {
	from := b.Line - max(d.last.Line, 1)
	to := max(b.EndLine, b.Line) - max(d.last.Line, 1)
	if from < 0 || to >= len(d.lines) {
		return ""
	}
	return strings.TrimRight(strings.Join(d.lines[from:to+1], "\n"), "\n ")
}

// paragraph writes a block of source and a blank line.
func (d *draft) paragraph(source string) {
	if source != "" {
		d.out.WriteString(source + "\n\n")
	}
}
