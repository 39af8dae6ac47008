package site

import (
	"path"

	"minutebook/internal/prose"
	"minutebook/internal/register"
)

// dataset is a view of a register as schema.org describes data.
type dataset struct {
	Context      string     `json:"@context"`
	Type         string     `json:"@type"`
	Name         string     `json:"name"`
	Description  string     `json:"description"`
	URL          string     `json:"url"`
	Language     string     `json:"inLanguage"`
	Coverage     string     `json:"temporalCoverage,omitempty"` // "2024-07-16/2026-06-17"
	Distribution []download `json:"distribution"`
}

// download is one file of a dataset.
type download struct {
	Type   string `json:"@type"`
	Format string `json:"encodingFormat"`
	URL    string `json:"contentUrl"`
}

var formats = map[string]string{".csv": "text/csv", ".json": "application/json"}

// dataset describes the data of a view; "" where there are none, on a site that nobody may search from outside, and on one
// that has no address of its own.
func (b *builder) dataset(p registerPage, v *register.View) string {
	if len(p.Files) == 0 || len(v.Records) == 0 || b.policy.Restricted(b.record.Site) || b.absolute(v.Path) == "" {
		return ""
	}
	d := dataset{Context: "https://schema.org/", Type: "Dataset", Name: b.words.Say("register.dataset", "title", p.Title, "site", b.look.Title),
		Description: b.words.Say("register.dataset_about", "count", p.Count, "site", b.look.Title),
		URL:         b.absolute(v.Path), Language: b.look.Language, Coverage: b.coverage()}
	for _, f := range b.data[v.Base()] {
		d.Distribution = append(d.Distribution, download{"DataDownload", formats[path.Ext(f)], b.absolute("/data/" + f)})
	}
	return jsonLD(d)
}

// coverage is the time of all meetings of the edition; "" where none has a date.
func (b *builder) coverage() string {
	first, last := "", ""
	for _, m := range b.record.Meetings {
		if d := dateOf(m); prose.IsDay(d) {
			if first == "" || d < first {
				first = d
			}
			last = max(last, d)
		}
	}
	if first == "" {
		return ""
	}
	return first + "/" + last
}
