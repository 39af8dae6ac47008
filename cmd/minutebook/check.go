package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"minutebook/internal/archive"
	"minutebook/internal/build"
	"minutebook/internal/finding"
	"minutebook/internal/lexer"
	"minutebook/internal/prose"
	"minutebook/internal/vetting"
)

type checkCommand struct {
	Archive string `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	Against string `help:"A former build: say which of its addresses the next one would drop." placeholder:"OUT" type:"existingdir"`
	Format  string `help:"How to print: text, json or sarif." enum:"text,json,sarif" default:"text"`

	Site       string `help:"Check only what this site may show, and print no word of it: for logs and reports that others read." placeholder:"NAME"`
	Repository string `help:"Who may read the repository that holds the archive: refuse all but private, if the policy has levels that may not be online." placeholder:"VISIBILITY"`
}

func (c *checkCommand) Run(s *streams) error {
	if c.Site != "" && c.Against != "" {
		return usageError("--against and --site do not go together: what is dropped may be above the site")
	}
	if err := c.refusePublic(); err != nil {
		return err
	}
	report, err := c.check(s)
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

func (c *checkCommand) check(s *streams) (build.Report, error) {
	if c.Site == "" {
		return build.Check(s.ctx, c.Archive)
	}
	found, err := vetting.Findings(s.ctx, c.Archive, c.Site)
	return build.Report{Findings: found}, byPosition(err)
}

// errPublic is the cause when more people may read a repository than its archive allows.
var errPublic = errors.New("a repository that everybody may read")

// refusePublic takes every word but private for a repository that people read who were never asked.
func (c *checkCommand) refusePublic() error {
	if c.Repository == "" || c.Repository == "private" {
		return nil
	}
	a, err := archive.Open(c.Archive)
	if err != nil {
		return byPosition(err)
	}
	defer a.Close()
	if !vetting.Closed(a.Rules) {
		return nil
	}
	return fmt.Errorf("%w (%s) cannot hold this archive: its policy has levels that may not be online; make the repository private, or begin a new one whose policy has online levels alone", errPublic, c.Repository)
}

// writeText writes a line for each finding; on a terminal each file's findings stand in its source.
func writeText(s *streams, r build.Report) error {
	var err error
	if r.Rules != nil && terminal(s.out) {
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
