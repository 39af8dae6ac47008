package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var fewWords = []string{"apple", "barn", "cider", "dusk", "elm"}

// anyDocuments draws documents of few words, so that queries find some of them.
func anyDocuments(t *rapid.T) []Document {
	docs := make([]Document, rapid.IntRange(0, 40).Draw(t, "documents"))
	pick := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "value") }
	for i := range docs {
		docs[i] = Document{
			ID: fmt.Sprintf("X %d", i), Kind: pick(Kinds()...), URL: fmt.Sprintf("/%d/", i), Title: pick(fewWords...),
			Date: pick("", "2020-12-31", "2021-01-01", "2021-06-07", "2022-02-02"), Group: pick("", "G", "H"),
			Status: pick("", "open", "closed", "unknown"),
			Owners: rapid.SliceOfN(rapid.SampledFrom([]string{"P", "Q", "R"}), 0, 3).Draw(t, "owners"),
			Text:   strings.Join(rapid.SliceOfN(rapid.SampledFrom(fewWords), 0, 4).Draw(t, "text"), " "),
		}
	}
	return docs
}

func anyQuery(t *rapid.T) Query {
	maybe := func(of ...string) string { return rapid.SampledFrom(append(of, "", "")).Draw(t, "asked") }
	return Query{
		Text: maybe(fewWords...), Kind: maybe("item", "action"), Group: maybe("G", "H", "none"), Status: maybe("open", "closed"),
		Owner: maybe("P", "Q", "nobody"), Year: maybe("2020", "2021", "1999"), From: maybe("2021-01-01"), To: maybe("2021-12-31"),
		Sort: Sort(maybe("date")),
	}
}

// passes says by looking at the document alone whether it answers the query, one facet aside.
func passes(d Document, q Query, aside string) bool {
	for _, name := range Facets() {
		if asked := q.facet(name); name != aside && asked != "" && !slices.Contains(valuesOf(d, name), asked) {
			return false
		}
	}
	inDates := q.From == "" && q.To == "" || d.Date != "" && d.Date >= q.From && (q.To == "" || d.Date <= q.To)
	return inDates && (q.Text == "" || strings.Contains(d.Title+" "+d.Text, q.Text))
}

func valuesOf(d Document, name string) []string {
	return distinct(map[string][]string{FacetKind: {d.Kind}, FacetGroup: {d.Group}, FacetStatus: {d.Status},
		FacetOwner: slices.Clone(d.Owners), FacetYear: {yearOf(d.Date)}, FacetModification: slices.Clone(d.Modifications)}[name])
}

// The total, and every count of every facet, are those of looking at each document.
func TestCounts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		docs := anyDocuments(r)
		x := open(t, docs)
		for range 5 {
			q := anyQuery(r)
			res, err := x.Search(context.Background(), q)
			if err != nil {
				r.Fatal(err)
			}
			compareCounts(r, docs, q, res)
		}
	})
}

func compareCounts(t *rapid.T, docs []Document, q Query, res Results) {
	total := 0
	for _, d := range docs {
		if passes(d, q, "") {
			total++
		}
	}
	if res.Total != total {
		t.Fatalf("%+v: total %d, want %d", q, res.Total, total)
	}
	for _, name := range Facets() {
		want := map[string]int{}
		for _, d := range docs {
			if passes(d, q, name) {
				for _, v := range valuesOf(d, name) {
					want[v]++
				}
			}
		}
		for _, v := range res.Facets[name] {
			if v.Count != want[v.Value] || v.Count == 0 && v.Value != q.facet(name) {
				t.Fatalf("%+v: %s %s counts %d, want %d", q, name, v.Value, v.Count, want[v.Value])
			}
			delete(want, v.Value)
		}
		if len(want) > 0 {
			t.Fatalf("%+v: %s lacks %v", q, name, want)
		}
	}
}

// Whoever chooses a value finds what it counted, of several words as well: all that is found, or all that has all the words.
func TestAValueLeadsToWhatItCounts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x := open(t, anyDocuments(r))
		q := anyQuery(r)
		q.Text = strings.Join(rapid.SliceOfN(rapid.SampledFrom(fewWords), 2, 3).Draw(r, "words"), " ")
		res, err := x.Search(context.Background(), q)
		if err != nil {
			r.Fatal(err)
		}
		for _, name := range Facets() {
			for _, v := range res.Facets[name] {
				chosen := q
				*chosen.field(name) = v.Value
				found, err := x.Search(context.Background(), chosen)
				if err != nil || found.Total != v.Count && found.Full != v.Count {
					r.Fatalf("%+v: %s %s counts %d and leads to %d, %d of them whole; %v", q, name, v.Value, v.Count, found.Total, found.Full, err)
				}
			}
		}
	})
}

// Where a filter leaves what has some of the words, the other values still count what they lead to, which has all.
func TestCountsBesideWhatHasSomeWords(t *testing.T) {
	var docs []Document
	for i, d := range []struct{ kind, text string }{{"decision", "apple"}, {"decision", "barn"}, {"action", "apple"}, {"action", "barn"},
		{"action", "apple barn"}, {"action", "apple barn"}, {"action", "apple barn"}, {"action", "apple barn"}, {"action", "barn apple"}} {
		docs = append(docs, Document{ID: fmt.Sprint("X ", i), Kind: d.kind, URL: fmt.Sprint("/", i), Text: d.text})
	}
	r, err := open(t, docs).Search(t.Context(), Query{Text: "apple barn", Kind: "decision"})
	if want := []Value{{"action", 5}, {"decision", 2}}; err != nil || !r.Partly || !slices.Equal(r.Facets[FacetKind], want) {
		t.Errorf("partly %v, %v, want %v; %v", r.Partly, r.Facets[FacetKind], want, err)
	}
}

// All pages together are every hit once, in the order that the query asks for.
func TestPages(t *testing.T) {
	var docs []Document
	for i := range 3*PageSize + 7 {
		docs = append(docs, Document{ID: fmt.Sprintf("X %02d", i), Kind: "item", URL: fmt.Sprintf("/%d/", i), Title: "Barn",
			Date: fmt.Sprintf("2021-0%d-01", 1+i%5)})
	}
	x := open(t, docs)
	for _, sort := range []Sort{SortRelevance, SortDate} {
		var got, want []string
		for page := 1; page <= 5; page++ {
			r, err := x.Search(context.Background(), Query{Text: "barn", Sort: sort, Page: page})
			if err != nil || r.Total != len(docs) || r.Pages != 4 || r.Page != page {
				t.Fatalf("page %d: total %d, pages %d, %v", page, r.Total, r.Pages, err)
			}
			for _, h := range r.Hits {
				got = append(got, h.ID)
			}
		}
		for _, d := range sorted(docs) {
			want = append(want, d.ID)
		}
		if !slices.Equal(got, want) { // all have the same score, so date and id decide
			t.Errorf("by %s:\n got %v\nwant %v", sort, got, want)
		}
	}
}
