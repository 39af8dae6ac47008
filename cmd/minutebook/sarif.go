package main

import (
	"cmp"
	"fmt"
	"io"
	"net/url"
	"path"

	"github.com/owenrumney/go-sarif/v3/pkg/report"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"minutebook/internal/finding"
)

// home is where the rules' pages are, below no real host.
const home = "https://example.invalid/minutebook"

// sarifLevels are the severities as SARIF names them.
var sarifLevels = map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Advice: "note"}

// writeSARIF writes code and position, and the rules' own words, but no word of a document: a SARIF file is
// uploaded to places where people read it who may not read the documents.
func writeSARIF(w io.Writer, all []finding.Finding) error {
	r := report.NewV210Report()
	r.AddRun(sarifRun(all))
	return r.PrettyWrite(w)
}

func sarifRun(all []finding.Finding) *sarif.Run {
	run := sarif.NewRunWithInformationURI("minutebook", home).WithColumnKind("unicodeCodePoints")
	index := map[finding.Code]int{}
	for i, rule := range finding.Rules() {
		index[rule.Code] = i
		run.Tool.Driver.AddRule(sarifRule(rule))
	}
	for _, f := range all {
		rule, _ := finding.RuleOf(f.Code)
		result := sarif.NewRuleResult(string(f.Code)).WithLevel(sarifLevels[f.Severity]).
			WithMessage(sarif.NewTextMessage(cmp.Or(rule.Title, string(f.Code)))).
			WithLocations([]*sarif.Location{sarif.NewLocationWithPhysicalLocation(sarifPlace(f))})
		if i, ok := index[f.Code]; ok {
			result = result.WithRuleIndex(i)
		}
		run.AddResult(result)
	}
	return run
}

func sarifRule(rule finding.Rule) *sarif.ReportingDescriptor {
	text := func(s string) *sarif.MultiformatMessageString { return sarif.NewMultiformatMessageString().WithText(s) }
	return sarif.NewRule(string(rule.Code)).WithDescription(rule.Title).WithFullDescription(text(rule.About)).
		WithHelp(text(rule.Help + " Until then: " + rule.Meanwhile)).
		WithHelpURI(fmt.Sprintf("%s/docs/findings/%s.md", home, rule.Code)).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(sarifLevels[rule.Severities[0]]))
}

// sarifPlace is where a finding stands. One about a file as a whole has no region.
func sarifPlace(f finding.Finding) *sarif.PhysicalLocation {
	file := url.URL{Path: path.Clean(f.File)}
	at := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(file.String()))
	if f.Line == 0 {
		return at
	}
	return at.WithRegion(sarif.NewRegion().WithStartLine(f.Line).WithStartColumn(max(f.Column, 1)))
}
