package build_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"minutebook/internal/build"
	"minutebook/internal/finding"
)

// quirk is one row of docs/demo.md: a place in the demo archive and what check should say of it.
type quirk struct {
	file     string
	line     int
	text     string // that stands there
	severity finding.Severity
	code     finding.Code
	found    bool
}

// quirkRow matches a row: where, what stands there, what it is, and the finding with its rule, or none.
var quirkRow = regexp.MustCompile("(?m)^\\| (content/\\S+?):(\\d+) \\| `(.+?)` \\| .* \\| (?:none|(error|warning|advice): ([a-z-]+)) \\|$")

// within is how many lines below a quirk its finding may stand: an action's update below its row, the
// second half of a sentence below the first.
const within = 8

// Every deliberate quirk of the demo archive is found, and there is no false alarm.
func TestDemoFindings(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "demo.md"))
	if err != nil {
		t.Fatal(err)
	}
	var quirks []*quirk
	rows := quirkRow.FindAllStringSubmatch(string(page), -1)
	for _, row := range rows {
		line, _ := strconv.Atoi(row[2])
		q := &quirk{file: row[1], line: line, text: strings.ReplaceAll(row[3], `\|`, "|"), severity: finding.Severity(row[4]), code: finding.Code(row[5])}
		q.stands(t)
		if q.code != "" {
			quirks = append(quirks, q)
		}
	}
	if len(quirks) < 50 || len(rows) != strings.Count(string(page), "\n| content/") {
		t.Fatalf("docs/demo.md lists %d quirks, of which %d could be read, %d with a finding", strings.Count(string(page), "\n| content/"), len(rows), len(quirks))
	}
	report, err := build.Check(context.Background(), filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if !listed(quirks, f) {
			t.Errorf("false alarm, or docs/demo.md lacks it: %s", f)
		}
	}
	for _, q := range quirks {
		if !q.found {
			t.Errorf("%s:%d: no %s of %s was found", q.file, q.line, q.severity, q.code)
		}
	}
}

// stands wants the text of a quirk on its line.
func (q *quirk) stands(t *testing.T) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(q.file)))
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(string(source), "\n"); q.line > len(lines) || !strings.Contains(lines[q.line-1], q.text) {
		t.Errorf("%s:%d: %q does not stand there", q.file, q.line, q.text)
	}
}

func listed(quirks []*quirk, f finding.Finding) bool {
	known := false
	for _, q := range quirks {
		if strings.EqualFold(q.file, f.File) && q.severity == f.Severity && q.code == f.Code && q.line <= max(f.Line, 1) && f.Line <= q.line+within {
			q.found, known = true, true
		}
	}
	return known
}
