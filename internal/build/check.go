package build

import (
	"context"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
)

// Report is what is wrong or doubtful in an archive, for the people who may read all of it.
type Report struct {
	Findings []finding.Finding // sorted
	Texts    map[string]string // the sources, by file name
	Rules    *minutes.Rules
}

// Check looks for what is wrong in each document, and between the documents of each site's edition.
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
	all := [][]finding.Finding{sources.Findings}
	for _, s := range a.Rules.Policy.Sites {
		all = append(all, edition.Of(s, sources.Documents, a.Rules, nil).Findings())
	}
	for _, d := range sources.Documents {
		r.Texts[d.File()] = string(d.Text)
	}
	r.Findings = merge(all...)
	return r, nil
}
