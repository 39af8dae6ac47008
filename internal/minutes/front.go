package minutes

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"minutebook/internal/finding"
)

// maxFront is the most bytes that front matter may have.
const maxFront = 64 << 10

// fields are the keys of front matter in their canonical order.
func (f *Front) fields() []struct {
	key   string
	value *string
} {
	return []struct {
		key   string
		value *string
	}{
		{"kind", &f.Kind}, {"level", &f.Level}, {"group", &f.Group}, {"number", &f.Number},
		{"document", &f.Document}, {"title", &f.Title}, {"date", &f.Date}, {"start", &f.Start},
		{"end", &f.End}, {"venue", &f.Venue}, {"version", &f.Version}, {"series", &f.Series},
		{"present", &f.Present}, {"members", &f.Members}, {"apologies", &f.Apologies}, {"bodies", &f.Bodies}, {"absent", &f.Absent},
	}
}

// Marshal writes the front matter in its canonical form, with its fences; nothing when nothing is set.
// Reading it back gives f.
func (f Front) Marshal() []byte {
	if f == (Front{}) {
		return nil
	}
	var b bytes.Buffer
	b.WriteString("---\n")
	for _, field := range f.fields() {
		if *field.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", field.key, quoteYAML(*field.value))
		}
	}
	b.WriteString("---\n")
	return b.Bytes()
}

// quoteYAML is s in double quotes, with YAML's escapes for what could end them.
func quoteYAML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029:
			fmt.Fprintf(&b, `\u%04X`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// frontRange finds the front matter: body is what stands between its fences, whole what nobody is shown.
// open says that it is begun and never closed.
func frontRange(src []byte) (body, whole Range, open bool) {
	at := 0
	if bytes.HasPrefix(src, []byte("\uFEFF")) {
		at = len("\uFEFF")
	}
	first, next := lineEnd(src, at)
	if string(bytes.TrimRight(first, " \t")) != "---" {
		return Range{}, Range{}, false
	}
	body.Start = next
	for at = next; at < len(src) && at-body.Start <= maxFront; {
		line, after := lineEnd(src, at)
		if t := string(bytes.TrimRight(line, " \t")); t == "---" || t == "..." {
			body.End = at
			return body, Range{0, after}, false
		}
		at = after
	}
	line, _ := lineEnd(src, next)
	key, _, ok := bytes.Cut(line, []byte(":"))
	return Range{}, Range{}, ok && len(key) > 0 && !bytes.ContainsAny(key, " \t*|[")
}

var (
	almostFence = regexp.MustCompile(`^(?:-{3,}|\+{3,})$`)
	almostKey   = regexp.MustCompile(`^[ \t]*["']?[\pL_][\pL\d_-]*["']?[ \t]*[:=]`)
)

// misplacedFront finds what looks like front matter where none is read: after a blank line, indented, between
// other fences, or a second time. It is the offset of its fence, -1 where there is none.
func misplacedFront(src []byte, from int) int {
	at, line, next := from, []byte(nil), from
	for at = from; at < len(src); at = next {
		if line, next = lineEnd(src, at); strings.TrimSpace(normal(string(line))) != "" {
			break
		}
	}
	if at >= len(src) || next >= len(src) || !almostFence.MatchString(strings.TrimSpace(normal(string(line)))) {
		return -1
	}
	if first, _ := lineEnd(src, next); !almostKey.Match(first) && !bytes.HasPrefix(first, []byte("{")) {
		return -1
	}
	for after := next; after < len(src) && after-next <= maxFront; {
		line, end := lineEnd(src, after)
		switch t := strings.TrimSpace(normal(string(line))); {
		case t == "":
			return -1
		case almostFence.MatchString(t):
			return at
		}
		after = end
	}
	return -1
}

func lineEnd(src []byte, at int) (line []byte, next int) {
	i := bytes.IndexAny(src[at:], "\r\n")
	if i < 0 {
		return src[at:], len(src)
	}
	end := at + i
	if src[end] == '\r' && end+1 < len(src) && src[end+1] == '\n' {
		return src[at:end], end + 2
	}
	return src[at:end], end + 1
}

// IsPage says whether a document's front matter says "kind: page".
func IsPage(src []byte) bool {
	body, _, _ := frontRange(src)
	front, _ := parseFront(src[body.Start:body.End], 0)
	return front.Kind == "page"
}

// readFront reads the front matter of the original; broken says that it could not be understood.
func (r *reader) readFront(src []byte) (front Front, hidden []Range, broken bool) {
	body, whole, open := frontRange(src)
	if open {
		r.say(finding.Error, "front-matter-not-closed", 1, 1, "front matter is begun and not closed",
			"close it with a line of ---; nothing in it is taken")
		return Front{}, nil, true
	}
	if at := misplacedFront(src, whole.End); at >= 0 {
		line, column := r.src.originalPlace(at)
		r.say(finding.Error, "front-matter-misplaced", line, column, "this looks like front matter, but is not read as such",
			"the document is withheld; write one block between lines of --- that starts on the first line")
		broken = true
	}
	if whole.End == 0 {
		return Front{}, nil, broken
	}
	front, findings := parseFront(src[body.Start:body.End], 1)
	for _, f := range findings {
		f.File = r.file
		r.findings = append(r.findings, f)
		broken = broken || f.Severity == finding.Error
	}
	return front, []Range{whole}, broken
}

// plainFront matches front matter of nothing but quoted values on lines of their own, in which brackets
// cannot nest.
var plainFront = regexp.MustCompile(`^(?:[a-z]+: "(?:[^"\\\r\n]|\\.)*"\n)*$`)

// parseFront reads the lines between the fences, of which the first is line above+1 of the file.
func parseFront(body []byte, above int) (front Front, findings []finding.Finding) {
	say := func(s finding.Severity, code finding.Code, line, column int, message, hint string) {
		findings = append(findings, finding.Finding{Line: line + above, Column: column, Code: code,
			Severity: s, Message: message, Hint: hint})
	}
	defer func() {
		if recover() != nil { // the YAML parser met what it did not expect
			front = Front{}
			say(finding.Error, "front-matter-broken", 1, 1, "front matter is not YAML", "write it as key: value lines")
		}
	}()
	if bytes.Count(body, []byte("["))+bytes.Count(body, []byte("{")) > 200 && !plainFront.Match(body) {
		say(finding.Error, "front-matter-broken", 1, 1, "front matter is nested too deeply", "write it as key: value lines")
		return Front{}, findings
	}
	pairs, err := frontPairs(body)
	if err != nil {
		say(finding.Error, "front-matter-broken", 1, 1, "front matter is not YAML: "+yamlMessage(err),
			"write it as key: value lines")
		return Front{}, findings
	}
	c := &frontReader{front: &front, seen: map[string]bool{}, say: say}
	for _, pair := range pairs {
		c.pair(pair)
	}
	c.finish()
	return front, findings
}

func frontPairs(body []byte) ([]*ast.MappingValueNode, error) {
	file, err := parser.ParseBytes(body, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, err
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	if len(file.Docs) > 1 {
		return nil, fmt.Errorf("several documents")
	}
	switch node := file.Docs[0].Body.(type) {
	case *ast.MappingNode:
		return node.Values, nil
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{node}, nil
	case *ast.NullNode, *ast.CommentGroupNode:
		return nil, nil
	}
	return nil, fmt.Errorf("no key: value lines")
}

func scalarText(node ast.Node) (string, bool) {
	switch v := node.(type) {
	case *ast.NullNode:
		return "", true
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return v.Value.Value, true
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	}
	return "", false
}

func yamlMessage(err error) string {
	message, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
	return message
}
