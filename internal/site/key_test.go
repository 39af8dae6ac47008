package site

import (
	"flag"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/synth"
	"minutebook/internal/wording"
	"minutebook/internal/wordtest"
)

// folder is documents by file name.
type folder map[string]string

func madeUp(t testing.TB, meetings int, seed uint64) folder {
	t.Helper()
	dir, err := os.MkdirTemp("", "minutebook-test-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := synth.Write(path.Join(dir, "a"), meetings, seed, nil); err != nil {
		t.Fatal(err)
	}
	files := folder{}
	err = fs.WalkDir(os.DirFS(path.Join(dir, "a")), "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path.Join(dir, "a", name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// valued are the values of all pages of a site, with their keys, by address.
type valued struct {
	shared key
	keys   map[string]key
	values map[string]string
}

func (a folder) valued(words *wording.Words, site string) valued {
	rules := minutes.DefaultRules()
	var sources []edition.Source
	for name, text := range a {
		sources = append(sources, edition.Source{Minutes: read(name, text, rules), Text: []byte(text)})
	}
	where, _ := rules.Policy.Site(site)
	where.Drafts, where.URL = policy.DraftsKept, "https://example.org/book/"
	e := edition.Of(where, sources, rules, nil)
	o := Options{Record: record.Link(e), Edition: e, Policy: rules.Policy, Rules: rules, Look: Look{Title: "Made up", Words: words, Kinds: rules.Kinds}}
	b := newBuilder(o)
	p := &printer{frame: b.frame(nil)}
	v := valued{b.shared(p, o.Settings), map[string]key{}, map[string]string{}}
	k := newKeys(b)
	for _, pg := range b.all() {
		if pg.key == nil {
			continue
		}
		s, err := sheetOf(pg)
		if err != nil {
			panic(err) // plain values
		}
		v.keys[pg.path], v.values[pg.path] = pg.key(k), string(s.front)
	}
	return v
}

// read parses a document once.
func read(name, text string, rules *minutes.Rules) *minutes.Minutes {
	k := [2]string{name, text}
	if readBefore[k] == nil {
		readBefore[k] = minutes.Parse(name, []byte(text), rules)
	}
	return readBefore[k]
}

var readBefore = map[[2]string]*minutes.Minutes{}

// edits change one document, or which there are. They are what hurried secretaries do.
var edits = map[string]func(t *rapid.T, a folder, spare folder, name string){
	"add":    func(t *rapid.T, a, spare folder, name string) { add := pickOf(t, spare); a[add] = spare[add] },
	"remove": func(t *rapid.T, a, _ folder, name string) { delete(a, name) },
	"rename": func(t *rapid.T, a, _ folder, name string) {
		a["content/else/"+path.Base(name)] = a[name]
		delete(a, name)
	},
	"draft": func(t *rapid.T, a, _ folder, name string) {
		a[strings.TrimSuffix(name, ".md")+"_draft.md"] = strings.Replace(a[name], "Final Minutes", "Draft Minutes v0.1", 1) + "\n\nMore was said in the draft.\n"
	},
	"level": func(t *rapid.T, a, _ folder, name string) {
		level := rapid.SampledFrom([]string{"Clear", "White", "Amber", "Red", "Violet"}).Draw(t, "level")
		head, rest, _ := strings.Cut(a[name], "\n")
		for _, l := range []string{"Clear", "White", "Green", "Amber", "Red"} {
			head = strings.Replace(head, "**"+l+"**", "**"+level+"**", 1)
		}
		a[name] = head + "\n" + rest
	},
	"date": func(t *rapid.T, a, _ folder, name string) {
		a[name] = strings.Replace(a[name], " 2012", " 2013", 1)
	},
	"cut a paragraph": func(t *rapid.T, a, _ folder, name string) {
		all := strings.Split(a[name], "\n\n")
		at := rapid.IntRange(0, len(all)-1).Draw(t, "paragraph")
		a[name] = strings.Join(slices.Delete(all, at, at+1), "\n\n")
	},
	"move a paragraph": func(t *rapid.T, a, _ folder, name string) {
		from := strings.Split(a[pickOf(t, a)], "\n\n")
		all := strings.Split(a[name], "\n\n")
		at := rapid.IntRange(0, len(all)).Draw(t, "paragraph")
		a[name] = strings.Join(slices.Insert(all, at, from[rapid.IntRange(0, len(from)-1).Draw(t, "of")]), "\n\n")
	},
	"spell out": func(t *rapid.T, a, _ folder, name string) {
		a[name] += "\n\nThe Harbour Gauge Authority (HGA) was asked, and the HGA agreed. See HGA and [the last meeting](/meetings/" + strings.ToLower(path.Base(path.Dir(path.Dir(pickOf(t, a))))) + "-3/).\n"
	},
	"name others": func(t *rapid.T, a, _ folder, name string) {
		words := strings.Fields(a[pickOf(t, a)])
		said := ""
		for _, w := range words {
			if strings.HasPrefix(w, "INC0") || strings.HasPrefix(w, "MP") || strings.Contains(w, "/0") {
				said += " " + w
			}
		}
		a[name] += "\n\nAll was heard together:" + said[:min(len(said), 300)] + ".\n"
	},
}

func pickOf(t *rapid.T, a folder) string {
	names := make([]string, 0, len(a))
	for name := range a {
		names = append(names, name)
	}
	slices.Sort(names)
	return rapid.SampledFrom(names).Draw(t, "document")
}

// A key has all that a value depends on: after whatever edit, a page that has its old key has its old value.
func TestKeysTellValuesApart(t *testing.T) {
	whole, words := madeUp(t, 24, 7), wordtest.English(t)
	few(t, 10)
	same, all := 0, 0
	names := make([]string, 0, len(edits))
	for name := range edits {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		a, spare := folder{}, folder{}
		for name, text := range whole {
			if len(spare) < 5 && rapid.Bool().Draw(t, name) {
				spare[name] = text
			} else {
				a[name] = text
			}
		}
		if len(spare) == 0 {
			t.Skip("nothing to add")
		}
		site := rapid.SampledFrom([]string{"public", "members"}).Draw(t, "site")
		before := a.valued(words, site)
		for range rapid.IntRange(1, 2).Draw(t, "edits") {
			edits[rapid.SampledFrom(names).Draw(t, "edit")](t, a, spare, pickOf(t, a))
		}
		after := a.valued(words, site)
		if before.shared != after.shared {
			return
		}
		for at, k := range after.keys {
			was, ok := before.keys[at]
			if all++; !ok || was != k {
				continue
			}
			if same++; before.values[at] != after.values[at] {
				t.Fatalf("%s has its key, but another value:\n%s\n%s", at, around(before.values[at], after.values[at]), around(after.values[at], before.values[at]))
			}
		}
	})
	t.Logf("%d of %d pages kept their key", same, all)
	if same < all/3 {
		t.Error("keys tell too much apart")
	}
}

// few makes rapid check less often than it would, but where a soak, or whoever runs the test, asks for more.
func few(t *testing.T, checks int) {
	t.Helper()
	f := flag.Lookup("rapid.checks")
	if before := f.Value.String(); before == f.DefValue && os.Getenv("MINUTEBOOK_SOAK") == "" {
		t.Cleanup(func() { _ = f.Value.Set(before) })
		if err := f.Value.Set(strconv.Itoa(checks)); err != nil {
			t.Fatal(err)
		}
	}
}

// around is where a text begins to differ from another.
func around(text, other string) string {
	i := 0
	for i < min(len(text), len(other)) && text[i] == other[i] {
		i++
	}
	return text[max(0, i-120):min(len(text), i+120)]
}
