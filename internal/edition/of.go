package edition

import (
	"cmp"
	"io/fs"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// Of makes the edition of one site. Sources may come in any order; files is the archive's content folder,
// in which the papers that documents link to are looked up, or nil for none.
func Of(site policy.Site, sources []Source, rules *minutes.Rules, files fs.FS) Edition {
	e := Edition{site: site, kinds: rules.Kinds}
	for _, s := range sources {
		if s.Page != nil && site.Clearance.Permits(s.Page.Level) {
			e.addPage(s, rules)
		}
	}
	e.addMinutes(sources, rules)
	slices.SortFunc(e.pages, func(a, b *minutes.Page) int { return cmp.Compare(a.File, b.File) })
	e.documents, e.findings = standing(e.documents, site.Drafts)
	e.files = linkedFiles(e, files)
	return e
}

func (e *Edition) addPage(s Source, rules *minutes.Rules) {
	text, page, ok := e.reader(rules).redactPage(s, rules)
	if !ok || e.site.Drafts == policy.DraftsNever && draft(page.Front.Version) {
		return
	}
	e.pages = append(e.pages, page)
	e.texts = append(e.texts, Redacted{File: page.File, Text: text})
}

func (e *Edition) reader(rules *minutes.Rules) reader {
	return reader{e.site.Clearance, rules.Policy, e.site.People}
}

// addMinutes cuts documents on every core.
func (e *Edition) addMinutes(sources []Source, rules *minutes.Rules) {
	k := newKeeper(e.reader(rules), rules, e.site, sources)
	read := make([]*Document, len(sources))
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range sources {
		if s.Minutes != nil && e.site.Clearance.Permits(s.Minutes.Classification.Level) {
			work.Go(func() error {
				read[i] = k.document(s)
				return nil
			})
		}
	}
	work.Wait() // no document fails
	k.keep()
	for _, d := range read {
		if d != nil {
			e.documents = append(e.documents, *d)
		}
	}
}

// standing orders versions of each meeting and applies the site's rule for drafts.
func standing(docs []Document, rule policy.Drafts) ([]Document, []finding.Finding) {
	var kept []Document
	var found []finding.Finding
	for _, versions := range byMeeting(docs) {
		if rule == policy.DraftsNever {
			versions = slices.DeleteFunc(versions, func(d Document) bool { return draft(d.Minutes.Meeting.Version) })
		}
		if len(versions) == 0 {
			continue
		}
		found = append(found, ties(versions)...)
		versions[0].Standing = true
		if rule != policy.DraftsKept {
			versions = versions[:1]
		}
		kept = append(kept, versions...)
	}
	return kept, found
}

// byMeeting groups documents by meeting, in order of date and id; within one, the version that stands
// comes first. Two documents of the same version stand in order of their file names.
func byMeeting(docs []Document) [][]Document {
	of := map[string][]Document{}
	for _, d := range docs {
		of[d.Minutes.Meeting.ID] = append(of[d.Minutes.Meeting.ID], d)
	}
	groups := make([][]Document, 0, len(of))
	for _, versions := range of {
		slices.SortFunc(versions, func(a, b Document) int {
			return cmp.Or(-compareVersions(a.Minutes.Meeting.Version, b.Minutes.Meeting.Version),
				cmp.Compare(a.Minutes.File, b.Minutes.File))
		})
		groups = append(groups, versions)
	}
	slices.SortFunc(groups, func(a, b []Document) int {
		x, y := a[0].Minutes.Meeting, b[0].Minutes.Meeting
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.ID, y.ID))
	})
	return groups
}

func ties(versions []Document) []finding.Finding {
	var found []finding.Finding
	for i := 1; i < len(versions); i++ {
		a, b := versions[i-1].Minutes, versions[i].Minutes
		if compareVersions(a.Meeting.Version, b.Meeting.Version) != 0 {
			continue
		}
		found = append(found, finding.Finding{
			File: b.File, Line: 1, Column: 1, Code: "same-version", Severity: finding.Error,
			Message: "this document and " + a.File + " both claim to be " + describe(b.Meeting) + " of " + b.Meeting.ID,
			Hint:    "the first of the two by file name stands; give one of them another version, or remove it",
		})
	}
	return found
}

func describe(m minutes.Meeting) string {
	if m.Version == "" {
		return "the minutes"
	}
	return "version \"" + m.Version + "\""
}
