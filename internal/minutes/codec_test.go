package minutes

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// documents are those of the cases.
func documents(t testing.TB) []string {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var all []string
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range txtar.Parse(data).Files {
			all = append(all, string(f.Data))
		}
	}
	return all
}

// same says whether two documents are equal, and point at the same of their blocks.
func same(a, b *Minutes) bool {
	return reflect.DeepEqual(a, b) && reflect.DeepEqual(pointers(a), pointers(b))
}

// pointers are the places, among a document's blocks, of those that something points at; -1 for one elsewhere.
func pointers(m *Minutes) []int {
	at := map[*Block]int{nil: -2}
	m.Walk(func(b *Block) { at[b] = len(at) })
	var all []int
	note := func(b *Block) {
		n, ok := at[b]
		if !ok {
			n = -1
		}
		all = append(all, n)
	}
	for _, r := range m.References {
		note(r.Block)
	}
	for _, list := range [][]Action{m.Raised, m.Updated} {
		for _, a := range list {
			note(a.Block)
			note(a.UpdateRow)
		}
	}
	for _, d := range m.Decisions {
		note(d.Block)
	}
	for _, t := range m.Glossary {
		note(t.Block)
	}
	return all
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rules := DefaultRules()
	for _, text := range documents(t) {
		whole := Parse("a.md", []byte(text), rules)
		for _, m := range []*Minutes{whole, whole.Outline(), whole.Head()} {
			got, err := Decode(string(m.AppendTo(nil)))
			if err != nil {
				t.Fatalf("%v of\n%s", err, text)
			}
			if !same(m, got) {
				t.Fatalf("read otherwise (outline: %v):\n%s", m.IsOutline(), text)
			}
		}
	}
}

// An outline tells of what it left out, and everything points at blocks of its own.
func TestAnOutlineTellsOfTheWhole(t *testing.T) {
	rules := DefaultRules()
	for _, text := range documents(t) {
		m := Parse("a.md", []byte(text), rules)
		o := m.Outline()
		if !reflect.DeepEqual(m.Links(), o.Links()) || !reflect.DeepEqual(m.Abbreviations(), o.Abbreviations()) || m.StrictestLevel() != o.StrictestLevel() {
			t.Fatalf("the outline tells otherwise of\n%s", text)
		}
		elsewhere := func(m *Minutes) (n int) {
			for _, at := range pointers(m) {
				if at == -1 {
					n++
				}
			}
			return n
		}
		if elsewhere(m) != elsewhere(o) {
			t.Fatalf("%d blocks of the outline, not %d, stand nowhere in\n%s", elsewhere(o), elsewhere(m), text)
		}
		for i, r := range m.References {
			got := o.References[i].Block
			if r.Block.Text() != got.Text() && !(r.Kind == KindAction && got.Kind == Row && r.Block.Kind == Cell && r.Block.Line == got.Line) {
				t.Fatalf("the words of %s are others in\n%s", r.Written, text)
			}
		}
		for i, it := range m.AllItems() {
			if got := o.AllItems()[i]; got.Number != it.Number || got.Withheld() != it.Withheld() {
				t.Fatalf("item %s is another in\n%s", it.Number, text)
			}
		}
	}
}

// FuzzDecode reads anything, to an end, and what it reads it writes and reads again.
func FuzzDecode(f *testing.F) {
	rules := DefaultRules()
	for i, text := range documents(f) {
		if i%40 == 0 && len(text) < 4000 {
			m := Parse("a.md", []byte(text), rules)
			f.Add(m.AppendTo(nil))
			f.Add(m.Outline().AppendTo(nil))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(string(data))
		if err != nil {
			return
		}
		again, err := Decode(string(m.AppendTo(nil)))
		if err != nil || !same(m, again) {
			t.Fatalf("%v: read otherwise the second time", err)
		}
	})
}

// Every byte that is changed, and every end that is cut, gives minutes or an error.
func TestDamageIsAnErrorOrAnotherDocument(t *testing.T) {
	text := documents(t)[0]
	data := string(Parse("a.md", []byte(text[:min(len(text), 3000)]), DefaultRules()).AppendTo(nil))
	for i := range data {
		if _, err := Decode(data[:i]); err == nil {
			t.Fatalf("%d of %d bytes are read", i, len(data))
		}
		Decode(data[:i] + string(data[i]^0x55) + data[min(i+1, len(data)):])
		Decode(data[:i] + strings.Repeat("\xff", 9) + data[i:])
	}
}
