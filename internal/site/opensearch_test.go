package site

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

func TestOpenSearch(t *testing.T) {
	for title, want := range map[string][2]string{
		"Bee minutes":                       {"Bee minutes", "Bee minutes"},
		"Minutes of the <Keepers> & others": {"Minutes of the", "Minutes of the <Keepers> & others"},
		strings.Repeat("é", 60):             {strings.Repeat("é", 16), strings.Repeat("é", 48)},
		"Exactly16letters and":              {"Exactly16letters", "Exactly16letters and"},
	} {
		out := empty(t)
		b := newBuilder(Options{Record: searched("https://bees.example/book/"), Look: Look{Title: title, Words: wordtest.English(t)}})
		if err := b.writeOpenSearch(out); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(out.Dir(), "opensearch.xml"))
		if err != nil {
			t.Fatal(err)
		}
		var got openSearch
		if err := xml.Unmarshal(data, &got); err != nil {
			t.Fatalf("%v: %s", err, data)
		}
		if got.ShortName != want[0] || got.LongName != want[1] || utf8.RuneCountInString(got.ShortName) > 16 {
			t.Errorf("%q: %q, %q", title, got.ShortName, got.LongName)
		}
		if got.URL.Type != "text/html" || got.URL.Template != "https://bees.example/book/search?q={searchTerms}" {
			t.Errorf("%+v", got.URL)
		}
	}
}

// A site that does not know its own address cannot tell a browser where it is.
func TestNoOpenSearchWithoutAddress(t *testing.T) {
	out := empty(t)
	if err := newBuilder(Options{Record: searched(""), Look: Look{Words: wordtest.English(t)}}).writeOpenSearch(out); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(out.Dir()); len(entries) > 0 {
		t.Error(entries)
	}
}

// searched is the empty record of a site at an address.
func searched(at string) *record.Record {
	p := policy.Default()
	s, _ := p.Site("parties")
	s.URL = at
	return record.Link(edition.Of(s, nil, &minutes.Rules{Policy: p}, nil))
}
