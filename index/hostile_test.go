package index

import (
	"context"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"go.uber.org/goleak"
	"golang.org/x/tools/txtar"
)

// Each archive of a property is built and opened, which takes its time; MINUTEBOOK_SOAK draws many.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if os.Getenv("MINUTEBOOK_SOAK") == "" && !asked {
		if err := flag.Set("rapid.checks", "25"); err != nil {
			panic(err)
		}
	}
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction(analysisWorker))
}

// analysisWorker is a goroutine that bleve starts when it is linked in and never ends.
const analysisWorker = "github.com/blevesearch/bleve_index_api.AnalysisWorker"

func orchard(t testing.TB) *Index {
	t.Helper()
	a, err := txtar.ParseFile("testdata/search/orchard.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return open(t, documentsIn(t, a))
}

// Whatever is typed is answered, or refused with a sentence, and at once.
func TestHostile(t *testing.T) {
	x := orchard(t)
	refused := map[string]Query{
		"too long":          {Text: strings.Repeat("a", 201)},
		"10 KB":             {Text: strings.Repeat("word ", 2000)},
		"invalid UTF-8":     {Text: "wasp\xff\xfe"},
		"nine words":        {Text: "b c d e f g h j k"},
		"many parts":        {Text: strings.Repeat("a1", 13)},
		"page below one":    {Page: -1},
		"page beyond":       {Page: 1_000_000_000},
		"unknown kind":      {Kind: "parcel"},
		"unknown status":    {Status: "late"},
		"unknown order":     {Sort: "size"},
		"year of letters":   {Year: "MMXX"},
		"no such day":       {From: "2021-02-29"},
		"from after to":     {From: "2021-02-02", To: "2021-02-01"},
		"group of bytes":    {Group: "\xff"},
		"owner of a novel":  {Owner: strings.Repeat("x", 1000)},
		"signs alone":       {Text: "*** ??? ~~~"},
		"a quote alone":     {Text: `"`},
		"two quotes alone":  {Text: `""`},
		"a minus alone":     {Text: "-"},
		"minuses alone":     {Text: "---"},
		"a pattern alone":   {Text: "/.*/"},
		"a direction alone": {Text: "\u202e\u202d"},
	}
	for name, q := range refused {
		_, err := x.Search(context.Background(), q)
		var wrong *QueryError
		if !errors.As(err, &wrong) || !strings.HasSuffix(wrong.Sentence, ".") {
			t.Errorf("%s: %v is no sentence for the reader", name, err)
		}
	}
	answered := []string{"", " \t ", "\x00", "wasp\u202e", "nu* nu* nu*", "wasp~2 ^9 +a -b", "/.*a/", "a OR b AND NOT c", "kind:action",
		`"wasps`, "ﬁre ½ ٣", strings.Repeat("é", 100), strings.Repeat("1", 200), "'s 's's '", "<b>&amp;", "ﹰ a"}
	for _, text := range answered {
		if _, err := x.Search(context.Background(), Query{Text: text}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A search that is out of time says so to the reader; one whose reader left says so to the caller.
func TestOutOfTime(t *testing.T) {
	x := orchard(t)
	late, stop := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer stop()
	var wrong *QueryError
	if _, err := x.Search(late, Query{Text: "wasps"}); !errors.As(err, &wrong) {
		t.Errorf("a late search: %v", err)
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if _, err := x.Search(gone, Query{Text: "wasps"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that nobody waits for: %v", err)
	}
}

// FuzzSearch types anything: the answer is results or a sentence, the clauses stay in their bounds and
// snippets stay text.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"wasps", `-"torn baskets" 12/conf 02`, "INC4711 MP88", "“a” b", "a\xffb", "<script>wasps", "ﬃ2'’s"} {
		f.Add(seed)
	}
	x := orchard(f)
	f.Fuzz(func(t *testing.T, text string) {
		clauses, err := parse(text)
		if len(withoutStopWords(clauses)) > maxClauses || len(clauses) > maxTerms || err == nil && len(clauses) == 0 && strings.TrimFunc(text, isBlank) != "" {
			t.Errorf("%d clauses, %v", len(clauses), err)
		}
		for _, c := range clauses {
			if c.start < 0 || c.end > len(text) || c.start >= c.end || len(c.terms) == 0 {
				t.Errorf("clause %+v", c)
			}
		}
		r, err := x.Search(context.Background(), Query{Text: text})
		var wrong *QueryError
		if err != nil && !errors.As(err, &wrong) {
			t.Error(err)
		}
		for _, h := range r.Hits {
			checkMarkup(t, string(h.Snippet))
		}
		x.Suggest(text)
	})
}

// FuzzSnippet marks anything in anything: only <mark> is markup, and the words stay.
func FuzzSnippet(f *testing.F) {
	f.Add("The <b>wasps</b> & the barn.", "wasps")
	f.Add(strings.Repeat("word ", 100)+"Wasp’s nest", "wasp nest")
	f.Add("a\u202eb\x00c 12/01", "12/1")
	f.Fuzz(func(t *testing.T, text, words string) {
		var patterns []pattern
		for _, w := range terms(cut(words, maxText)) {
			patterns = append(patterns, pattern{terms: []string{w}, root: stem(w)}, pattern{terms: []string{w, w}})
		}
		got := string(snippet(text, patterns, hintsOf(patterns)))
		checkMarkup(t, got)
		if len(strings.NewReplacer("<mark>", "", "</mark>", "", "&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'").Replace(got)) > maxSnippet+10 {
			t.Errorf("long: %q", got)
		}
	})
}

func checkMarkup(t *testing.T, snippet string) {
	t.Helper()
	plain := strings.NewReplacer("<mark>", "", "</mark>", "").Replace(snippet)
	if strings.ContainsAny(plain, "<>\"'\x00\u202e") || !utf8.ValidString(snippet) ||
		strings.Count(snippet, "<mark>") != strings.Count(snippet, "</mark>") {
		t.Errorf("unsafe snippet %q", snippet)
	}
}
