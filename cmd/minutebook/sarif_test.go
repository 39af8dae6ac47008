package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"minutebook/internal/finding"
)

// A finding of every rule and of every shape of place is valid SARIF 2.1.0 and holds no word of a document.
func TestSARIFIsValid(t *testing.T) {
	all := []finding.Finding{
		{File: "content/a b/ü#1.md", Code: "too-large", Severity: finding.Error, Message: "SECRET", Hint: "SECRET"},
		{File: "a:b.md", Line: 3, Code: "no-level", Severity: finding.Error, Message: "SECRET"},
	}
	for i, r := range finding.Rules() {
		all = append(all, finding.Finding{File: "content/x.md", Line: i + 1, Column: 7, Code: r.Code, Severity: r.Severities[0], Message: "SECRET", Hint: "SECRET"})
	}
	for _, list := range [][]finding.Finding{all, nil} {
		var out bytes.Buffer
		if err := writeSARIF(&out, list); err != nil {
			t.Fatal(err)
		}
		if err := validSARIF(out.Bytes()); err != nil {
			t.Error(err)
		}
		if strings.Contains(out.String(), "SECRET") {
			t.Error("SARIF holds what the message says")
		}
	}
}

// The schema is asked in earnest: what it forbids is refused.
func TestBadSARIFIsRefused(t *testing.T) {
	var out bytes.Buffer
	if err := writeSARIF(&out, []finding.Finding{{File: "x.md", Line: 1, Column: 1, Code: "no-level", Severity: finding.Error}}); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{`"startLine": 1`, `"startLine": 0`}, {`"level": "error"`, `"level": "dreadful"`}, {`"ruleId"`, `"rulesId"`}} {
		if bad := strings.ReplaceAll(out.String(), change[0], change[1]); bad == out.String() || validSARIF([]byte(bad)) == nil {
			t.Errorf("%s passes for SARIF", change[1])
		}
	}
}

// validSARIF holds a file against the schema of SARIF 2.1.0 that go-sarif carries. The schema knows no key but
// those of its types.
func validSARIF(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var r sarif.Report
	if err := d.Decode(&r); err != nil {
		return fmt.Errorf("read SARIF: %w", err)
	}
	return r.Validate()
}
