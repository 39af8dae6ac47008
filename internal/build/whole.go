package build

import (
	"context"
	"errors"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// Whole is an archive as its secretary knows it, for the commands that help to write it. No site is made of it.
type Whole struct {
	Rules  *minutes.Rules
	Record *record.Record // of every document whose level can be told
	// Untold are the files of the minutes whose level cannot be told, by the id of their meeting: nothing of them is in
	// the record.
	Untold map[string]string

	sources []edition.Source
}

// ReadWhole reads an archive, which may have no documents yet.
func ReadWhole(ctx context.Context, dir string) (*Whole, error) {
	a, err := archive.Open(dir)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	sources, err := a.Read(ctx, nil)
	if err != nil && !errors.Is(err, archive.ErrNoMinutes) {
		return nil, err
	}
	w := &Whole{Rules: a.Rules, Untold: map[string]string{}, sources: sources.Documents}
	for _, s := range w.sources {
		if s.Minutes != nil && s.Minutes.Classification.Level == policy.Untold {
			w.Untold[s.Minutes.Meeting.ID] = s.File()
		}
	}
	levels := a.Rules.Policy.Levels()
	w.Record = w.Readable(levels[len(levels)-1])
	return w, nil
}

// Readable is the record of what the readers of a level may read.
func (w *Whole) Readable(l policy.Level) *record.Record {
	site := policy.Site{Clearance: policy.ClearedTo(l), Drafts: policy.DraftsUntilFinal, People: policy.PeopleNames}
	return record.Link(edition.Of(site, w.sources, w.Rules, nil))
}
