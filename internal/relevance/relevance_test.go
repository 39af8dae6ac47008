package relevance

import (
	"errors"
	"flag"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/index"
)

var update = flag.Bool("update", false, "raise the figures to what is reached now")

const figuresFile = "judged/figures.txt"

// TestNeverLower holds the search to what it reached before, on the demo archive and, where they stand beside the
// project, on the minutes of the acceptance. With -v it says what each query lacks.
func TestNeverLower(t *testing.T) {
	demo, acceptance, err := Sets()
	if err != nil {
		t.Fatal(err)
	}
	figures := readFigures(t)
	t.Run("demo", func(t *testing.T) { measure(t, figures, "demo", demo, filepath.Join("..", "..")) })
	t.Run("acceptance", func(t *testing.T) {
		measure(t, figures, "acceptance", acceptance, acceptanceArchive(t))
	})
	if *update {
		if err := os.WriteFile(figuresFile, []byte(figures.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readFigures(t *testing.T) Figures {
	text, err := os.ReadFile(figuresFile)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFigures(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func acceptanceArchive(t *testing.T) string {
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "acceptance", "OPSG_49_2405.md"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the minutes of the acceptance are not here")
	}
	dir := t.TempDir()
	if err := errors.Join(err, os.Mkdir(filepath.Join(dir, "content"), 0o755),
		os.WriteFile(filepath.Join(dir, "content", "OPSG_49_2405.md"), text, 0o644)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func measure(t *testing.T, figures Figures, name string, s Set, archive string) {
	content, err := Content(t.Context(), archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range s.Unknown(content.Documents) {
		t.Error(u)
	}
	r, err := Measure(t.Context(), open(t, content), s)
	if err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	r.Explain(&told)
	t.Logf("success@1 of ids %.4f, nDCG@10 of words %.4f\n%s", r.IDs, r.Words, told.String())
	if *update {
		figures.Raise(name, r)
	}
	for _, l := range figures.Lower(name, r) {
		t.Error(l)
	}
}

func open(t *testing.T, c index.Content) *index.Index {
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := index.Build(dir, c); err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// TestEnoughIsJudged holds the sets to their size.
func TestEnoughIsJudged(t *testing.T) {
	demo, acceptance, err := Sets()
	if err != nil {
		t.Fatal(err)
	}
	ids := 0
	for _, q := range demo.Queries {
		if q.Class == IDs {
			ids++
		}
	}
	if len(demo.Queries) < 60 || ids < 25 || len(acceptance.Queries) < 40 {
		t.Errorf("%d queries over the demo, %d of them ids, %d over the acceptance", len(demo.Queries), ids, len(acceptance.Queries))
	}
}

func TestMistakesOfASetHaveALine(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "x: there is no query",
		"3 item A item 1":                       "x:1: an answer stands before the first query",
		"phrase | a":                            `x:1: a query is of class "phrase"`,
		"ids | a\n3 meeting A_1\n\nids | a":     "x:4: this query stands in line 1 already",
		"# note\nids | a\n4 meeting A_1":        "x:3: this is neither a query nor an answer",
		"ids | a\n3 meeting":                    "x:2: this is neither a query nor an answer",
		"ids | a\n3 meeting A_1\n1 meeting A_1": "x:3: meeting A_1 is judged twice",
		"ids | a\n2 meeting A_1":                "x:1: the query has no answer of grade 3",
		"ids | a\n2 meeting A_1\nids | b\n3 meeting B": "x:1: the query has no answer of grade 3",
	} {
		if _, err := Parse("x", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %s", text, err, want)
		}
	}
}

func TestNDCG(t *testing.T) {
	a, b, c, no := Document{"item", "A"}, Document{"item", "B"}, Document{"item", "C"}, Document{"item", "no"}
	answers := map[Document]int{a: 3, b: 2, c: 1}
	ideal := 7 + 3/math.Log2(3) + 1/math.Log2(4)
	for _, tc := range []struct {
		hits []Document
		want float64
	}{
		{nil, 0},
		{[]Document{a, b, c}, 1},
		{[]Document{a, b, c, no}, 1},
		{[]Document{no, a}, 7 / math.Log2(3) / ideal},
		{[]Document{a, a, a}, 7 / ideal}, // what comes twice gains once
		{append(make([]Document, 10), a), 0},
	} {
		if got := ndcg(tc.hits, answers); math.Abs(got-tc.want) > 1e-9 {
			t.Errorf("%v: %f, want %f", tc.hits, got, tc.want)
		}
	}
	many := map[Document]int{}
	var hits []Document
	for _, id := range strings.Fields("a b c d e f g h i j k l") {
		many[Document{"item", id}] = 3
		hits = append(hits, Document{"item", id})
	}
	if got := ndcg(hits, many); math.Abs(got-1) > 1e-9 { // no more than ten are looked at
		t.Errorf("twelve right answers in any order: %f", got)
	}
}

// TestWhatStandsFirstCounts looks at ids: the offer where there is one, else the first hit.
func TestWhatStandsFirstCounts(t *testing.T) {
	right, wrong := Document{"action", "A 1/01"}, Document{"action", "A 1/02"}
	q := Query{Class: IDs, Answers: map[Document]int{right: 3, wrong: 2}}
	for _, tc := range []struct {
		offer *Document
		hits  []Document
		want  float64
	}{
		{nil, nil, 0},
		{nil, []Document{right}, 1},
		{nil, []Document{wrong, right}, 0},
		{&right, []Document{wrong}, 1},
		{&wrong, []Document{right}, 0},
	} {
		if got := (Answer{Query: q, Offer: tc.offer, Hits: tc.hits}).score(); got != tc.want {
			t.Errorf("%v then %v: %f, want %f", tc.offer, tc.hits, got, tc.want)
		}
	}
}

func TestFiguresOnlyRise(t *testing.T) {
	f, err := ParseFigures("demo ids 0.900\ndemo words 0.800\nacceptance ids 1.000\nacceptance words 0.500\n")
	if err != nil {
		t.Fatal(err)
	}
	r := Report{IDs: 0.85, Words: 0.8129}
	if low := f.Lower("demo", r); len(low) != 1 || !strings.Contains(low[0], "ids of the set demo is 0.8500; it was 0.900") {
		t.Error(low)
	}
	f.Raise("demo", r)
	if got, want := f.String(), "demo ids 0.900\ndemo words 0.812\nacceptance ids 1.000\nacceptance words 0.500\n"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
