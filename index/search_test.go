package index

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the searches find into the test cases")

// A file of testdata/search holds documents and cases: a name, an indented query, and the ids of its hits in
// order, indented and separated by " | ". A query may have filters behind a semicolon: "wasps; kind=item".
func TestSearch(t *testing.T) {
	files, err := filepath.Glob("testdata/search/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { testSearchFile(t, file) })
	}
}

func testSearchFile(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	x := open(t, documentsIn(t, archive))
	cases := &archive.Files[1]
	var out bytes.Buffer
	lines := strings.Split(strings.TrimSpace(string(cases.Data)), "\n")
	for i := 0; i+1 < len(lines); i += 3 {
		got := found(t, x, strings.TrimSpace(lines[i+1]))
		fmt.Fprintf(&out, "%s\n%s\n\t%s\n", lines[i], lines[i+1], got)
		if want := strings.TrimSpace(lines[min(i+2, len(lines)-1)]); got != want && !*update {
			t.Errorf("%s\n query %s\n found %s\n  want %s", lines[i], lines[i+1], got, want)
		}
	}
	if *update {
		cases.Data = out.Bytes()
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// found are the ids of a query's hits, in order, or what is wrong with the query.
func found(t *testing.T, x *Index, text string) string {
	t.Helper()
	r, err := x.Search(context.Background(), queryOf(text))
	if err != nil {
		return "error: " + err.Error()
	}
	var ids []string
	for _, h := range r.Hits {
		ids = append(ids, h.ID)
	}
	if len(ids) != min(r.Total, PageSize) {
		t.Errorf("%s: %d hits of %d", text, len(ids), r.Total)
	}
	out := strings.Join(ids, " | ")
	if r.Partly {
		out = "partly: " + out
	}
	if r.Suggestion != "" {
		out = "did you mean " + r.Suggestion + ": " + out
	}
	return strings.TrimSpace(out)
}

func queryOf(text string) Query {
	text, filters, _ := strings.Cut(text, "; ")
	q := Query{Text: strings.TrimSuffix(text, ";")}
	for _, f := range strings.Fields(filters) {
		name, value, _ := strings.Cut(f, "=")
		switch name {
		case "kind":
			q.Kind = value
		case "group":
			q.Group = value
		case "status":
			q.Status = value
		case "owner":
			q.Owner = value
		case "year":
			q.Year = value
		case "from":
			q.From = value
		case "to":
			q.To = value
		case "sort":
			q.Sort = Sort(value)
		default:
			panic("no such filter: " + name)
		}
	}
	return q
}

func documentsIn(t testing.TB, a *txtar.Archive) []Document {
	t.Helper()
	var docs []Document
	if err := json.Unmarshal(a.Files[0].Data, &docs); err != nil {
		t.Fatal(err)
	}
	return docs
}

func open(t testing.TB, docs []Document) *Index {
	t.Helper()
	return openContent(t, Content{Documents: docs})
}

func openContent(t testing.TB, c Content) *Index {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Build(dir, c); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}
