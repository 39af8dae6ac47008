package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"minutebook/internal/build"
	"minutebook/internal/finding"
	"minutebook/internal/lexer"
	"minutebook/internal/prose"
)

type checkCommand struct {
	Archive string `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	Against string `help:"A former build: say which of its addresses the next one would drop." placeholder:"OUT" type:"existingdir"`
	Format  string `help:"How to print: text, json or sarif." enum:"text,json,sarif" default:"text"`
}

func (c *checkCommand) Run(s *streams) error {
	report, err := build.Check(s.ctx, c.Archive)
	if err != nil {
		return err
	}
	if c.Against != "" {
		dropped, err := build.Against(s.ctx, c.Archive, c.Against)
		if err != nil {
			return err
		}
		report.Findings = append(report.Findings, dropped...)
		finding.Sort(report.Findings)
	}
	all := report.Findings
	switch c.Format {
	case "json":
		err = writeJSON(s.out, all)
	case "sarif":
		err = writeSARIF(s.out, all)
	default:
		err = writeText(s, report)
	}
	if err == nil && finding.Count(all, finding.Error) > 0 {
		return errFound
	}
	return err
}

// writeText writes a line for each finding; on a terminal each file's findings stand in its source.
func writeText(s *streams, r build.Report) error {
	var err error
	if terminal(s.out) {
		err = writeInSource(s.out, r)
	} else {
		for _, f := range r.Findings {
			_, err = fmt.Fprintln(s.out, f)
		}
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.err, "%s, %s, %d advice\n", prose.Count(finding.Count(r.Findings, finding.Error), "error", "errors"),
		prose.Count(finding.Count(r.Findings, finding.Warning), "warning", "warnings"), finding.Count(r.Findings, finding.Advice))
	return err
}

func writeInSource(w io.Writer, r build.Report) error {
	for rest := r.Findings; len(rest) > 0; {
		file := rest[0].File
		n := 0
		for n < len(rest) && rest[n].File == file {
			n++
		}
		if _, err := fmt.Fprintf(w, "%s\n", file); err != nil {
			return err
		}
		if err := lexer.Terminal(w, r.Texts[file], r.Rules, rest[:n], lexer.View{Colour: coloured(w), Context: 1}); err != nil {
			return err
		}
		rest = rest[n:]
	}
	return nil
}

// terminal says whether somebody is looking.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// coloured says whether somebody is looking who wants colours; see no-color.org.
func coloured(w io.Writer) bool { return terminal(w) && os.Getenv("NO_COLOR") == "" }

func writeJSON(w io.Writer, all []finding.Finding) error {
	if all == nil {
		all = []finding.Finding{}
	}
	return writeIndented(w, all)
}

func writeIndented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
