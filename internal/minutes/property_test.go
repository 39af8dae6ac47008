package minutes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// made is a document made up with what must be read from it.
type made struct {
	text    strings.Builder
	numbers []string
	titles  []string
	actions []string // id, item and owner
	verbs   []string // item and verb
}

// TestEveryStyleIsRead makes up minutes of the same parts in each style of heading, and reads them back.
func TestEveryStyleIsRead(t *testing.T) {
	rules := DefaultRules()
	rapid.Check(t, func(t *rapid.T) {
		style := rapid.SampledFrom([]string{"%s. %s", "%s\\. %s", "**%s. %s**", "## %s. %s", "# %s %s", "Item %s: %s", "%s. **%s**"}).Draw(t, "style")
		d := &made{}
		d.text.WriteString("Classification: Green\n\nSSC Meeting\n\n3 March 2022, SSC_70_0303\n\n")
		for n := 1; n <= rapid.IntRange(1, 8).Draw(t, "items"); n++ {
			d.item(t, style, n)
		}
		m := Parse("x.md", []byte(d.text.String()), rules)
		var numbers, titles, actions, verbs []string
		for _, it := range m.AllItems() {
			numbers, titles = append(numbers, it.Number), append(titles, it.Title)
		}
		for _, a := range m.Raised {
			actions = append(actions, fmt.Sprint(a.ID, " in ", a.Item, " for ", a.Owners))
		}
		for _, x := range m.Decisions {
			verbs = append(verbs, x.Item+" "+x.Verb)
		}
		for _, pair := range [][2][]string{{d.numbers, numbers}, {d.titles, titles}, {d.actions, actions}, {d.verbs, verbs}} {
			if !slices.Equal(pair[0], pair[1]) {
				t.Fatalf("want %q\ngot  %q\nof\n%s", pair[0], pair[1], d.text.String())
			}
		}
	})
}

func (d *made) item(t *rapid.T, style string, n int) {
	number := itoa(n)
	d.head(t, style, number)
	d.body(t, number)
	last := number
	subs := rapid.IntRange(0, 3).Draw(t, "sub-items")
	if strings.HasPrefix(style, "Item") || strings.Contains(style, `\`) {
		subs = 0
	}
	for s := 1; s <= subs; s++ {
		last = number + "." + itoa(s)
		d.head(t, strings.Replace(style, "%s. **%s**", "%s. %s", 1), last)
		d.body(t, last)
		if s < subs {
			d.record(t, last)
		}
	}
	d.record(t, number)
}

func (d *made) head(t *rapid.T, style, number string) {
	title := rapid.SampledFrom([]string{"Welcome", "Flour Prices – May", "Mills & Wheels", "Any Other Business", "Bread (Brown)"}).Draw(t, "title")
	fmt.Fprintf(&d.text, style+"\n\n", number, title)
	d.numbers, d.titles = append(d.numbers, number), append(d.titles, title)
}

func (d *made) body(t *rapid.T, number string) {
	d.text.WriteString(rapid.SampledFrom([]string{
		"The miller spoke at length about the flour and the price of it.\n\n",
		"The choices were:\n\n1. Bake more\n2. Bake less\n3. Rest\n\nNobody chose.\n\n",
		"- one\n- two\n\nThat was all.\n\n",
		"| Sack | Cost |\n|---|---|\n| A | 1 |\n\n",
	}).Draw(t, "body"))
}

func (d *made) record(t *rapid.T, item string) {
	if rapid.Bool().Draw(t, "action") {
		id := fmt.Sprintf("SSC 70/%02d", len(d.actions)+1)
		fmt.Fprintf(&d.text, "ACTION %s: The DCC to bake.\n\n", id)
		d.actions = append(d.actions, id+" in "+item+" for [DCC]")
	}
	if rapid.Bool().Draw(t, "decision") {
		d.text.WriteString("The SSC:\n\n- **NOTED** the flour; and\n- **AGREED** to eat.\n\n")
		d.verbs = append(d.verbs, item+" NOTED", item+" AGREED")
	}
}
