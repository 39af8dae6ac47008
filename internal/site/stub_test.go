package site

import (
	"strings"
	"testing"

	"minutebook/internal/markup"
	"minutebook/internal/minutes"
	"minutebook/internal/wordtest"
)

// An item of which nothing but the number is shown says so in the site's own words; one that has words of its own does not.
func TestAStubSaysThatItIsWithheld(t *testing.T) {
	const note = `<p class="stub meta">Item 3 is withheld from the readers of this site.</p>`
	head := func() *minutes.Block { return paragraph("item-3", "3. "+minutes.Withheld) }
	for name, c := range map[string]struct {
		item minutes.Item
		said bool
	}{
		"a stub":                 {minutes.Item{Number: "3", Head: head(), Stub: true}, true},
		"a stub with words":      {minutes.Item{Number: "3", Head: head(), Stub: true, Blocks: []*minutes.Block{paragraph("p", "Held in closed session.")}}, false},
		"an item without words":  {minutes.Item{Number: "3", Head: paragraph("item-3", "3. Boats")}, false},
		"a stub with a sub-item": {minutes.Item{Number: "3", Head: head(), Stub: true, Items: []*minutes.Item{{Number: "3.1", Head: paragraph("item-3.1", "3.1 Oars")}}}, false},
	} {
		got := string(itemHTML(markup.Writer{Words: wordtest.English(t)}, &c.item, 3))
		if strings.Contains(got, note) != c.said || strings.Contains(got, "stub") != c.said {
			t.Errorf("%s: %s", name, got)
		}
	}
}
