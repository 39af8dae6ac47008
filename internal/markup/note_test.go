package markup

import (
	"strings"
	"testing"

	"minutebook/internal/minutes"
	"minutebook/internal/wordtest"
)

// A note stands at the end of the words that it is about, before the link to them; one about a line that was joined, where
// it was joined. It adds no word.
func TestNotesStandWhereTheyAreAbout(t *testing.T) {
	joined := &minutes.Block{Kind: minutes.Paragraph, ID: "p-1", Line: 3, EndLine: 5, Spans: []minutes.Span{
		{Text: "One half", Line: 3}, {Text: " ", Joined: true, Line: 5}, {Text: "and the other.", Line: 5}}}
	head := &minutes.Block{Kind: minutes.Heading, ID: "item-2", Line: 7, Spans: []minutes.Span{{Text: "2. Boats"}}}
	row := &minutes.Block{Kind: minutes.Row, ID: "row-1", Line: 9, Blocks: []*minutes.Block{
		{Kind: minutes.Cell, Spans: []minutes.Span{{Text: "a"}}}, {Kind: minutes.Cell, Spans: []minutes.Span{{Text: "b"}}}}}
	table := &minutes.Block{Kind: minutes.Table, Line: 9, Blocks: []*minutes.Block{row}}
	blocks := []*minutes.Block{joined, head, table}
	plain := Writer{Anchors: true}
	w := Writer{Anchors: true, Words: wordtest.English(t), Notes: map[*minutes.Block][]Note{
		joined: {{ID: "_n1", Href: "#_note1", Number: "1", Label: "Note 1", Line: 5}, {ID: "_n2", Href: "#_note2", Number: "2", Label: "Note 2", Line: 3}},
		head:   {{ID: "_n3", Href: "#_note3", Number: "3", Label: `"3" <b>`, Line: 7}},
		row:    {{ID: "_n4", Href: "#_note4", Number: "4", Label: "Note 4", Line: 9}},
	}}
	got := string(w.Blocks(blocks))
	for _, want := range []string{
		`One half<span class="joined"> </span><a class="note" id="_n1" href="#_note1" data-n="1" aria-label="Note 1"></a>and the other.` +
			`<a class="note" id="_n2" href="#_note2" data-n="2" aria-label="Note 2"></a><a class="mark" href="#p-1"`,
		`2. Boats<a class="note" id="_n3" href="#_note3" data-n="3" aria-label="&#34;3&#34; &lt;b&gt;"></a><a class="mark"`,
		`<td>b<a class="note" id="_n4"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if err := inspect(got); err != nil {
		t.Error(err)
	}
	if with, without := textOf(got, false), textOf(string(plain.Blocks(blocks)), false); with != without {
		t.Errorf("notes add words: %q, %q", with, without)
	}
}
