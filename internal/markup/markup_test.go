package markup

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"minutebook/internal/minutes"
	"minutebook/internal/wordtest"
)

var update = flag.Bool("update", false, "rewrite the expected HTML of testdata")

// settings are the writer of a case. Every place where a block's text holds a key of Refs is a reference.
type settings struct {
	Refs    map[string]target
	Terms   map[string]string // meanings
	Href    map[string]string // addresses of the document that lead somewhere; nil for the default
	Anchors bool
	Under   int
	Caption string
}

type target struct {
	Kind minutes.Kind
	Path string // "" does not resolve
}

// Each case is blocks.yaml, settings.yaml (optional) and want.html.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { testCase(t, file) })
	}
}

func testCase(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []*minutes.Block
	var set settings
	want := -1
	for i, f := range a.Files {
		switch f.Name {
		case "blocks.yaml":
			err = yaml.UnmarshalWithOptions(f.Data, &blocks, yaml.Strict())
		case "settings.yaml":
			err = yaml.UnmarshalWithOptions(f.Data, &set, yaml.Strict())
		case "want.html":
			want = i
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	got := string(set.writer(t, blocks).Blocks(blocks))
	if err := inspect(got); err != nil {
		t.Error(err)
	}
	if words := strings.Fields(textOf(got, true)); set.Caption == "" && !slices.Equal(words, wordsOf(blocks)) {
		t.Errorf("words %q, want %q", words, wordsOf(blocks))
	}
	if *update {
		save(t, file, a, want, got)
	} else if want < 0 {
		t.Error("no want.html; run with -update")
	} else if d := cmp.Diff(string(a.Files[want].Data), got); d != "" {
		t.Error(d)
	}
}

func save(t *testing.T, file string, a *txtar.Archive, want int, got string) {
	if want < 0 {
		want = len(a.Files)
		a.Files = append(a.Files, txtar.File{Name: "want.html"})
	}
	a.Files[want].Data = []byte(got)
	if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (s settings) writer(t *testing.T, blocks []*minutes.Block) Writer {
	w := Writer{Words: wordtest.English(t), Refs: s.references(blocks), Anchors: s.Anchors, Under: s.Under}
	w.Resolve = func(r minutes.Reference) (string, bool) { return r.ID, r.ID != "" }
	if s.Terms != nil {
		w.Meaning = func(term string) (string, bool) { m, ok := s.Terms[term]; return m, ok }
	}
	if s.Href != nil {
		w.Href = func(written string) (string, bool) { to, ok := s.Href[written]; return to, ok }
	}
	if s.Caption != "" {
		w.Caption = func(*minutes.Block) string { return s.Caption }
	}
	return w
}

func (s settings) references(blocks []*minutes.Block) map[*minutes.Block][]minutes.Reference {
	m := &minutes.Minutes{}
	for _, top := range blocks {
		top.Walk(func(b *minutes.Block) {
			for written, to := range s.Refs {
				for at := 0; ; {
					i := strings.Index(b.Text()[at:], written)
					if i < 0 {
						break
					}
					m.References = append(m.References, minutes.Reference{Kind: to.Kind, ID: to.Path, Block: b, Start: at + i, End: at + i + len(written)})
					at += i + len(written)
				}
			}
		})
	}
	return RefsOf(m)
}

func TestHeading(t *testing.T) {
	b := &minutes.Block{Kind: minutes.Paragraph, Role: minutes.RoleItem, ID: "item-3", Spans: []minutes.Span{{Text: "3. Reports & returns"}}}
	got := string(Writer{Anchors: true, Words: wordtest.English(t)}.Heading(b, 2))
	want := `<h2 id="item-3" class="item">3. Reports &amp; returns<a class="mark" href="#item-3" aria-label="Link to this heading"></a></h2>` + "\n"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := string(Writer{}.Heading(b, 9)); !strings.HasPrefix(got, "<h6") {
		t.Errorf("rank 9 is %s", got)
	}
}

func TestPlainText(t *testing.T) {
	b := &minutes.Block{Spans: []minutes.Span{{Text: "3.  Reports\n"}, {Text: "<and>\x1b more ", Strong: true}}}
	if got := PlainText(b); got != "3. Reports <and>␛ more" {
		t.Errorf("%q", got)
	}
}

// Blocks in blocks in blocks do not exceed what browsers nest.
func TestDeepNesting(t *testing.T) {
	inner := &minutes.Block{Kind: minutes.Paragraph, Spans: []minutes.Span{{Text: "deep"}}}
	for i := range 3000 {
		kind := []minutes.BlockKind{minutes.Quote, minutes.List, minutes.ListItem, minutes.Table, minutes.Row, minutes.Cell}[i%6]
		inner = &minutes.Block{Kind: kind, Blocks: []*minutes.Block{inner}}
	}
	got := string(Writer{}.Blocks([]*minutes.Block{inner}))
	if err := inspect(got); err != nil {
		t.Error(err)
	}
	if !strings.Contains(got, "<p>deep</p>") {
		t.Errorf("lost: %.200s", got)
	}
}
