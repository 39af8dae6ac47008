package index

import (
	"html/template"
	"slices"
	"strings"
	"testing"
)

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"PRUG 12/CONF 02":          "prug 12 conf 2",
		"prug_12/conf2":            "prug 12 conf 2",
		"INC000000004711":          "inc 4711",
		"MP122A":                   "mp 122 a",
		"The DCC's members' don’t": "the dcc members dont",
		"Café ÉCOLE":               "cafe ecole",
		"12,902 of 0 and 000":      "12 902 of 0 and 0",
		"a\u200bb\x00c":            "a b c",
		"<b>x</b>":                 "b x b",
		"…—“”":                     "",
		"ﹰ":                        "",
	} {
		if got := strings.Join(terms(text), " "); got != want {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	}
}

func TestRunsStandWhereTheyAre(t *testing.T) {
	text := "The Café’s INC0007, \"quoted\""
	var got []string
	for _, r := range runs(text) {
		got = append(got, text[r.start:r.end])
	}
	if want := []string{"The", "Café’s", "INC", "0007", "quoted"}; !slices.Equal(got, want) {
		t.Errorf("runs are %q, want %q", got, want)
	}
}

func TestLongRunsAreCut(t *testing.T) {
	for _, r := range terms(strings.Repeat("é", 500) + " " + strings.Repeat("界", 500)) {
		if len(r) > maxRun || len(r) < maxRun-3 {
			t.Errorf("a term of %d bytes", len(r))
		}
	}
}

func TestKeys(t *testing.T) {
	for id, want := range map[string][]string{
		"PRUG 12/01":      {"prug 12 1", "12 1"},
		"INC000000004711": {"inc 4711", "4711"},
		"12/01":           {"12 1"},
		"about":           nil,
	} {
		if got := keys(id); !slices.Equal(got, want) {
			t.Errorf("%s has the keys %q, want %q", id, got, want)
		}
	}
}

func TestSnippet(t *testing.T) {
	text := "The nets are dry. A <b>wasp</b> & the wasps' nest, at 12/01. No. 4 is torn.\nThe last line"
	long := strings.Repeat("one two three four ", 30) + "wasps " + strings.Repeat("five six ", 60)
	for _, c := range []struct{ name, text, query, want string }{
		{"the sentence with the match", text, "torn", "No. 4 is <mark>torn</mark>."},
		{"markup is text", text, "wasp", "A &lt;b&gt;<mark>wasp</mark>&lt;/b&gt; &amp; the <mark>wasps</mark>&#39; nest, at 12/01."},
		{"an id in its spelling", text, "12/1", "A &lt;b&gt;wasp&lt;/b&gt; &amp; the wasps&#39; nest, at <mark>12/01</mark>."},
		{"a phrase", text, `"the last"`, "<mark>The last</mark> line"},
		{"a phrase is no stem", text, `"net"`, "The nets are dry."},
		{"no match is the first sentence", text, "barn", "The nets are dry."},
		{"no text", "", "barn", ""},
		{"no query", text, "", "The nets are dry."},
		{"controls and directions are dropped", "a\u202eb\x07c\td", "", "abc d"},
	} {
		if got := string(snippetOf(t, c.text, c.query)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	got := string(snippetOf(t, long, "wasps"))
	if !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") || !strings.Contains(got, " <mark>wasps</mark> ") || len(got) > maxSnippet+30 {
		t.Errorf("a long sentence is cut to %s", got)
	}
}

func snippetOf(t *testing.T, text, query string) template.HTML {
	t.Helper()
	clauses, err := parse(query)
	if err != nil {
		t.Fatal(err)
	}
	p := (&Index{}).newPlan(clauses)
	return snippet(text, p.patterns, p.hints())
}

func TestSuggest(t *testing.T) {
	x := orchard(t)
	for typed, want := range map[string]string{
		"prug 12/0":  "PRUG_12 | PRUG 12/01 | PRUG 12/CONF 02 | PRUG_12 item 1 | PRUG_12 item 2",
		"prug12":     "PRUG_12 | PRUG 12/01 | PRUG 12/CONF 02 | PRUG_12 item 1 | PRUG_12 item 2",
		"PRUG 12/1":  "PRUG 12/01",
		"47":         "INC000000004711",
		"prug1201":   "PRUG 12/01",
		"was":        "INC000000004711 | PRUG_13 item 3",
		"basket cou": "",
		"count bas":  "PRUG 12/01",
		"orcm 88":    "MP88",
		"abou":       "about",
		"":           "",
		"\xff":       "",
		"zzz":        "",
	} {
		var got []string
		for _, s := range x.Suggest(typed) {
			got = append(got, s.ID)
		}
		if strings.Join(got, " | ") != want {
			t.Errorf("%q is completed to %q, want %q", typed, strings.Join(got, " | "), want)
		}
	}
	if s := x.Suggest("MP88"); len(s) != 1 || s[0] != (Suggestion{"MP88", "modification", "MP88 'Rungs'", "/modifications/mp88/"}) {
		t.Errorf("MP88 is completed to %+v", s)
	}
	if all := x.Suggest("1"); len(all) != maxSuggestions {
		t.Errorf("%d completions of a letter", len(all))
	}
}
