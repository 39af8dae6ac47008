package audit

import (
	"crypto/sha256"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

type remembered map[string][]byte

func (m remembered) Load(name string) []byte { return m[name] }

func (m remembered) Store(name string, data func() []byte) { m[name] = data() }

// archived is an archive that is audited again and again, and the folder of its public site.
type archived struct {
	t      *testing.T
	dir    string
	docs   map[string]string
	memory remembered
}

func (a *archived) options() Options {
	rules := minutes.DefaultRules()
	var sources []edition.Source
	for name, text := range a.docs {
		sources = append(sources, edition.Source{Minutes: minutes.Parse(name, []byte(text), rules), Text: []byte(text)})
	}
	clear, _ := rules.Policy.Level("Clear")
	e := edition.Of(policy.Site{Name: "public", Clearance: policy.ClearedTo(clear), People: policy.PeopleNames}, sources, rules, nil)
	return Options{Sources: sources, Edition: e, Rules: rules, Stems: index.Stems, Key: index.Key, Remember: true}
}

func site(n byte) [sha256.Size]byte { return [sha256.Size]byte{n} }

// audited is an archive of which an audit has found nothing, with a page for each sentence of the open document, and for texts that
// nobody says.
func audited(t *testing.T, more ...string) *archived {
	t.Helper()
	a := &archived{t, t.TempDir(), map[string]string{"content/0.md": open, "content/1.md": closed}, remembered{}}
	write(t, filepath.Join(a.dir, "www", "open.html"), "<p>"+open+"</p>")
	for _, text := range more {
		write(t, filepath.Join(a.dir, "www", "more.html"), text)
	}
	s := Withheld(a.options())
	s.PermitOwn(Own{})
	r, err := s.Search(a.dir, none)
	if err != nil || len(r.Leaks) > 0 {
		t.Fatalf("found %v, %v", r.Leaks, err)
	}
	if _, err := s.SearchStems(func(visit func(place, stem string)) error { visit("index", "quicksand"); return nil }); err != nil {
		t.Fatal(err)
	}
	s.Keep(a.memory, func() [sha256.Size]byte { return site(1) })
	return a
}

// goOn updates the audit; whole says that it cannot, or finds something.
func (a *archived) goOn(from byte, changed ...string) (u *Update, whole bool) {
	a.t.Helper()
	u, ok, err := GoOn(a.options(), a.memory, site(from), changed, func() (Own, error) { return Own{}, nil })
	if err != nil {
		a.t.Fatal(err)
	}
	if !ok {
		return nil, true
	}
	if u.Secrets == nil {
		return u, false
	}
	r, err := u.Secrets.SearchFiles(a.dir, append(changed, u.Files...), nil, none)
	if err != nil {
		a.t.Fatal(err)
	}
	return u, len(r.Leaks) > 0 || a.holdsSuspects(u)
}

// holdsSuspects searches the whole folder, and the stems that audited showed, for what is left of an update.
func (a *archived) holdsSuspects(u *Update) bool {
	if u.Suspects == nil {
		return false
	}
	r, err := u.Suspects.Search(a.dir, none)
	if err != nil {
		a.t.Fatal(err)
	}
	stems, err := u.Suspects.SearchStems(func(visit func(place, stem string)) error { visit("index", "quicksand"); return nil })
	if err != nil {
		a.t.Fatal(err)
	}
	return len(r.Leaks)+len(stems) > 0
}

const others = `This document is classified as **Red**. It may not be shared.

Harbour Watch Committee Meeting

20 May 2024, HWC_09_2005

Final Minutes

1. Other Business

`

// What was withheld before is found in a file that changed.
func TestAnUpdateFindsALeakInAChangedFile(t *testing.T) {
	a := audited(t)
	write(t, filepath.Join(a.dir, "www", "next.html"), "<p>Nothing of the kind.</p>")
	if _, whole := a.goOn(1, "www/next.html"); whole {
		t.Error("a file that says nothing asks for an audit of the whole")
	}
	for _, leak := range []string{secret, "strongbox HWC 08/01", "INC000000001234"} {
		write(t, filepath.Join(a.dir, "www", "next.html"), "<p>"+leak+"</p>")
		if _, whole := a.goOn(1, "www/next.html"); !whole {
			t.Errorf("%q is not found", leak)
		}
	}
}

// What becomes withheld is found in a file that did not change: text that was permitted, and text that nobody said.
func TestAnUpdateFindsALeakInAnUnchangedFile(t *testing.T) {
	const sentence = "four of the lamps on the east quay were dark again"
	a := audited(t)
	a.docs["content/0.md"] = strings.Replace(open, "The harbour master", "[RED] The harbour master", 1)
	if _, whole := a.goOn(1); !whole {
		t.Error("a marked paragraph is not found")
	}
	a = audited(t)
	a.docs["content/0.md"] = strings.Replace(open, sentence, "nothing was wrong", 1) // the withheld document says it as well
	if _, whole := a.goOn(1); !whole {
		t.Error("what a document that is withheld said too is not found")
	}
	a = audited(t)
	delete(a.docs, "content/0.md")
	if _, whole := a.goOn(1); !whole {
		t.Error("what only a document said that is gone is not found")
	}
	for _, text := range []string{"The wreckers were seen with nine lanterns on the bar", "Kittiwake", "Kittiwake Ledger", "Kittiwake Ledger Reopened",
		"A Kittiwake Ledger Reopened Twice", "INC000000009999", "ACTION HWC 09/07: Jory to look.", "4,750,000", "quicksands"} {
		a := audited(t, "<p>"+text+"</p>")
		a.docs["content/2.md"] = others + text + "\n"
		if _, whole := a.goOn(1); !whole {
			t.Errorf("%q is not found", text)
		}
	}
}

// An update that finds nothing costs no audit of the whole, and is remembered.
func TestAnUpdateGoesOn(t *testing.T) {
	a := audited(t)
	if u, whole := a.goOn(1); whole || u.Secrets != nil {
		t.Error("where nothing changed something is looked at")
	}
	before := maps.Clone(a.memory)
	a.docs["content/2.md"] = others + "The wreckers were seen with nine lanterns on the bar of the harbour, by Jory Spindrift.\n\n" +
		"The harbour master reported that four of the lamps on the east quay were dark again. HWC 07/01\n"
	u, whole := a.goOn(1)
	if whole {
		t.Fatal("a document that says what others may be told, and what no file says, asks for an audit of the whole")
	}
	u.Keep(func() [sha256.Size]byte { return site(2) })
	write(t, filepath.Join(a.dir, "www", "next.html"), "<p>Of Spindrift</p>")
	if _, whole := a.goOn(2, "www/next.html"); !whole {
		t.Error("what was withheld by then is not found")
	}
	if _, whole := a.goOn(1); !whole {
		t.Error("goes on from another generation than the last")
	}
	if _, whole := a.goOn(7); !whole {
		t.Error("goes on from a generation that it does not know")
	}
	a.memory[nameSecrets] = before[nameSecrets]
	if _, whole := a.goOn(2, "www/next.html"); !whole {
		t.Error("parts of two audits are taken for one")
	}
}

// What a document said alone, and every file that said it, is gone: the others are searched for that alone, and no audit of the whole is asked for.
func TestAnUpdateOfADocumentThatIsGone(t *testing.T) {
	gone := strings.NewReplacer("HWC_07_1203", "HWC_05_1001", "HWC 07/01", "HWC 05/01", "12 March", "10 January", "1. Quay Lighting\n",
		"1. Quay Lighting\n\nThe dredger Wigeon had found a kittiwake (MP 020) in the strongroom of the old pier at low tide. INC000000004711\n").Replace(open)
	withheld := "Kittiwake.\n\nThe dredger Wigeon had found a kittiwake (MP20) in the strongroom of the old pier at low tide. INC000000004711\n"
	begin := func() *archived {
		a := &archived{t, t.TempDir(), map[string]string{"content/0.md": open, "content/1.md": closed, "content/2.md": gone, "content/3.md": others + withheld}, remembered{}}
		write(t, filepath.Join(a.dir, "www", "open.html"), "<p>"+open+"</p>")
		write(t, filepath.Join(a.dir, "www", "gone.html"), "<p>"+gone+"</p>")
		write(t, filepath.Join(a.dir, "www", "search", "ids", "ids-m.json"), `["mp 20"]`)
		s := Withheld(a.options())
		s.PermitOwn(Own{})
		if r, err := s.Search(a.dir, none); err != nil || len(r.Leaks) > 0 {
			t.Fatalf("found %v, %v", r.Leaks, err)
		}
		s.Keep(a.memory, func() [sha256.Size]byte { return site(1) })
		delete(a.docs, "content/2.md")
		if err := os.Remove(filepath.Join(a.dir, "www", "gone.html")); err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := begin()
	write(t, filepath.Join(a.dir, "www", "search", "ids", "ids-m.json"), `[]`)
	u, whole := a.goOn(1, "www/search/ids/ids-m.json")
	if whole || u.Suspects == nil {
		t.Fatalf("an audit of the whole is asked for (%v), or nothing is suspected", whole)
	}
	u.Keep(func() [sha256.Size]byte { return site(2) })
	for _, text := range []string{"kittiwake", "INC000000004711", "MP20", "in the strongroom of the old pier at low tide"} {
		write(t, filepath.Join(a.dir, "www", "next.html"), "<p>"+text+"</p>")
		if _, whole := a.goOn(2, "www/next.html"); !whole {
			t.Errorf("%q is not found in a file that changed later", text)
		}
	}
	a = begin()
	if _, whole := a.goOn(1); !whole {
		t.Error("the key of an id is not found")
	}
	for _, text := range []string{"kitti<b>wake</b>", "INC000000004711", "in the strongroom of the old pier at low&#32;tide"} {
		a := begin()
		write(t, filepath.Join(a.dir, "www", "search", "ids", "ids-m.json"), `[]`)
		write(t, filepath.Join(a.dir, "www", "open.html"), "<p>"+text+"</p>")
		if _, whole := a.goOn(1); !whole {
			t.Errorf("%q is not found", text)
		}
	}
}

// Whatever is damaged is not used, and does no harm.
func TestAnUpdateOfWhatIsDamaged(t *testing.T) {
	whole := audited(t)
	for name, data := range whole.memory {
		for _, cut := range []int{0, 1, len(data) / 2, len(data) - 1} {
			a := &archived{t, whole.dir, maps.Clone(whole.docs), maps.Clone(whole.memory)}
			a.memory[name] = data[:cut]
			a.docs["content/0.md"] = strings.Replace(open, "The harbour master", "[RED] The harbour master", 1)
			if _, whole := a.goOn(1); !whole {
				t.Errorf("%s of %d bytes: what became withheld is not found", name, cut)
			}
		}
	}
}
