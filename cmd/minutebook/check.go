package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path"

	"github.com/owenrumney/go-sarif/v3/pkg/report"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"minutebook/internal/build"
	"minutebook/internal/finding"
)

type checkCommand struct {
	Archive string `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	Format  string `help:"How to print: text, json or sarif." enum:"text,json,sarif" default:"text"`
}

func (c *checkCommand) Run(s *streams) error {
	all, err := build.Check(s.ctx, c.Archive)
	if err != nil {
		return err
	}
	switch c.Format {
	case "json":
		err = writeJSON(s.out, all)
	case "sarif":
		err = writeSARIF(s.out, all)
	default:
		err = writeText(s, all)
	}
	if err == nil && finding.Count(all, finding.Error) > 0 {
		return errFound
	}
	return err
}

func writeText(s *streams, all []finding.Finding) error {
	for _, f := range all {
		if _, err := fmt.Fprintln(s.out, f); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(s.err, "%d errors, %d warnings, %d advice\n",
		finding.Count(all, finding.Error), finding.Count(all, finding.Warning), finding.Count(all, finding.Advice))
	return err
}

func writeJSON(w io.Writer, all []finding.Finding) error {
	if all == nil {
		all = []finding.Finding{}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(all)
}

// writeSARIF writes code and position only: a SARIF file is uploaded to places where people read it who
// may not read the documents.
func writeSARIF(w io.Writer, all []finding.Finding) error {
	run := sarif.NewRunWithInformationURI("minutebook", "https://example.invalid/minutebook")
	levels := map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Advice: "note"}
	for _, f := range all {
		run.AddRule(f.Code)
		region := sarif.NewRegion().WithStartLine(max(f.Line, 1)).WithStartColumn(max(f.Column, 1))
		at := sarif.NewPhysicalLocation().WithRegion(region).
			WithArtifactLocation(sarif.NewSimpleArtifactLocation(path.Clean(f.File)))
		run.AddResult(sarif.NewRuleResult(f.Code).WithLevel(levels[f.Severity]).
			WithMessage(sarif.NewTextMessage(f.Code)).
			WithLocations([]*sarif.Location{sarif.NewLocationWithPhysicalLocation(at)}))
	}
	r := report.NewV210Report()
	r.AddRun(run)
	return r.PrettyWrite(w)
}
