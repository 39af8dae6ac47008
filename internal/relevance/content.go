package relevance

import (
	"context"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/hit"
	"minutebook/internal/record"
)

// Content is what the index is made of for the site that reads most of the archive in dir, without its pages.
func Content(ctx context.Context, dir string) (index.Content, error) {
	a, err := archive.Open(dir)
	if err != nil {
		return index.Content{}, err
	}
	defer a.Close()
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return index.Content{}, err
	}
	sites := a.Rules.Policy.Sites
	return hit.Content(record.Link(edition.Of(sites[len(sites)-1], sources.Documents, a.Rules, a.Files())), a.Words).Whole()
}
