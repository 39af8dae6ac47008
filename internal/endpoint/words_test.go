package endpoint

import (
	"errors"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/internal/wording"
	"minutebook/internal/wordtest"
)

// inEnglish are the words of an archive that says nothing of them, with those of a translation before them.
func inEnglish(t testing.TB, other ...wording.Catalogue) *wording.Words {
	t.Helper()
	return wording.Of("en-GB", append(other, wordtest.English(t).Texts())...)
}

func said(t testing.TB) words { return words{Words: inEnglish(t)} }

// What the catalogue says of a query that is refused is what programs are told.
func TestRefusalsAreInTheCatalogue(t *testing.T) {
	w, h := said(t), handler(t)
	for _, query := range []string{"q=-kind:item+x", "q=kind:item+kind:page", "q=from:2021+after:2020", "q=owner:", "q=from:", "q=from:soon", "q=" + strings.Repeat("a", 201), "q=%ff",
		"q=" + strings.Join(strings.Split("bcdfghjkl", ""), "+"), "q=***", "q=a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z", "size=0", "size=101", "page=x", "page=51", "page=40&size=100", "sort=x", "by=x",
		"kind=x", "status=x", "year=x", "from=x", "from=2021-02-02&to=2021-02-01", "owner=%ff", "q=%zz"} {
		var in struct{ Error string }
		decode(t, get(t, h, "/api/search?"+query).Body.Bytes(), &in)
		if page := get(t, h, "/search?"+query).Body.String(); in.Error == "" || !strings.Contains(page, "<p>"+html.EscapeString(in.Error)+"</p>") {
			t.Errorf("%s: in JSON %q, and on the page\n%s", query, in.Error, page)
		}
	}
	for _, err := range []error{errBusy, errors.New("broken")} {
		if _, why := statusOf(err); w.sentence(why) != why.Sentence {
			t.Errorf("%q is in the catalogue %q", why.Sentence, w.sentence(why))
		}
	}
}

// A site speaks as its folder says, and programs are answered in English.
func TestAnotherLanguage(t *testing.T) {
	welsh := wording.Catalogue{
		"results": {"nothing": "Dim canlyniadau", "found": map[string]any{"one": "{n} canlyniad", "other": "{n} o ganlyniadau"}, "item_of": "{meeting}, eitem {item}", "refused": "Ni chwiliwyd"},
		"refused": {"kind": "Nid oes y fath beth: {kinds}."},
		"kind":    {"item": "Eitem"},
	}
	h := handler(t, func(s *Site) { s.Words = inEnglish(t, welsh) })
	for target, want := range map[string]string{"/search?q=zzz": "Dim canlyniadau", "/search?q=mend": "1 canlyniad", "/search?q=nets": "A_1, eitem 1", "/search?kind=x": "Nid oes y fath beth: meeting, ",
		"/search.csv?kind=x": "Nid oes y fath beth", "/api/search?kind=x": "There is no such kind", "/search.atom?q=nets": `label="Eitem"`, "/api/opensearch?q=nets": `"Eitem"`} {
		if body := get(t, h, target).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s does not say %q: %s", target, want, body)
		}
	}
}

// A folder without words was built before there were any.
func TestAnOlderBuildIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true, func(next string) { withoutWords(t, next) })
	_, err := Open(t.Context(), dir, Options{Admit: anybody})
	if !errors.Is(err, ErrFolder) || !strings.Contains(err.Error(), "built by an older minutebook; build it again") {
		t.Error(err)
	}
}

// Texts that are exchanged with their build are said at once.
func TestWordsAreExchangedWithTheBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f := follow(t, dir, Options{})
	putSite(t, dir, "ropes", true, func(next string) {
		own := inEnglish(t, wording.Catalogue{"results": {"nothing": "Not a thing"}})
		if err := errors.Join(own.Write(next), rewriteManifest(next)); err != nil {
			t.Fatal(err)
		}
	})
	soon(t, "its words", func() bool {
		_, body := replied(f, "/search?q=zzz")
		return strings.Contains(body, "Not a thing")
	})
	if _, err := os.Stat(filepath.Join(dir, wording.File)); err != nil {
		t.Error(err)
	}
}
