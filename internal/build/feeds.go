package build

import (
	"minutebook/internal/calendar"
	"minutebook/internal/feed"
	"minutebook/internal/generation"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// feeds writes the feeds and calendars into the web root, and says which there are.
func (b *builder) feeds(r *record.Record, www *generation.Folder) ([]site.Feed, error) {
	look, levels := b.look(), b.archive.Rules.Policy
	feeds, err := feed.Write(feed.Options{Record: r, Policy: levels, Words: look.Words, Title: look.Title, Language: look.Language, Kinds: look.Kinds}, www)
	if err != nil {
		return nil, err
	}
	calendars, err := calendar.Write(calendar.Options{Record: r, Policy: levels, Words: look.Words, Title: look.Title}, www)
	if err != nil {
		return nil, err
	}
	var all []site.Feed
	for _, f := range feeds {
		all = append(all, site.Feed{Link: site.Link{Text: f.Title, Href: f.Path}, Page: f.Page, About: f.About})
	}
	for _, c := range calendars {
		all = append(all, site.Feed{Link: site.Link{Text: c.Title, Href: c.Path}, Page: c.Page, Calendar: true})
	}
	return all, nil
}
