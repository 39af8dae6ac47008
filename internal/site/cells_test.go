package site

import (
	"strings"
	"testing"
)

func TestCells(t *testing.T) {
	for _, c := range []struct {
		column column
		cell   cell
		want   string
	}{
		{column{"id", "A & B", "name"}, cell{Text: "<A>", Href: "/a/?b&c"}, `<th scope="row" class="id" data-label="A &amp; B"><a href="/a/?b&amp;c">&lt;A&gt;</a></th>`},
		{column{"owner", "Owner", ""}, cell{Links: []Link{{"X", "/x/"}, {Text: "Y"}}}, `<td data-label="Owner"><a href="/x/">X</a>, Y</td>`},
		{column{"n", "N", "number"}, cell{Text: "1,200", Sort: "1200"}, `<td class="number" data-sort="1200" data-label="N">1,200</td>`},
		{column{"s", "S", "status"}, cell{Text: "Open", Class: "open"}, `<td class="status" data-label="S"><span class="status open">Open</span></td>`},
		{column{"s", "S", "status"}, cell{}, `<td class="status" data-label="S"></td>`},
		{column{"d", "D", "date"}, cell{Text: "3 May 2026", ISO: "2026-05-03"}, `<td class="date" data-label="D"><time datetime="2026-05-03">3 May 2026</time></td>`},
		{column{"d", "D", "date"}, cell{Said: "by {meeting} <at last>", Text: "B_1", Href: "/b/"}, `<td class="date" data-label="D">by <a href="/b/">B_1</a> &lt;at last&gt;</td>`},
		{column{"d", "D", "date"}, cell{Note: "no \"date\""}, `<td class="date" data-label="D"> <span class="meta">no &#34;date&#34;</span></td>`},
		{column{"w", "W", "words"}, cell{HTML: "<strong>AGREED</strong>"}, `<td class="words" dir="auto" data-label="W"><strong>AGREED</strong></td>`},
		{column{"w", "W", "words"}, cell{Text: strings.Repeat("é", 20) + " b"}, `<td class="words" dir="auto" data-label="W">` + strings.Repeat("é", 20) + ` b</td>`},
		{column{"w", "W", ""}, cell{Text: strings.Repeat("é", 21)}, `<td class=" long" data-label="W">` + strings.Repeat("é", 21) + `</td>`},
	} {
		if got := string(row{c.cell}.markup([]column{c.column})); got != c.want {
			t.Errorf("%+v:\n%s, wanted\n%s", c.cell, got, c.want)
		}
	}
}
