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
	severity finding.Severity
	found    bool
}

var quirkRow = regexp.MustCompile(`(?m)^\| (content/\S+?):(\d+) \|.*\| (none|error|warning|advice)[^|]*\|$`)

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
	for _, row := range quirkRow.FindAllStringSubmatch(string(page), -1) {
		line, _ := strconv.Atoi(row[2])
		if row[3] != "none" {
			quirks = append(quirks, &quirk{file: row[1], line: line, severity: finding.Severity(row[3])})
		}
	}
	if len(quirks) < 20 {
		t.Fatalf("docs/demo.md lists %d quirks that are found", len(quirks))
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
			t.Errorf("%s:%d: no %s was found", q.file, q.line, q.severity)
		}
	}
}

func listed(quirks []*quirk, f finding.Finding) bool {
	known := false
	for _, q := range quirks {
		if strings.EqualFold(q.file, f.File) && q.severity == f.Severity && q.line <= max(f.Line, 1) && f.Line <= q.line+within {
			q.found, known = true, true
		}
	}
	return known
}
