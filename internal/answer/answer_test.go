package answer

import (
	"encoding/csv"
	"encoding/json"
	"html/template"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"minutebook/index"
)

func found() index.Results {
	return index.Results{Total: 4, Took: time.Second, Page: 1, Pages: 1, Partly: true, Suggestion: "ropes",
		Query:  index.Query{Text: "ropas", Kind: "action", Modification: "MP88", Sort: index.SortDate, By: index.ByMeeting, Page: 1, Size: 5},
		Offers: []index.Hit{{ID: "MP88", Kind: "modification", Title: "MP88: Rungs", URL: "/modifications/mp88/"}},
		Groups: []index.Group{{Meeting: "A_1", Title: "A_1, 3 May 2021", URL: "/meetings/a-1/", Date: "2021-05-03", Shown: 1, Total: 3}, {Shown: 1, Total: 1}},
		Hits: []index.Hit{
			{ID: "A 1/01", Kind: "action", Title: "A 1/01: Mend <nets>", URL: "/actions/a-1-01/", Date: "2021-05-03", Meeting: "A_1", Group: "A", Status: "open",
				Owners: []string{"B & C", "D"}, Snippet: `<mark>Mend</mark> the &lt;mark&gt; &amp; &#34;ropes&#34;.`},
			{ID: "about", Kind: "page", Title: "=cmd", URL: "/about/"}},
		Facets: map[string][]index.Value{index.FacetKind: {{Value: "action", Count: 1}}}}
}

func TestJSON(t *testing.T) {
	const want = `{
 "total": 4,
 "took_ms": 1.235,
 "page": 1,
 "pages": 1,
 "hits": [
  {
   "id": "A 1/01",
   "kind": "action",
   "title": "A 1/01: Mend \u003cnets\u003e",
   "url": "/actions/a-1-01/",
   "date": "2021-05-03",
   "meeting": "A_1",
   "within": null,
   "group": "A",
   "status": "open",
   "owners": [
    "B \u0026 C",
    "D"
   ],
   "snippet": "\u003cmark\u003eMend\u003c/mark\u003e the \u0026lt;mark\u0026gt; \u0026amp; \u0026#34;ropes\u0026#34;."
  },
  {
   "id": "about",
   "kind": "page",
   "title": "=cmd",
   "url": "/about/",
   "date": null,
   "meeting": null,
   "within": null,
   "group": null,
   "status": null,
   "owners": [],
   "snippet": ""
  }
 ],
 "facets": {
  "group": [],
  "kind": [
   {
    "value": "action",
    "count": 1
   }
  ],
  "modification": [],
  "owner": [],
  "status": [],
  "year": []
 },
 "suggestion": "ropes",
 "query": {
  "text": "ropas",
  "kind": "action",
  "modification": "MP88",
  "sort": "date",
  "by": "meeting",
  "page": 1,
  "size": 5
 },
 "offers": [
  {
   "id": "MP88",
   "kind": "modification",
   "title": "MP88: Rungs",
   "url": "/modifications/mp88/",
   "status": null
  }
 ],
 "groups": [
  {
   "meeting": "A_1",
   "title": "A_1, 3 May 2021",
   "url": "/meetings/a-1/",
   "date": "2021-05-03",
   "shown": 1,
   "total": 3
  },
  {
   "meeting": null,
   "title": null,
   "url": null,
   "date": null,
   "shown": 1,
   "total": 1
  }
 ],
 "full": 0,
 "partly": true
}`
	if diff := cmp.Diff(want, printed(t, Of(found()).Took(1234567*time.Nanosecond))); diff != "" {
		t.Error(diff)
	}
}

// Nothing found is empty lists and nulls; what nobody measured is not there.
func TestJSONOfNothing(t *testing.T) {
	got, err := json.Marshal(Of(index.Results{Page: 1}))
	const want = `{"total":0,"page":1,"pages":0,"hits":[],"facets":{"group":[],"kind":[],"modification":[],"owner":[],"status":[],"year":[]},` +
		`"suggestion":null,"query":{"text":""},"offers":[],"groups":null,"full":0,"partly":false}`
	if diff := cmp.Diff(want, string(got)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got, err := json.Marshal(Suggestions(nil)); string(got) != "[]" || err != nil {
		t.Errorf("%s %v", got, err)
	}
}

func printed(t *testing.T, v any) string {
	t.Helper()
	got, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func TestCSV(t *testing.T) {
	var b strings.Builder
	if err := WriteCSV(&b, found().Hits); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"id", "kind", "title", "url", "date", "meeting", "within", "group", "status", "owners", "snippet"},
		{"A 1/01", "action", "A 1/01: Mend <nets>", "/actions/a-1-01/", "2021-05-03", "A_1", "", "A", "open", "B & C; D", `Mend the <mark> & "ropes".`},
		{"about", "page", "'=cmd", "/about/", "", "", "", "", "", "", ""}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if columns := reflect.TypeFor[Hit]().NumField(); columns != len(want[0]) {
		t.Errorf("a hit has %d fields in JSON and %d in CSV", columns, len(want[0]))
	}
}

// A table has all rows from the first on, whatever page was asked for.
func TestRows(t *testing.T) {
	rows, err := Rows(func(q index.Query) (index.Results, error) {
		if !q.All || q.By != index.ByNothing || q.Text != "nets" {
			t.Errorf("asked for %+v", q)
		}
		return index.Results{Hits: []index.Hit{{ID: "a"}, {ID: "b"}}}, nil
	}, index.Query{Text: "nets", Page: 7, By: index.ByMeeting, Size: 3})
	if err != nil || len(rows) != 2 || rows[1].ID != "b" {
		t.Errorf("%v, %v", rows, err)
	}
	wrong := &index.QueryError{Sentence: "No."}
	if _, err := Rows(func(index.Query) (index.Results, error) { return index.Results{}, wrong }, index.Query{}); err != wrong {
		t.Error(err)
	}
}

func TestRepeats(t *testing.T) {
	for snippet, want := range map[string]bool{"": false, "Mend <mark>nets</mark> &amp; ropes.": true, "Mend nets": true, "Mend boats": false, " ": false} {
		if got := Repeats(index.Hit{Title: "A 1/01: Mend nets & ropes.", Snippet: template.HTML(snippet)}); got != want {
			t.Errorf("%q repeats the title: %v", snippet, got)
		}
	}
}
