package build

import (
	"context"

	"minutebook/internal/archive"
	"minutebook/internal/check"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
)

// Report is what is wrong or doubtful in an archive, for the people who may read all of it.
type Report struct {
	Findings []finding.Finding // sorted
	Texts    map[string]string // the sources, by file name
	Rules    *minutes.Rules
}

// Check looks for what is wrong in each document and between them, as one who may read all of them.
// Nothing is written.
func Check(ctx context.Context, dir string) (Report, error) {
	a, err := archive.Open(dir)
	if err != nil {
		return Report{}, err
	}
	defer a.Close()
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return Report{}, err
	}
	r := Report{Texts: map[string]string{}, Rules: a.Rules}
	became, err := fatesOf(a, sources)
	if err != nil {
		return Report{}, err
	}
	for _, d := range sources.Documents {
		r.Texts[d.File()] = string(d.Text)
	}
	r.Findings = merge(sources.Findings, check.Findings(sources.Documents, a.Rules, a.Files()), became.findings(a))
	return r, nil
}
