package build

import (
	"context"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
)

// Check says what is wrong or doubtful in the sources of an archive, sorted: in each document, and between
// the documents of each site's edition. Nothing is written.
func Check(ctx context.Context, dir string) ([]finding.Finding, error) {
	a, err := archive.Open(dir)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return nil, err
	}
	all := [][]finding.Finding{sources.Findings}
	for _, s := range a.Rules.Policy.Sites {
		all = append(all, edition.Of(s, sources.Documents, a.Rules, nil).Findings())
	}
	return merge(all...), nil
}
