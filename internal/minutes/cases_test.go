package minutes

import (
	"flag"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/google/go-cmp/cmp"
	"os"
)

var update = flag.Bool("update", false, "rewrite the dumps of the cases")

// testCase is one quirk: a sentence that says what is shown, which parts of the result show it, a document
// and the dump of those parts. Lines such as "actions: PATTERN" replace a rule of the defaults.
type testCase struct {
	archive *txtar.Archive
	name    string // of the document
	source  string
	show    []string
	rules   *Rules
	want    string
}

func caseInput(t *testing.T, path string) testCase {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) == 0 {
		t.Fatalf("%s holds no document", path)
	}
	c := testCase{archive: a, name: a.Files[0].Name, source: string(a.Files[0].Data), rules: DefaultRules()}
	for _, line := range strings.Split(string(a.Comment), "\n") {
		if show, ok := strings.CutPrefix(line, "show: "); ok {
			c.show = strings.Fields(show)
		}
	}
	c.rules = caseRules(t, string(a.Comment))
	if len(a.Files) > 1 {
		c.want = string(a.Files[1].Data)
	}
	return c
}

// caseRules are the default rules with those that a case states, a line each: "actions: PATTERN", "open: WORD, WORD",
// "closed: WORD, WORD", "updates: WORD, WORD".
func caseRules(t *testing.T, comment string) *Rules {
	t.Helper()
	rules := DefaultRules()
	open, closed := rules.Statuses.Open, rules.Statuses.Closed
	for _, line := range strings.Split(comment, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "actions":
			rules.ActionIDs = []ActionShape{shape(t, value)}
		case "open":
			open = strings.Split(value, ", ")
		case "closed":
			closed = strings.Split(value, ", ")
		case "updates":
			rules.Updates = strings.Split(value, ", ")
		}
	}
	var err error
	if rules.Statuses, err = NewStatuses(open, closed); err != nil {
		t.Fatal(err)
	}
	return rules
}

func shape(t testing.TB, pattern string) ActionShape {
	t.Helper()
	s, err := NewActionShape(regexp.MustCompile(pattern))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			c := caseInput(t, path)
			got := dump(Parse(c.name, []byte(c.source), c.rules), c.rules, c.show)
			if *update {
				c.archive.Files = append(c.archive.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(path, txtar.Format(c.archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

// dump prints the parts of a result that a case asks for, one fact a line.
func dump(m *Minutes, rules *Rules, show []string) string {
	d := &dumper{}
	for _, part := range show {
		switch part {
		case "meeting":
			g := m.Meeting
			d.line("meeting %s group=%s (%s) number=%s document=%s", g.ID, g.Group, g.GroupName, g.Number, g.Document)
			d.line("  %q %s %s-%s at %q version=%q series=%q", g.Title, g.Date, g.Start, g.End, g.Venue, g.Version, g.Series)
		case "level":
			d.line("level %s written=%q statement=%q line %d", rules.Policy.Name(m.Classification.Level),
				m.Classification.Written, m.Classification.Statement, m.Classification.Line)
			if c := m.Classification; c.Strictest != c.Level {
				d.line("  in its parts %s", rules.Policy.Name(c.Strictest))
			}
			for _, p := range m.Portions {
				d.line("  portion %s lines %d-%d item %q", rules.Policy.Name(p.Level), p.From, p.To, p.Item)
			}
		case "people":
			d.people("present", m.Attendance)
			d.people("apologies", m.Apologies)
		case "next":
			for _, n := range m.Next {
				d.line("next %s %q", n.Date, n.Series)
			}
		case "items":
			d.items(m.Items, "")
		case "blocks":
			d.blocks(m.Preamble, "")
			d.itemBlocks(m.Items)
		case "actions":
			d.actions("raised", m.Raised)
			d.actions("updated", m.Updated)
		case "decisions":
			for _, x := range m.Decisions {
				d.line("%d:%d item %s %s: %s", x.Line, x.Column, x.Item, x.Verb, x.Text)
			}
		case "references":
			for _, r := range m.References {
				s := r.Block.Text()[r.Sentence.Start:r.Sentence.End]
				d.line("%d:%d item %s %s %s %q in %q", r.Line, r.Column, r.Item, r.Kind, r.ID, r.Written, strings.TrimSpace(s))
			}
		case "subjects":
			for _, s := range append(m.Incidents, m.Modifications...) {
				d.line("%s %s spelt=%v title=%q parent=%q occurred=%q", s.Kind, s.ID, s.Spelt, s.Title, s.Parent, s.Occurred)
			}
		case "glossary":
			for _, g := range m.Glossary {
				d.line("%d %s = %s", g.Line, g.Term, g.Expansion)
			}
		case "findings":
			for _, f := range m.Findings {
				d.line("%s", f)
			}
		default:
			d.line("cannot show %s", part)
		}
	}
	return d.String()
}

type dumper struct{ strings.Builder }

func (d *dumper) line(format string, args ...any) {
	d.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

func (d *dumper) people(label string, all []Attendee) {
	for _, a := range all {
		member := "guest"
		if a.Member {
			member = "member"
		}
		d.line("%s %q of %q role=%q for=%q items=%v %s", label, a.Name, a.Representing, a.Role, a.AlternateFor, a.Items, member)
	}
}

func (d *dumper) items(items []*Item, indent string) {
	for _, it := range items {
		d.line("%s%s %s (line %d, %d blocks, %d in the tail)", indent, it.Number, it.Title, it.Line, len(it.Blocks), len(it.Tail))
		d.items(it.Items, indent+"  ")
	}
}

func (d *dumper) itemBlocks(items []*Item) {
	for _, it := range items {
		d.line("item %s", it.Number)
		d.blocks([]*Block{it.Head}, "  ")
		d.blocks(it.Blocks, "  ")
		d.itemBlocks(it.Items)
		if len(it.Tail) > 0 {
			d.line("tail of %s", it.Number)
			d.blocks(it.Tail, "  ")
		}
	}
}

func (d *dumper) blocks(all []*Block, indent string) {
	for _, b := range all {
		role := ""
		if b.Role != RoleNone {
			role = " [" + string(b.Role) + "]"
		}
		d.line("%s%d-%d %s%s %s %s", indent, b.Line, b.EndLine, b.Kind, role, b.Marker, spans(b.Spans))
		d.blocks(b.Blocks, indent+"  ")
	}
}

func spans(all []Span) string {
	var s strings.Builder
	for _, sp := range all {
		style := ""
		for _, flag := range []struct {
			on   bool
			name string
		}{{sp.Strong, "b"}, {sp.Emph, "i"}, {sp.Code, "c"}, {sp.Strike, "s"}, {sp.Under, "u"}, {sp.Sub, "sub"}, {sp.Sup, "sup"},
			{sp.Break, "br"}, {sp.Joined, "joined"}, {sp.Href != "", "href=" + sp.Href}, {sp.Image != "", "image=" + sp.Image}} {
			if flag.on {
				style += "/" + flag.name
			}
		}
		fmt.Fprintf(&s, "%q%s@%d:%d ", sp.Text, style, sp.Line, sp.Column)
	}
	return s.String()
}

func (d *dumper) actions(label string, all []Action) {
	for _, a := range all {
		d.line("%s %s %d:%d item %s written=%q %v status=%s", label, a.ID, a.Line, a.Column, a.Item, a.Written, a.Owners, a.Status)
		d.line("  %q raised=%q due=%q meeting=%q target=%q revised=%q", a.Text, a.Raised, a.Due, a.DueMeeting, a.Target, a.Revised)
		if a.Update != "" {
			d.line("  update %q", a.Update)
		}
	}
}
