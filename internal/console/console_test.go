package console

import (
	"encoding/json"
	"flag"
	"html"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"minutebook/index"
)

var update = flag.Bool("update", false, "rewrite what is expected")

// Each file of testdata has a view, results, and what is printed, where ESC stands for the escape character.
func TestWrite(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil || len(a.Files) != 3 {
				t.Fatal("a case is a view, results and what is printed", err)
			}
			var v View
			var r index.Results
			for i, into := range []any{&v, &r} {
				if err := json.Unmarshal(a.Files[i].Data, into); err != nil {
					t.Fatal(a.Files[i].Name, err)
				}
			}
			v.Address = func(path string) string { return "https://minutes.example" + path }
			got := strings.ReplaceAll(printed(t, v, r), "\x1b", "ESC")
			if *update {
				a.Files[2].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(a.Files[2].Data), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func printed(t interface{ Fatal(...any) }, v View, r index.Results) string {
	var b strings.Builder
	if err := v.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// own are the escape sequences of this package.
var own = regexp.MustCompile("\x1b\\[(?:1|1;7|1;33|0)m")

// words are what minutes may hold: several scripts and directions, wide and combining characters, escapes, and whatever else.
var words = rapid.OneOf(rapid.String(), rapid.StringMatching(`(?s)[a-z ]{0,200}`), rapid.SampledFrom([]string{"", "\x1b[31mred\x1b[0m", "\u009b31m", "\x07\x08\r\n\x00",
	"a\u202eb\u2066c", "שלום עולם", "東京都議会の議事録", "e\u0301\u0301\u0301", "👩‍👩‍👧‍👦 family", "\xff\xfe", "</mark><mark>", strings.Repeat("漢", 90)}))

// Whatever the minutes hold, a terminal obeys nothing but colours of our own, no line is wider than it, and no word of a
// hit is lost.
func TestNothingIsObeyed(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		word := func(name string) string { return words.Draw(r, name) }
		sentence := word("sentence")
		h := index.Hit{ID: word("id"), Kind: word("kind"), Title: word("title"), URL: word("url"), Date: word("date"), Meeting: word("meeting"),
			Status: word("status"), Owners: []string{word("owner"), word("owner")},
			Snippet: template.HTML("<mark>" + html.EscapeString(sentence) + "</mark> " + html.EscapeString(word("rest")))}
		v := View{Width: rapid.IntRange(-1, 120).Draw(r, "width"), Facets: true, Site: word("site"), Others: []string{word("site")}}
		res := index.Results{Total: 2, Page: 1, Pages: 2, Hits: []index.Hit{h, h}, Offers: []index.Hit{h}, Suggestion: word("suggestion"),
			Groups: []index.Group{{Title: word("title"), URL: word("url"), Shown: 2, Total: 7}},
			Facets: map[string][]index.Value{index.FacetOwner: {{Value: word("value"), Count: 1}}}}
		plain := printed(r, v, res)
		v.Colour = true
		coloured := printed(r, v, res)
		if diff := cmp.Diff(plain, own.ReplaceAllString(coloured, "")); diff != "" {
			r.Fatalf("colours change what is said:\n%s", diff)
		}
		for line := range strings.Lines(plain) {
			line = strings.TrimSuffix(line, "\n")
			if i := strings.IndexFunc(line, obeyed); i >= 0 {
				r.Fatalf("a terminal would obey %q", line)
			}
			if wide := uniseg.StringWidth(line); wide > max(v.Width, 20) && !strings.HasSuffix(line, Clean(h.URL)) && !strings.HasSuffix(line, Clean(res.Groups[0].URL)) {
				r.Fatalf("%d columns of %d: %q", wide, v.Width, line)
			}
		}
		if said := squeezed(h.Title) + squeezed(h.ID); !strings.Contains(squeezed(plain), squeezed(h.Title)) || !strings.Contains(squeezed(plain), squeezed(h.ID)) {
			r.Fatalf("%q is not said in %q", said, plain)
		}
	})
}

func obeyed(r rune) bool { return unicode.IsControl(r) || upright(r) != r }

// squeezed is a text without blanks, which may have become ends of lines.
func squeezed(s string) string { return strings.Join(strings.Fields(Clean(s)), "") }

func TestForPrograms(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		want := map[string]string{"text": strings.ToValidUTF8(words.Draw(r, "text"), "\ufffd")}
		data, err := json.Marshal(want)
		if err != nil {
			r.Fatal(err)
		}
		shown := JSON(data)
		var got map[string]string
		if err := json.Unmarshal(shown, &got); err != nil || got["text"] != want["text"] {
			r.Fatalf("%q became %q, %v", want, got, err)
		}
		for _, text := range []string{string(shown), strings.NewReplacer("\r", "", "\n", "", "\t", "").Replace(string(CSV([]byte(want["text"]))))} {
			if strings.IndexFunc(text, obeyed) >= 0 {
				r.Fatalf("a terminal would obey %q", text)
			}
		}
	})
}
