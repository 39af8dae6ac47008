package main

import (
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"minutebook/index"
)

// bare is bleve as its manual shows it: the same fields, its own analysis of English, and its own Search with facets and
// highlights.
type bare struct{ bleve.Index }

func bareMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = en.AnalyzerName
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range []string{"title", "text"} {
		words := bleve.NewTextFieldMapping()
		words.IncludeInAll = false
		doc.AddFieldMappingsAt(f, words)
	}
	for _, f := range append([]string{"id", "alias", "date"}, index.Facets()...) {
		value := bleve.NewTextFieldMapping()
		value.Analyzer, value.IncludeInAll = keyword.Name, false
		doc.AddFieldMappingsAt(f, value)
	}
	for _, f := range []string{"url", "meeting"} {
		stored := bleve.NewTextFieldMapping()
		stored.Index, stored.DocValues, stored.IncludeInAll = false, false, false
		doc.AddFieldMappingsAt(f, stored)
	}
	m.DefaultMapping = doc
	return m
}

func buildBare(dir string, docs []index.Document) error {
	b, err := bleve.NewBuilder(dir, bareMapping(), map[string]any{"buildPathPrefix": filepath.Dir(dir)})
	if err != nil {
		return err
	}
	for i, d := range docs {
		err := b.Index(number(i), map[string]any{"title": d.Title, "text": d.Text, "id": d.ID, "alias": d.Aliases, "date": d.Date,
			"kind": d.Kind, "group": groupsOf(d), "status": d.Status, "owner": d.Owners, "year": yearOf(d), "modification": d.Modifications,
			"url": d.URL, "meeting": d.Meeting})
		if err != nil {
			return err
		}
	}
	return b.Close()
}

func openBare(dir string) (engine, error) {
	x, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	return bare{x}, err
}

func (b bare) ask(q question) (int, error) {
	r := bleve.NewSearchRequestOptions(query.NewConjunctionQuery(append(q.filters(""), q.bare())), shown, 0, false)
	r.Fields = []string{"title", "id", "kind", "date", "url", "meeting", "group", "status", "owner"}
	if q.byDate {
		r.SortBy([]string{"-date", "_id"})
	}
	if !q.plain {
		r.Fields = append(r.Fields, "text")
		r.Highlight = bleve.NewHighlightWithStyle("html")
		r.Highlight.AddField("text")
		for _, f := range index.Facets() {
			r.AddFacet(f, bleve.NewFacetRequest(f, 100))
		}
	}
	res, err := b.Search(r)
	if err != nil {
		return 0, err
	}
	return int(res.Total), b.others(q)
}

// others counts, for each facet that the question filters by, under the other filters alone.
func (b bare) others(q question) error {
	for _, f := range q.filtered() {
		r := bleve.NewSearchRequestOptions(query.NewConjunctionQuery(append(q.filters(f), q.bare())), 0, 0, false)
		r.AddFacet(f, bleve.NewFacetRequest(f, 100))
		if _, err := b.Search(r); err != nil {
			return err
		}
	}
	return nil
}

// bare is the question without its filters.
func (q question) bare() query.Query {
	switch {
	case q.id != "":
		t := query.NewTermQuery(q.id)
		t.SetField("id")
		return t
	case len(q.words) == 0:
		return query.NewMatchAllQuery()
	case q.phrase:
		p := query.NewMatchPhraseQuery(q.text()[1 : len(q.text())-1])
		p.SetField("text")
		return p
	}
	var all []query.Query
	for _, word := range q.words {
		title, text := query.NewMatchQuery(word), query.NewMatchQuery(word)
		title.SetField("title")
		title.SetBoost(2)
		text.SetField("text")
		all = append(all, query.NewDisjunctionQuery([]query.Query{title, text}))
	}
	if len(all) == 1 {
		return all[0]
	}
	return query.NewConjunctionQuery(all)
}

// filtered are the facets that the question restricts.
func (q question) filtered() []string {
	var all []string
	if q.kind != "" {
		all = append(all, index.FacetKind)
	}
	if q.year != "" {
		all = append(all, index.FacetYear)
	}
	return all
}

// filters are the restrictions but the one by the facet without.
func (q question) filters(without string) []query.Query {
	var all []query.Query
	for _, f := range q.filtered() {
		if f == without {
			continue
		}
		t := query.NewTermQuery(map[string]string{index.FacetKind: q.kind, index.FacetYear: q.year}[f])
		t.SetField(f)
		t.SetBoost(0)
		all = append(all, t)
	}
	return all
}
