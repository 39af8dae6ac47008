package index

import (
	"errors"
	"strings"
	"testing"
)

func TestUnfold(t *testing.T) {
	for text, want := range map[string]Query{
		"wasps kind:incident":               {Text: "wasps", Kind: "incident"},
		"KIND:action owner:DCC status:open": {Kind: "action", Owner: "DCC", Status: "open"},
		"torn group:PRUG year:2021 baskets": {Text: "torn baskets", Group: "PRUG", Year: "2021"},
		`owner:"Cider House" barn`:          {Text: "barn", Owner: "Cider House"},
		"owner:“Cider House”":               {Owner: "Cider House"},
		"modification:MP88 meeting:PRUG_12": {Modification: "MP88", Meeting: "PRUG_12"},
		"from:2021":                         {From: "2021-01-01"},
		"to:2021":                           {To: "2021-12-31"},
		"after:2021":                        {From: "2022-01-01"},
		"before:2021":                       {To: "2020-12-31"},
		"after:2020-02 before:2021-05-24":   {From: "2020-03-01", To: "2021-05-23"},
		"from:2024-02 to:2024-02":           {From: "2024-02-01", To: "2024-02-29"},
		`"kind:action"`:                     {Text: `"kind:action"`},
		"note: this 12:30 http://x":         {Text: "note: this 12:30 http://x"},
		`a  "b  c"`:                         {Text: `a  "b  c"`},
	} {
		got, err := Query{Text: text}.Unfold()
		if err != nil || got != want {
			t.Errorf("%s is\n    %+v, %v\nnot %+v", text, got, err, want)
		}
		if again, err := got.Unfold(); err != nil || again != got {
			t.Errorf("%s unfolds twice into %+v, %v", text, again, err)
		}
	}
}

func TestUnfoldRefuses(t *testing.T) {
	for _, text := range []string{"kind:", "-kind:action", "wasps -owner:DCC", "owner: DCC", `owner:""`, "kind:action kind:item", "after:May", "before:2021-13", "from:0000", "to:9999", "year: 2021", "from:2021 after:2018", "before:2019 to:2021"} {
		var wrong *QueryError
		if q, err := (Query{Text: text}).Unfold(); !errors.As(err, &wrong) || !strings.HasSuffix(wrong.Sentence, ".") {
			t.Errorf("%s unfolds into %+v, %v", text, q, err)
		}
	}
}

// A qualifier does what the field of the same name does, and goes before it.
func TestQualifiersSearch(t *testing.T) {
	x := orchard(t)
	for text, same := range map[string]string{
		"torn kind:action":    "torn; kind=action",
		"coverage group:ladc": "coverage; group=LADC",
		"owner:Grower":        "; owner=Grower",
		"torn year:2020":      "torn; year=2020",
		"after:2021-06-07":    "; from=2021-06-08",
	} {
		if got, want := found(t, x, text), found(t, x, same); got != want {
			t.Errorf("%s finds %s, not %s", text, got, want)
		}
	}
	r, err := x.Search(t.Context(), Query{Text: "kind:action torn", Kind: "meeting"})
	if err != nil || r.Query.Kind != "action" || r.Query.Text != "torn" || r.Total != 1 {
		t.Errorf("%+v of %+v, %v", r.Total, r.Query, err)
	}
	r, err = x.Search(t.Context(), Query{Owner: "grower", Modification: "orcm 88", Meeting: "prug12", Group: "none"})
	if q := r.Query; err != nil || q.Owner != "Grower" || q.Meeting != "PRUG_12" || q.Group != "none" {
		t.Errorf("%+v, %v", q, err)
	}
	if r, err = x.Search(t.Context(), Query{All: true, Page: 7, Size: 3}); err != nil || len(r.Hits) != x.rows || r.Pages != 1 {
		t.Errorf("%d hits of all, %d pages, %v", len(r.Hits), r.Pages, err)
	}
}
